/** The machine's time plus an offset that only grows: training and tests move it forward instead of waiting. */
import type { Clock, TimerHandle } from './clock.ts';

/** The longest wait `setTimeout` can hold; a longer one is taken in stages. */
const longestWaitMs = 2_147_483_647;

interface Pending {
  readonly dueAt: number;
  readonly call: () => void;
  real: NodeJS.Timeout;
}

export interface AdjustableClock extends Clock {
  /** Time never runs backwards: a smaller offset (ms) than the present one is ignored. */
  setOffset(offsetMs: number): void;
}

/** The machine's own time until an offset is set; timers hold however far away they are. */
export function adjustableClock(): AdjustableClock {
  const pending = new Map<TimerHandle, Pending>();
  let offset = 0;
  let last = 0;
  const now = (): number => Date.now() + offset;
  const fire = (handle: TimerHandle): void => {
    const timer = pending.get(handle);
    if (!timer) return;
    if (timer.dueAt > now()) {
      timer.real = arm(handle, timer.dueAt);
      return;
    }
    pending.delete(handle);
    timer.call();
  };
  const arm = (handle: TimerHandle, dueAt: number): NodeJS.Timeout =>
    setTimeout(() => fire(handle), Math.min(longestWaitMs, Math.max(0, dueAt - now())));

  return {
    now,
    after(ms, call) {
      const handle = ++last;
      const dueAt = now() + ms;
      pending.set(handle, { dueAt, call, real: arm(handle, dueAt) });
      return handle;
    },
    clear(handle) {
      clearTimeout(pending.get(handle)?.real);
      pending.delete(handle);
    },
    setOffset(offsetMs) {
      if (offsetMs <= offset) return;
      offset = offsetMs;
      for (const [handle, timer] of pending) {
        clearTimeout(timer.real);
        timer.real = arm(handle, timer.dueAt);
      }
    },
  };
}
