/** Time as devices and core see it: a port, so that a test or a training session can move it. */

/** Opaque handle of a pending call. */
export type TimerHandle = number;

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls back once, `ms` from now. */
  after(ms: number, call: () => void): TimerHandle;
  clear(handle: TimerHandle): void;
}

/** The machine's own time. */
export function systemClock(): Clock {
  const pending = new Map<TimerHandle, NodeJS.Timeout>();
  let last = 0;
  return {
    now: () => Date.now(),
    after(ms, call) {
      const handle = ++last;
      pending.set(handle, setTimeout(() => {
        pending.delete(handle);
        call();
      }, ms));
      return handle;
    },
    clear(handle) {
      clearTimeout(pending.get(handle));
      pending.delete(handle);
    },
  };
}

/** Resolves after `ms` on that clock, or at once when the signal aborts. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clock.clear(handle);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const handle = clock.after(ms, end);
    signal?.addEventListener('abort', end, { once: true });
  });
}
