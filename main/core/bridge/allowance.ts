/** A rate cap that forgives bursts: a bucket of tokens that refills steadily. */
import type { Clock } from '../../../devices/clock.ts';

export interface Allowance {
  /** Takes one token; false where none is left. */
  take(): boolean;
}

/** A full bucket of `burst` tokens that gains `perSecond` of them each second. */
export function createAllowance(clock: Clock, burst: number, perSecond: number): Allowance {
  let tokens = burst;
  let countedAt = clock.now();
  return {
    take() {
      const now = clock.now();
      // A wall clock may be set back: that must not take tokens away.
      tokens = Math.min(burst, tokens + (Math.max(0, now - countedAt) * perSecond) / 1000);
      countedAt = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
