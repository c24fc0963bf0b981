/** A clock that a test moves by hand, so that no test ever sleeps or looks at the wall. */
import type { Clock, TimerHandle } from '../../devices/clock.ts';

export interface ManualClock extends Clock {
  /** Moves time forward, calling what falls due in order and letting promises settle after each call. */
  advance(ms: number): Promise<void>;
  /** Calls still pending; zero means that nothing waits for time. */
  pending(): number;
}

interface Waiting {
  readonly at: number;
  readonly handle: TimerHandle;
  readonly call: () => void;
}

/** Lets every promise already on its way settle; moves no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Starts at `start` (milliseconds since the epoch; by default 2026-11-22 09:00 in China). */
export function manualClock(start = Date.parse('2026-11-22T09:00:00+08:00')): ManualClock {
  let now = start;
  let last = 0;
  const waiting = new Map<TimerHandle, Waiting>();

  const nextUntil = (end: number): Waiting | undefined =>
    [...waiting.values()]
      .filter((entry) => entry.at <= end)
      .sort((a, b) => a.at - b.at || a.handle - b.handle)[0];

  return {
    now: () => now,
    after(ms, call) {
      const handle = ++last;
      waiting.set(handle, { at: now + Math.max(0, ms), handle, call });
      return handle;
    },
    clear(handle) {
      waiting.delete(handle);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let due = nextUntil(end); due; due = nextUntil(end)) {
        waiting.delete(due.handle);
        now = due.at;
        due.call();
        await settle();
      }
      now = end;
      await settle();
    },
    pending: () => waiting.size,
  };
}
