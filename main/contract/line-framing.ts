/** Cuts a byte stream into lines of UTF-8 text with a cap, for the shell link: one JSON frame a line. Pure. */

export interface LineReader {
  /** Takes the next bytes of the stream; calls back for each line completed by them. */
  push(chunk: Uint8Array): void;
}

export interface LineListener {
  /** One line without its line feed; `bytes` is its length on the wire. */
  line(text: string, bytes: number): void;
  /** A line grew over the cap. The reader takes no more: there is no telling where the next frame begins. */
  overflow(): void;
}

const lineFeed = 0x0a;

/** A reader that holds at most `maxBytes` of an unfinished line. Bytes that are not UTF-8 become U+FFFD and fail as JSON text does. */
export function createLineReader(maxBytes: number, listener: LineListener): LineReader {
  const decoder = new TextDecoder();
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let overflowed = false;

  const hold = (piece: Uint8Array): boolean => {
    heldBytes += piece.length;
    if (heldBytes > maxBytes) {
      overflowed = true;
      held = [];
      listener.overflow();
      return false;
    }
    held.push(piece);
    return true;
  };

  const completeLine = (): void => {
    const line = join(held, heldBytes);
    held = [];
    heldBytes = 0;
    listener.line(decoder.decode(line), line.length);
  };

  return {
    push(chunk) {
      let start = 0;
      while (!overflowed) {
        const end = chunk.indexOf(lineFeed, start);
        if (end < 0) {
          if (start < chunk.length) hold(chunk.subarray(start));
          return;
        }
        if (!hold(chunk.subarray(start, end))) return;
        completeLine();
        start = end + 1;
      }
    },
  };
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

/** The value a text holds; `undefined` where it is not JSON. Never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
