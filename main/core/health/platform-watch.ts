/** Asks the platform from time to time whether it is there, and sooner when it was not. */
import type { Clock, TimerHandle } from '../../../devices/clock.ts';
import type { PlatformPort, PlatformProblem } from '../platform/port.ts';
import { inService, outOfService, unknown } from './serviceability.ts';
import type { Serviceability } from './serviceability.ts';

const checkEveryMs = 15_000;
const recheckAfterMs = 5_000;
const checkDeadlineMs = 5_000;

export interface PlatformWatch {
  present(): Serviceability;
  /** Asks at once, as after a call that failed. */
  checkNow(): void;
  close(): void;
}

/** A platform that refuses is there. */
function meaningOf(problem: PlatformProblem['kind']): Serviceability {
  switch (problem) {
    case 'unreachable':
      return outOfService('unreachable');
    case 'timeOut':
      return outOfService('notAnswering');
    case 'invalidAnswer':
      return outOfService('answersWrongly');
    case 'refused':
      return inService;
    case 'canceled':
      return unknown;
    default:
      return problem satisfies never;
  }
}

/** `onAnswer` is called after each check. */
export function watchPlatform(platform: PlatformPort, clock: Clock, onAnswer: () => void): PlatformWatch {
  const closing = new AbortController();
  let present: Serviceability = unknown;
  let timer: TimerHandle | null = null;
  let checking = false;

  const check = async (): Promise<void> => {
    const answer = await platform.check({ deadlineMs: checkDeadlineMs, signal: closing.signal });
    if (closing.signal.aborted) return;
    present = answer.ok ? inService : meaningOf(answer.problem.kind);
    checking = false;
    timer = clock.after(present.condition === 'inService' ? checkEveryMs : recheckAfterMs, checkNow);
    onAnswer();
  };

  function checkNow(): void {
    if (checking || closing.signal.aborted) return;
    checking = true;
    if (timer !== null) clock.clear(timer);
    timer = null;
    void check();
  }

  checkNow();
  return {
    present: () => present,
    checkNow,
    close() {
      closing.abort();
      if (timer !== null) clock.clear(timer);
    },
  };
}
