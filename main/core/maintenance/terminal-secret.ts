/** Digits typed at a terminal without being shown: a PIN is never an argument, never on a screen, never a string. */
import type { ReadStream } from 'node:tty';
import type { Clock } from '../../../devices/clock.ts';

export interface Terminal {
  readonly input: Pick<ReadStream, 'setRawMode' | 'resume' | 'pause' | 'on' | 'off'>;
  readonly output: { write(text: string): unknown };
  readonly clock: Clock;
}

/** The longest PIN that a reader's interface knows. */
const maximumDigits = 16;
const zero = 0x30;
const nine = 0x39;
const enter: ReadonlySet<number> = new Set([0x0a, 0x0d]);
const rubOut: ReadonlySet<number> = new Set([0x08, 0x7f]);
/** Ctrl-C, Ctrl-D, Escape. */
const leave: ReadonlySet<number> = new Set([0x03, 0x04, 0x1b]);

/**
 * The digits in ASCII up to Enter, perhaps none; the caller zeroes them. Null where the person left by Ctrl-C, the time is over or
 * the signal aborts. Other keys do nothing.
 */
export function readSecret(
  { input, output, clock }: Terminal, prompt: string, { withinMs, signal }: { readonly withinMs: number; readonly signal: AbortSignal },
): Promise<Buffer | null> {
  const typed = Buffer.alloc(maximumDigits);
  let length = 0;

  return new Promise((resolve) => {
    const end = (secret: Buffer | null): void => {
      clock.clear(timer);
      signal.removeEventListener('abort', giveUp);
      input.off('data', take);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      typed.fill(0);
      resolve(secret);
    };
    const giveUp = (): void => end(null);

    /** What a key ends the typing with; undefined where it goes on. */
    function takeKey(key: number): Buffer | null | undefined {
      if (leave.has(key)) return null;
      if (enter.has(key)) return copyOf(typed.subarray(0, length));
      if (rubOut.has(key) && length > 0) typed[--length] = 0;
      else if (key >= zero && key <= nine && length < maximumDigits) typed[length++] = key;
      return undefined;
    }

    function take(keys: Buffer): void {
      let ending: Buffer | null | undefined;
      for (let at = 0; at < keys.length && ending === undefined; at++) ending = takeKey(keys[at] ?? 0);
      // Also where Enter came in the same piece as the digits.
      keys.fill(0);
      if (ending !== undefined) end(ending);
    }

    const timer = clock.after(withinMs, giveUp);
    signal.addEventListener('abort', giveUp, { once: true });
    output.write(`${prompt}: `);
    input.setRawMode(true);
    input.on('data', take);
    input.resume();
    if (signal.aborted) giveUp();
  });
}

/** In memory of its own, not in one that node shares. */
function copyOf(bytes: Uint8Array): Buffer {
  const copy = Buffer.alloc(bytes.length);
  copy.set(bytes);
  return copy;
}
