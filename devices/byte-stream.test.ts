import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { awaitedClock, until } from '../test/support/awaited-clock.ts';
import { countKept } from '../test/support/collected.ts';
import { openByteStream, parseStreamAddress } from './byte-stream.ts';
import { keepStreamOpen } from './kept-stream.ts';
import { createTurns } from './turns.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(accept: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    accept(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  ['serial:/dev/ttyUSB0?baud=9600', { kind: 'serial', path: '/dev/ttyUSB0', baud: 9600 }],
  ['serial:/tmp/reader', { kind: 'serial', path: '/tmp/reader', baud: 115_200 }],
  ['tcp://printer.local:9100', { kind: 'tcp', host: 'printer.local', port: 9100 }],
  ['file:/dev/usb/lp0', { kind: 'file', path: '/dev/usb/lp0' }],
  ['file:lp0', null],
  ['tcp://printer.local:0', null],
  ['tcp://printer.local:99999', null],
  ['serial:ttyUSB0', null],
  ['http://printer.local', null],
])('the address %s is %o', (address, target) => {
  expect(parseStreamAddress(address)).toEqual(target);
});

test('bytes go both ways', async () => {
  const address = await serve((socket) => socket.pipe(socket));
  const opened = await openByteStream(address, { clock: awaitedClock(), deadlineMs: 1000 });
  if (!opened.ok) throw new Error(opened.problem);
  const received: number[] = [];
  opened.stream.onData((bytes) => received.push(...bytes));
  await opened.stream.write(Uint8Array.of(1, 2, 3));
  await until(() => received.length === 3);
  expect(received).toEqual([1, 2, 3]);
  await opened.stream.close();
});

test('a stream that stays open for months keeps nothing of what was written', async () => {
  const address = await serve((socket) => socket.resume());
  const opened = await openByteStream(address, { clock: awaitedClock(), deadlineMs: 1000 });
  if (!opened.ok) throw new Error(opened.problem);
  const writes: WeakRef<object>[] = [];
  for (let message = 0; message < 200; message++) {
    const written = opened.stream.write(Uint8Array.of(message));
    writes.push(new WeakRef(written));
    await written;
  }
  expect(countKept(writes)).toBeLessThan(20);
  await opened.stream.close();
});

test('a write that the other end never takes ends with the stream', async () => {
  const address = await serve((socket) => socket.pause());
  const opened = await openByteStream(address, { clock: awaitedClock(), deadlineMs: 1000 });
  if (!opened.ok) throw new Error(opened.problem);
  const stuck = opened.stream.write(new Uint8Array(64 * 1024 * 1024));
  await opened.stream.close();
  await expect(stuck).resolves.toBeUndefined();
  await expect(opened.stream.write(Uint8Array.of(1))).resolves.toBeUndefined();
});

test('what cannot be opened is told as a value', async () => {
  const clock = awaitedClock();
  const address = await serve(() => undefined);
  servers.pop()?.close();
  expect(await openByteStream(address, { clock, deadlineMs: 1000 })).toEqual({ ok: false, problem: 'refused' });
  expect(await openByteStream('serial:/nonexistent/port', { clock, deadlineMs: 1000 })).toEqual({ ok: false, problem: 'missing' });
  expect(await openByteStream('nonsense', { clock, deadlineMs: 1000 })).toEqual({ ok: false, problem: 'invalidAddress' });
  expect(await openByteStream(address, { clock, deadlineMs: 1000, signal: AbortSignal.abort() })).toEqual({ ok: false, problem: 'canceled' });
});

test('opening ends with its deadline or when nobody wants it any more', async () => {
  const clock = awaitedClock();
  // An address set apart for documentation (RFC 5737): nobody ever answers there; some networks refuse it at once.
  const late = openByteStream('tcp://192.0.2.1:9100', { clock, deadlineMs: 700 });
  await clock.pass(700);
  expect((await late).ok).toBe(false);
  const cancel = new AbortController();
  const unwanted = openByteStream('tcp://192.0.2.1:9100', { clock, deadlineMs: 700, signal: cancel.signal });
  cancel.abort();
  expect(await unwanted).toEqual({ ok: false, problem: 'canceled' });
});

test('a write into a stream that closes ends all the same, and whoever asks late is told that it is closed', async () => {
  const address = await serve((socket) => socket.pause());
  const opened = await openByteStream(address, { clock: awaitedClock(), deadlineMs: 1000 });
  if (!opened.ok) throw new Error(opened.problem);
  const stuck = opened.stream.write(Buffer.alloc(32 * 1024 * 1024));
  await opened.stream.close();
  await stuck;
  let told = 0;
  opened.stream.onClose(() => { told++; });
  expect(told).toBe(1);
});

test('a kept stream comes back after each loss, waiting longer each time nobody is there', async () => {
  const clock = awaitedClock();
  const sockets: Socket[] = [];
  const address = await serve((socket) => sockets.push(socket));
  const happened: string[] = [];
  const kept = keepStreamOpen({ address, clock, onOpen: () => happened.push('open'), onDown: (reason) => happened.push(reason) });
  await until(() => sockets.length === 1 && happened.length === 1);
  servers.pop()?.close();
  sockets[0]?.destroy();
  await until(() => happened.length === 2);
  for (const [ms, count] of [[250, 3], [500, 4], [1000, 5]] as const) {
    await clock.pass(ms);
    await until(() => happened.length === count);
  }
  expect(happened).toEqual(['open', 'lost', 'refused', 'refused', 'refused']);
  await kept.close();
  expect(kept.current()).toBeNull();
});

test('a kept stream asked for is opened now and not after its pause; where nobody is there that is told, and the pauses go on', async () => {
  const clock = awaitedClock();
  const sockets: Socket[] = [];
  const address = await serve((socket) => sockets.push(socket));
  let opened = 0;
  const kept = keepStreamOpen({ address, clock, onOpen: () => { opened++; }, onDown: () => undefined });
  const asked = await Promise.all([kept.openNow(), kept.openNow()]);
  expect(asked.every((stream) => stream !== null && stream === kept.current())).toBe(true);
  expect(opened).toBe(1);
  const server = servers.pop();
  server?.close();
  sockets.forEach((socket) => socket.destroy());
  await until(() => kept.current() === null);
  expect(await kept.openNow()).toBeNull();
  server?.listen(Number(new URL(address).port), '127.0.0.1');
  if (server) servers.push(server);
  await until(() => server?.listening === true);
  expect(await kept.openNow()).toBe(kept.current());
  expect(opened).toBe(2);
  expect(clock.pending()).toBe(0);
  await kept.close();
  expect(await kept.openNow()).toBeNull();
});

test('work on a shared wire is done one after the other, whatever becomes of it', async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  const first = inTurn(async () => {
    await Promise.resolve();
    done.push('first');
    throw new Error('lost');
  });
  const second = inTurn(async () => { done.push('second'); });
  await expect(first).rejects.toThrow('lost');
  await second;
  expect(done).toEqual(['first', 'second']);
});
