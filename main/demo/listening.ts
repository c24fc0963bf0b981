/** Which TCP ports of this machine are listened on, and which are free. */
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';

/** Connection state LISTEN in the kernel's tables. */
const listenState = '0A';

/**
 * Whether some program listens on the port. Reads the kernel's table instead of connecting, because connecting to a
 * virtual reader means putting a card into it. False where the machine has no such table (it is Linux's).
 */
export async function isListenedOn(port: number): Promise<boolean> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')));
  return tables.some((table) => table.split('\n').some((line) => {
    const [, local = '', , state = ''] = line.trim().split(/\s+/);
    return local.endsWith(wanted) && state === listenState;
  }));
}

/** The wished port where it is free on loopback, else any free one. */
export async function freePort(wished: number): Promise<number> {
  return await tryPort(wished) ?? await tryPort(0) ?? wished;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const { port: bound } = server.address() as AddressInfo;
      server.close(() => resolve(bound));
    });
  });
}
