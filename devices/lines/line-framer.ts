/** Cuts what a device that speaks unasked sends (a scanned code, a line of a document) into lines, by their suffix or by the silence behind them. Pure. */

/**
 * `suffix`: CR, LF, Tab or any row of them ends a line, as in most factory settings. `gap`: the device sends nothing
 * behind a line, so a short silence ends it; a suffix does so too.
 */
export type LineEnding = 'suffix' | 'gap';
export type LineEncoding = 'utf-8' | 'gbk';

/** Names what is wrong, never the content. `incomplete`: it began and its suffix never came. */
export type SpokenLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'refused'; readonly why: 'tooLong' | 'controlCharacter' | 'encoding' | 'incomplete' };

export interface LineFramer {
  /** Takes bytes however they were cut and gives what they complete. Never throws; holds at most one line. */
  push(bytes: Uint8Array): SpokenLine[];
  /** Milliseconds of silence after which `fallSilent` is due; null while nothing is half received. */
  silenceDueMs(): number | null;
  /** The device has been silent for that long. */
  fallSilent(): SpokenLine | null;
  /** Half a line that has come already belongs to nobody: drops it and whatever of it is still to come. */
  disown(): void;
}

/** Bytes. The largest QR symbol holds 2953; what is longer is noise or an attack. */
export const longestLine = 4096;
/** Between lines of a device without suffix; the bytes of one line follow each other without a pause. */
const gapMs = 50;
/** A line whose suffix has not come by then will never be whole. Well above the delays of a USB line. */
const abandonedAfterMs = 1000;

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const isSuffix = (byte: number): boolean => byte === carriageReturn || byte === lineFeed || byte === tab;

/** A line of more than `longestLine` bytes is refused once, and skipped up to its end. */
export function createLineFramer({ ending, encoding }: { readonly ending: LineEnding; readonly encoding: LineEncoding }): LineFramer {
  const decode = createDecoder(encoding);
  const held = Buffer.alloc(longestLine);
  let size = 0;
  /** The rest of what was refused or disowned, up to its end. */
  let skipping = false;

  const forget = (): void => {
    held.fill(0, 0, size);
    size = 0;
  };

  const complete = (): SpokenLine | null => {
    const wasSkipping = skipping;
    skipping = false;
    // Nothing between CR and LF, or between two suffixes.
    if (wasSkipping || size === 0) return null;
    const line = readLine(decode(held.subarray(0, size)));
    forget();
    return line;
  };

  const take = (byte: number): SpokenLine | null => {
    if (isSuffix(byte)) return complete();
    if (skipping) return null;
    if (size === longestLine) {
      forget();
      skipping = true;
      return { kind: 'refused', why: 'tooLong' };
    }
    held[size++] = byte;
    return null;
  };

  return {
    push: (bytes) => [...bytes].map(take).filter((line) => line !== null),
    silenceDueMs() {
      if (size === 0 && !skipping) return null;
      return ending === 'gap' ? gapMs : abandonedAfterMs;
    },
    fallSilent() {
      if (ending === 'gap') return complete();
      const abandoned = size > 0;
      forget();
      skipping = false;
      return abandoned ? { kind: 'refused', why: 'incomplete' } : null;
    },
    disown() {
      skipping ||= size > 0;
      forget();
    },
  };
}

/** Null where the bytes are not whole characters of the encoding. */
type Decode = (bytes: Uint8Array) => string | null;

function createDecoder(encoding: LineEncoding): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return null;
    }
  };
}

/** Nothing in a line may steer anything. It is neither trimmed nor normalised: a token is what it is. */
function readLine(text: string | null): SpokenLine {
  if (text === null) return { kind: 'refused', why: 'encoding' };
  return /\p{Cc}/u.test(text) ? { kind: 'refused', why: 'controlCharacter' } : { kind: 'line', text };
}
