import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startHeartbeat } from './heartbeat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('heartbeat', () => {
  it('says once that the other side is silent, and asks no more', () => {
    const asked: number[] = [];
    const silent = vi.fn();
    startHeartbeat({ everyMs: 1_000, silentAfterMs: 5_000, ask: (n) => asked.push(n), silent });
    vi.advanceTimersByTime(5_999);
    expect(silent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(silent).toHaveBeenCalledOnce();
    expect(asked).toEqual([1, 2, 3, 4, 5]);
  });

  it('goes on while it is answered, however late', () => {
    const silent = vi.fn();
    const heartbeat = startHeartbeat({ everyMs: 1_000, silentAfterMs: 5_000, ask: () => undefined, silent });
    for (let n = 0; n < 10; n++) {
      vi.advanceTimersByTime(4_500);
      heartbeat.heard();
    }
    heartbeat.stop();
    vi.advanceTimersByTime(60_000);
    expect(silent).not.toHaveBeenCalled();
  });
});
