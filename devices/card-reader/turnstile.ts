/** Lets one request at a time onto a wire that cannot take a request back, so that an answer never meets the wrong question. */
import { sleep, type Clock } from '../clock.ts';

export type Passage<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  /** No answer within the limit, of this request or of an abandoned one before it. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'canceled' };

interface Turnstile {
  /** Runs `ask` once the wire is free. Abandoning it (limit, signal) leaves the wire occupied until its answer has come. */
  pass<Value>(ask: () => Promise<Value>, signal: AbortSignal): Promise<Passage<Value>>;
  /** Resolves true when the wire is free, false when it still is not after the limit. */
  settled(): Promise<boolean>;
}

/** `limitMs` bounds the wait for the wire, and again the wait for the answer. `ask` must not reject. */
export function createTurnstile(clock: Clock, limitMs: number): Turnstile {
  let occupied: Promise<unknown> | null = null;

  async function within<Value>(answer: Promise<Value>, signal: AbortSignal): Promise<Passage<Value>> {
    const timer = new AbortController();
    const limit = sleep(clock, limitMs, AbortSignal.any([signal, timer.signal]))
      .then((): Passage<Value> => ({ kind: signal.aborted ? 'canceled' : 'silent' }));
    const passage = await Promise.race([answer.then((value): Passage<Value> => ({ kind: 'answered', value })), limit]);
    timer.abort();
    return passage;
  }

  return {
    async pass(ask, signal) {
      // Asked again after each wait, and occupied in the same turn: others wake from the same answer.
      while (occupied) {
        const waited = await within(occupied, signal);
        if (waited.kind !== 'answered') return waited;
      }
      if (signal.aborted) return { kind: 'canceled' };
      const answer = ask();
      const occupation = answer.finally(() => {
        if (occupied === occupation) occupied = null;
      });
      occupied = occupation;
      return within(answer, signal);
    },
    async settled() {
      while (occupied) {
        const waited = await within(occupied, new AbortController().signal);
        if (waited.kind !== 'answered') return false;
      }
      return true;
    },
  };
}
