/** A local socket for this user alone, for what passes between the demonstration's own programs. */
import { chmod, rm } from 'node:fs/promises';
import type { Server } from 'node:net';

/** Listens at `path`, in place of whatever an earlier run left there. Rejects where the socket cannot be opened. */
export async function listenPrivately(server: Server, path: string): Promise<void> {
  await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
}
