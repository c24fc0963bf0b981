/** Tells a code that a scanner sends again, because it is still held before the lens, from a new one. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';

interface RepeatFilter {
  /** The code was handed out: from now on the same one counts as its repeat, until it has been away for a while. */
  handedOut(text: string): void;
  /** Whether this is the code last handed out, still there. To be asked for every code that comes: each repeat renews its time. */
  isStillHeld(text: string): boolean;
}

/** Scanners repeat a code every half second to second for as long as they see it. */
const awayAfterMs = 2000;

/** Keeps no code: a digest under a key that lives as long as this filter. */
export function createRepeatFilter(clock: Clock): RepeatFilter {
  const key = randomBytes(32);
  const digestOf = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  let held: { readonly digest: Buffer; readonly seenAt: number } | null = null;
  return {
    handedOut(text) {
      held = { digest: digestOf(text), seenAt: clock.now() };
    },
    isStillHeld(text) {
      if (held && clock.now() - held.seenAt >= awayAfterMs) held = null;
      if (!held?.digest.equals(digestOf(text))) return false;
      held = { digest: held.digest, seenAt: clock.now() };
      return true;
    },
  };
}
