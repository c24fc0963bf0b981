/** A manual clock that can wait until somebody waits: for tests that mix real I/O with injected time. */
import type { TimerHandle } from '../../devices/clock.ts';
import { manualClock, type ManualClock } from './manual-clock.ts';

export interface AwaitedClock extends ManualClock {
  /** Lets real I/O go on until some call is due in exactly `ms` from now; then moves time by as much. */
  pass(ms: number): Promise<void>;
  /** Moves time in small steps, between which I/O within this process gets through, until the condition holds. */
  advanceUntil(condition: () => boolean): Promise<void>;
}

const stepMs = 50;
/** Loopback traffic between two ends in this process needs a few turns of the event loop; this is many times as much. */
const turnsPerStep = 30;

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** Lets real I/O go on until the condition holds; time stands still. The test's own time-out is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}

export function awaitedClock(): AwaitedClock {
  const clock = manualClock();
  const due = new Map<TimerHandle, number>();
  return {
    ...clock,
    after(ms, call) {
      const handle = clock.after(ms, () => {
        due.delete(handle);
        call();
      });
      due.set(handle, clock.now() + ms);
      return handle;
    },
    clear(handle) {
      due.delete(handle);
      clock.clear(handle);
    },
    async pass(ms) {
      await until(() => [...due.values()].includes(clock.now() + ms));
      await clock.advance(ms);
    },
    async advanceUntil(condition) {
      while (!condition()) {
        for (let turns = 0; turns < turnsPerStep && !condition(); turns++) await turn();
        if (!condition()) await clock.advance(stepMs);
      }
    },
  };
}
