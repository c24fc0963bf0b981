/**
 * The far end of the adjustable clock: a local socket that tells everyone who connects how far the demo's time is ahead
 * of the machine's (NDJSON, `{ "offsetMs": n }`), and again at every change. The demo hall runs on the same clock.
 */
import { createServer, type Socket } from 'node:net';
import { adjustableClock } from '../../devices/adjustable-clock.ts';
import type { Clock } from '../../devices/clock.ts';
import { listenPrivately } from '../../devices/simulators/wires/index.ts';

/** What the kernel takes as the path of a local socket, in bytes, less the final zero. */
const longestSocketPath = 107;

export interface ClockWire {
  readonly path: string;
  readonly clock: Clock;
  offsetMs(): number;
  forward(ms: number): void;
  close(): Promise<void>;
}

/** Rejects with a sentence where the path is too long for a socket. */
export async function openClockWire(path: string): Promise<ClockWire> {
  if (Buffer.byteLength(path) > longestSocketPath) throw new Error(`The state directory's path is too long for a local socket: ${path}`);
  const clock = adjustableClock();
  const followers = new Set<Socket>();
  let offset = 0;
  const message = (): string => `${JSON.stringify({ offsetMs: offset })}\n`;

  const server = createServer((socket) => {
    followers.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => followers.delete(socket));
    // Followers have nothing to say; what they send is read away.
    socket.resume();
    socket.write(message());
  });
  await listenPrivately(server, path);

  return {
    path,
    clock,
    offsetMs: () => offset,
    forward(ms) {
      offset += ms;
      clock.setOffset(offset);
      for (const follower of followers) follower.write(message());
    },
    async close() {
      for (const follower of followers) follower.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
