/** Tells a code that a scanner sends again, because it is still held before the lens, from a new one. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';

export interface RepeatFilter {
  /** The code was handed out: for a while the same one counts as its repeat. */
  handedOut(text: string): void;
  isRepeat(text: string): boolean;
}

/** Scanners repeat a code every half second to second for as long as they see it. */
const repeatWithinMs = 2000;

/** Keeps no code: a digest under a key that lives as long as this filter, and even that only for the two seconds. */
export function createRepeatFilter(clock: Clock): RepeatFilter {
  const key = randomBytes(32);
  const digestOf = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  let last: { readonly digest: Buffer; readonly at: number } | null = null;
  return {
    handedOut(text) {
      last = { digest: digestOf(text), at: clock.now() };
    },
    isRepeat(text) {
      if (last && clock.now() - last.at >= repeatWithinMs) last = null;
      return last !== null && last.digest.equals(digestOf(text));
    },
  };
}
