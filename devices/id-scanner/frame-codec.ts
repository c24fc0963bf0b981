/** The envelope of every SAM_V message, in both directions: `AA AA AA 96 69 | LEN (2, big-endian) | payload | XOR`. Pure. */

const preamble = Buffer.from([0xaa, 0xaa, 0xaa, 0x96, 0x69]);
const lengthSize = 2;
/** LEN counts payload and check byte. The longest real frame has 0x090A; what claims much more is noise. */
const longestLength = 0x0c00;
/** Command and parameter, or three status bytes, and the check byte: nothing shorter means anything. */
const shortestLength = 3;

/** `damaged`: a preamble was seen, but what followed is no frame. */
export type Decoded = { readonly kind: 'frame'; readonly payload: Uint8Array } | { readonly kind: 'damaged'; readonly why: 'length' | 'checksum' };

interface FrameDecoder {
  /** Takes bytes however they were cut and gives what they complete. Never throws; holds at most one frame's worth. */
  push(bytes: Uint8Array): Decoded[];
  /** Forgets what is half received, as before a new request. */
  clear(): void;
}

const xorOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);

/** A new message begins with these bytes. */
export const beginsFrame = (bytes: Uint8Array): boolean => preamble.every((byte, index) => bytes[index] === byte);

export function encodeFrame(payload: Uint8Array): Uint8Array {
  const length = payload.length + 1;
  const counted = Uint8Array.from([length >> 8, length & 0xff, ...payload]);
  return Buffer.concat([preamble, counted, Buffer.of(xorOf(counted))]);
}

export function createFrameDecoder(): FrameDecoder {
  let held: Buffer = Buffer.alloc(0);

  /** Drops everything before the first preamble, keeping a tail that may be the beginning of one. */
  const findPreamble = (): boolean => {
    const at = held.indexOf(preamble);
    held = at >= 0 ? held.subarray(at) : held.subarray(Math.max(0, held.length - (preamble.length - 1)));
    return at >= 0;
  };

  const next = (): Decoded | null => {
    if (!findPreamble() || held.length < preamble.length + lengthSize) return null;
    const length = held.readUInt16BE(preamble.length);
    const end = preamble.length + lengthSize + length;
    const sound = length >= shortestLength && length <= longestLength;
    if (sound && held.length < end) return null;
    const counted = held.subarray(preamble.length, end - 1);
    if (sound && xorOf(counted) === held[end - 1]) {
      const payload = Uint8Array.from(counted.subarray(lengthSize));
      held = held.subarray(end);
      return { kind: 'frame', payload };
    }
    // The length itself may be what is wrong, so the search goes on right behind the preamble, not behind the frame.
    held = held.subarray(preamble.length);
    return { kind: 'damaged', why: sound ? 'checksum' : 'length' };
  };

  return {
    push(bytes) {
      held = Buffer.concat([held, bytes]);
      const complete: Decoded[] = [];
      for (let decoded = next(); decoded; decoded = next()) complete.push(decoded);
      // A copy of the rest, so that a document's bytes do not live on in the buffer behind it.
      held = Buffer.from(held);
      return complete;
    },
    clear() {
      held = Buffer.alloc(0);
    },
  };
}
