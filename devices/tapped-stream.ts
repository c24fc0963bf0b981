/** A wire that can be listened to: a port on loopback that carries everything to and from a device's own address, as it is. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { openByteStream, type ByteStream } from './byte-stream.ts';
import { sleep, type Clock } from './clock.ts';

/** Called with the bytes as they pass, personal data included: for a trace that masks it. */
export type WireListener = (direction: 'toDevice' | 'fromDevice', bytes: Uint8Array) => void;

export interface TappedStream {
  /** What to open instead of the device's own address. */
  readonly address: string;
  close(): Promise<void>;
}

const openDeadlineMs = 3000;
/** A driver that is let in believes that the device is there and tries again at once when let go: this keeps it from doing so all the time. */
const turnedAwayAfterMs = 1000;

/** Every connection here opens the device's address anew, and is closed where that cannot be opened. Rejects where loopback has no free port. */
export async function tapStream(
  { address, clock, hear }: { readonly address: string; readonly clock: Clock; readonly hear: WireListener },
): Promise<TappedStream> {
  const closing = new AbortController();
  const callers = new Set<Socket>();

  const join = (caller: Socket, device: ByteStream): void => {
    device.onData((bytes) => {
      hear('fromDevice', bytes);
      caller.write(bytes);
    });
    caller.on('data', (bytes) => {
      hear('toDevice', bytes);
      caller.pause();
      void device.write(bytes).then(() => caller.resume());
    });
    device.onClose(() => caller.destroy());
    caller.once('close', () => void device.close());
    if (caller.destroyed) void device.close();
  };
  const accept = async (caller: Socket): Promise<void> => {
    callers.add(caller);
    caller.on('error', () => caller.destroy());
    caller.once('close', () => callers.delete(caller));
    caller.setNoDelay(true);
    const opened = await openByteStream(address, { clock, deadlineMs: openDeadlineMs, signal: closing.signal });
    if (opened.ok) {
      join(caller, opened.stream);
      return;
    }
    await sleep(clock, turnedAwayAfterMs, closing.signal);
    caller.destroy();
  };

  const server = createServer((caller) => void accept(caller));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      closing.abort();
      for (const caller of callers) caller.destroy();
      server.close(() => resolve());
    }),
  };
}
