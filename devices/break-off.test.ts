import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { breakOff } from './break-off.ts';

let server: Server;
let near: Socket;
let far: Socket;
beforeEach(async () => {
  server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[called]] = await Promise.all([once(server, 'connection') as Promise<[Socket]>, once(near, 'connect')]);
  far = called;
});
afterEach(() => {
  far.destroy();
  server.close();
});

test('the far end hears a reset, not a farewell', async () => {
  const heard = once(far, 'error');
  breakOff(near);
  expect(await heard).toMatchObject([{ code: 'ECONNRESET' }]);
});

test('a connection that is just ending is let go of, too', async () => {
  near.end('farewell');
  const closed = once(near, 'close');
  breakOff(near);
  await closed;
  expect(near.destroyed).toBe(true);
});

test('to be broken off twice is no error', async () => {
  const closed = once(near, 'close');
  breakOff(near);
  breakOff(near);
  await closed;
});
