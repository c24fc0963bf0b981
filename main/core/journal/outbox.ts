/** The outbox: sends kept submissions to the platform, one at a time in order, with the same id until the platform has decided. */
import type { Clock, TimerHandle } from '../../../devices/clock.ts';
import type { Log } from '../log.ts';
import type { Acceptance, PlatformPort, PlatformProblem } from '../platform/port.ts';
import type { SubmissionState } from './port.ts';
import type { Submissions } from './submissions.ts';

export interface OutboxSurroundings {
  readonly submissions: Submissions;
  readonly platform: PlatformPort;
  readonly clock: Clock;
  readonly log: Log;
  /** Told once of each kept submission that this kiosk's key does not open. */
  readonly onUnreadable: (id: string, why: 'otherKey' | 'damaged') => void;
  /** From 0 to under 1; spreads the retries of many kiosks. */
  readonly random?: () => number;
}

export interface Outbox {
  /** Looks for something to send. */
  wake(): void;
  /** Sends now whatever the back-off says; resolves when decided, at the deadline or on abort, with the state then. */
  settle(id: string, options: { readonly deadlineMs: number; readonly signal?: AbortSignal }): Promise<SubmissionState>;
  /** Stops sending; an answer already on its way is still noted. */
  close(): Promise<void>;
}

/** Milliseconds the platform has for one answer. */
const sendDeadlineMs = 10_000;
const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;

/** Half to all of an exponentially growing delay, in milliseconds. */
const backOffMs = (failures: number, random: () => number): number =>
  Math.round(Math.min(firstDelayMs * 2 ** Math.min(failures - 1, 20), longestDelayMs) * (0.5 + random() / 2));

/** Sends nothing before it is woken. */
export function createOutbox({ submissions, platform, clock, log, onUnreadable, random = Math.random }: OutboxSurroundings): Outbox {
  /** The platform is away: nothing is sent before this. */
  let pausedUntil = 0;
  let timesUnreachable = 0;
  /** One submission got no usable answer from a platform that is there: it waits alone, the others go on. */
  const heldUntil = new Map<string, number>();
  const unreadable = new Set<string>();
  const awaited = new Map<string, Set<() => void>>();
  const closing = new AbortController();
  let timer: TimerHandle | null = null;
  let draining = false;
  let drained: Promise<void> = Promise.resolve();

  // A time further off than any back-off can be means that the clock was set back: do not wait for it.
  const isPast = (at: number): boolean => at <= clock.now() || at > clock.now() + longestDelayMs;

  const nextId = (): string | undefined =>
    submissions.waitingIds().find((id) => !unreadable.has(id) && isPast(heldUntil.get(id) ?? 0));

  const decide = (id: string, decision: Acceptance): void => {
    submissions.decide(id, decision);
    heldUntil.delete(id);
    log.info({ submission: id, status: decision.status }, 'submission.decided');
    for (const tell of awaited.get(id) ?? []) tell();
  };

  const postpone = (id: string, problem: PlatformProblem['kind']): void => {
    const attempts = submissions.countAttempt(id);
    if (problem === 'unreachable') pausedUntil = clock.now() + backOffMs(++timesUnreachable, random);
    else heldUntil.set(id, clock.now() + backOffMs(attempts, random));
    log.warn({ submission: id, attempts, problem }, 'submission.unanswered');
  };

  const takeAnswer = (id: string, answer: Awaited<ReturnType<PlatformPort['submit']>>): void => {
    if (answer.ok || answer.problem.kind !== 'unreachable') timesUnreachable = 0;
    if (answer.ok) {
      decide(id, answer.value);
      return;
    }
    switch (answer.problem.kind) {
      case 'refused':
        decide(id, { status: 'refused', reason: answer.problem.reason, message: answer.problem.message });
        return;
      case 'unreachable':
      case 'timeOut':
      case 'invalidAnswer':
        postpone(id, answer.problem.kind);
        return;
      case 'canceled':
        // Only by our own closing: the row stays kept and is sent again when the journal opens.
        return;
      default:
        answer.problem satisfies never;
    }
  };

  const send = async (id: string): Promise<void> => {
    const unsealed = submissions.unseal(id);
    if (unsealed.kind !== 'submission') {
      unreadable.add(id);
      onUnreadable(id, unsealed.kind);
      return;
    }
    takeAnswer(id, await platform.submit(unsealed.submission, { deadlineMs: sendDeadlineMs, signal: closing.signal }));
  };

  const scheduleNext = (): void => {
    if (timer !== null) clock.clear(timer);
    timer = null;
    if (closing.signal.aborted) return;
    const held = submissions.waitingIds().filter((id) => !unreadable.has(id)).map((id) => heldUntil.get(id) ?? 0);
    if (held.length === 0) return;
    const at = Math.max(pausedUntil, Math.min(...held));
    timer = clock.after(Math.min(Math.max(at - clock.now(), 0), longestDelayMs), wake);
  };

  const drain = async (): Promise<void> => {
    try {
      while (!closing.signal.aborted && isPast(pausedUntil)) {
        const id = nextId();
        if (id === undefined) break;
        await send(id);
      }
    } catch (error) {
      log.error({ err: error }, 'outbox.failed');
      pausedUntil = clock.now() + longestDelayMs;
    }
    draining = false;
    scheduleNext();
  };

  function wake(): void {
    if (draining || closing.signal.aborted) return;
    draining = true;
    drained = drain();
  }

  const stateOf = (id: string): SubmissionState => {
    const state = submissions.state(id);
    if (!state) throw new RangeError('only what was kept can be settled');
    return state;
  };

  return {
    wake,
    async settle(id, { deadlineMs, signal }) {
      const present = stateOf(id);
      if (present.state !== 'kept' || signal?.aborted) return present;
      await new Promise<void>((resolve) => {
        const end = (): void => {
          clock.clear(deadline);
          signal?.removeEventListener('abort', end);
          const others = awaited.get(id);
          others?.delete(end);
          if (others?.size === 0) awaited.delete(id);
          resolve();
        };
        const deadline = clock.after(deadlineMs, end);
        signal?.addEventListener('abort', end, { once: true });
        awaited.set(id, (awaited.get(id) ?? new Set()).add(end));
        heldUntil.delete(id);
        pausedUntil = 0;
        wake();
      });
      return stateOf(id);
    },
    async close() {
      closing.abort();
      for (const ends of [...awaited.values()]) for (const end of [...ends]) end();
      await drained;
      if (timer !== null) clock.clear(timer);
      timer = null;
    },
  };
}
