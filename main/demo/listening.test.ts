import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, isListenedOn } from './listening.ts';

test('a port is listened on while its server listens, and looking does not connect to it', async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await isListenedOn(port)).toBe(true);
  expect(await freePort(port)).not.toBe(port);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect(await isListenedOn(port)).toBe(false);
  expect(connections).toBe(0);
});
