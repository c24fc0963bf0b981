/** A character device of the kernel as a two-way stream of bytes, such as a printer of its USB class at `/dev/usb/lp0`. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Duplex } from 'node:stream';
import { sleep, type Clock } from './clock.ts';

/** How often a device that had nothing to say, or took nothing, is asked again. */
const askAgainMs = 20;
const readSize = 4096;

export interface DeviceFileOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly onOpen: () => void;
}

/**
 * Opens without waiting and asks again and again: a read that waits would hold one of the few threads of the file system
 * for as long as the device is silent, and could not be given up. Where it cannot be opened the stream ends in an error.
 */
export function deviceFile({ path, clock, onOpen }: DeviceFileOptions): Duplex {
  const ending = new AbortController();
  let file: FileHandle | null = null;

  const listen = async (from: FileHandle): Promise<void> => {
    const buffer = Buffer.alloc(readSize);
    while (!ending.signal.aborted) {
      const size = await unlessBusy(from.read(buffer, 0, readSize, null).then(({ bytesRead }) => bytesRead));
      if (ending.signal.aborted) return;
      // A read of nothing is no end: a USB device may answer with an empty packet.
      if (size > 0) duplex.push(Buffer.from(buffer.subarray(0, size)));
      else await sleep(clock, askAgainMs, ending.signal);
    }
  };

  const send = async (to: FileHandle, bytes: Buffer): Promise<void> => {
    for (let sent = 0; sent < bytes.length && !ending.signal.aborted;) {
      const size = await unlessBusy(to.write(bytes, sent, bytes.length - sent, null).then(({ bytesWritten }) => bytesWritten));
      sent += size;
      if (size === 0) await sleep(clock, askAgainMs, ending.signal);
    }
  };

  const duplex = new Duplex({
    read: () => undefined,
    construct(done) {
      open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY).then((opened) => {
        file = opened;
        done();
        onOpen();
        listen(opened).catch((error: Error) => duplex.destroy(error));
      }, done);
    },
    write(bytes: Buffer, _encoding, done) {
      if (file) send(file, bytes).then(() => done(), done);
      else done();
    },
    destroy(error, done) {
      ending.abort();
      // Closing an unplugged device may fail, and that is no news.
      if (file) file.close().then(() => done(error), () => done(error));
      else done(error);
    },
  });
  return duplex;
}

/** The bytes moved: none where the device is not ready. */
async function unlessBusy(move: Promise<number>): Promise<number> {
  try {
    return await move;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
    throw error;
  }
}
