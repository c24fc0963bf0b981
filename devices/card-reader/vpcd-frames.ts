/** The vpcd protocol of vsmartcard: length-prefixed frames between a virtual reader (who asks) and a card (who answers). */

/** One-byte frames from the reader; every other frame is a command APDU. Only `requestAtr` is answered. */
export const vpcdControl = { powerOff: 0, powerOn: 1, reset: 2, requestAtr: 4 } as const;

const prefixLength = 2;

/** A body with its length before it (two bytes, big-endian), in one buffer so that it leaves in one write. */
export function encodeFrame(body: Uint8Array): Buffer {
  const frame = Buffer.alloc(prefixLength + body.length);
  frame.writeUInt16BE(body.length);
  frame.set(body, prefixLength);
  return frame;
}

/** Collects frames from a stream of bytes; holds at most one unfinished frame of 65,535 bytes and the last chunk. */
export function createFrameReader(receive: (body: Buffer) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= prefixLength && pending.length >= prefixLength + pending.readUInt16BE()) {
      const end = prefixLength + pending.readUInt16BE();
      const body = pending.subarray(prefixLength, end);
      pending = pending.subarray(end);
      receive(body);
    }
  };
}
