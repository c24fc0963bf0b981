/** Claims on things of which a machine has one, such as a virtual reader; a claim ends with the process that made it. */
import { createServer } from 'node:net';

export interface Claim {
  close(): Promise<void>;
}

/**
 * Null where another process holds the claim. A name in Linux's abstract socket space is held as long as its process
 * lives, so that a demo that was killed leaves nothing to clean up.
 */
export function claimName(name: string): Promise<Claim | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(null));
    server.listen(`\0${name}`, () => resolve({
      close: () => new Promise<void>((closed) => server.close(() => closed())),
    }));
  });
}
