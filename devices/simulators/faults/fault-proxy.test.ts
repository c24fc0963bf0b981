/** The proxies on real wires: TCP everywhere, and a pseudo-terminal where socat exists. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../../test/support/awaited-clock.ts';
import { orThrow } from '../../../test/support/or-throw.ts';
import { openByteStream, type ByteStream } from '../../byte-stream.ts';
import { createPtyProxy, createTcpProxy, drawFaults, parseFaults, type FaultProxy, type FaultScript } from './index.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
const endings: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const script = (text: string): FaultScript => {
  const parsed = parseFaults(text);
  if (!parsed) throw new Error(`no script: ${text}`);
  return parsed;
};

/** A device that says everything back. */
async function echo(): Promise<{ readonly host: string; readonly port: number }> {
  const server: Server = createServer((socket: Socket) => {
    socket.on('error', () => socket.destroy());
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  endings.push(() => void server.close());
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

async function faultyEcho(clock: AwaitedClock): Promise<FaultProxy> {
  const { proxy } = orThrow(await createTcpProxy({ target: await echo(), caller: 'driver', clock }));
  endings.push(() => proxy.close());
  return proxy;
}

interface Caller {
  readonly stream: ByteStream;
  readonly heard: number[];
  readonly closed: () => boolean;
}
async function call(address: string, clock: AwaitedClock): Promise<Caller> {
  const { stream } = orThrow(await openByteStream(address, { clock, deadlineMs: 1000 }));
  const heard: number[] = [];
  let closed = false;
  stream.onData((bytes) => heard.push(...bytes));
  stream.onClose(() => { closed = true; });
  endings.push(() => stream.close());
  return { stream, heard, closed: () => closed };
}

describe('a faulty TCP wire', () => {
  test('changes bytes in the direction that was named', async () => {
    const clock = awaitedClock();
    const proxy = await faultyEcho(clock);
    proxy.lay(script('>flip@1:0x10 <drop@0:1'));
    const { stream, heard } = await call(proxy.address, clock);
    await stream.write(Uint8Array.of(1, 2, 3));
    await until(() => heard.length === 2);
    expect(heard).toEqual([18, 3]);
    expect(proxy.counted()).toEqual({ toDevice: 3, fromDevice: 3 });
  });

  test('lets bytes wait as long as it was told', async () => {
    const clock = awaitedClock();
    const proxy = await faultyEcho(clock);
    proxy.lay(script('<delay@1:700'));
    const { stream, heard } = await call(proxy.address, clock);
    await stream.write(Uint8Array.of(1, 2));
    await until(() => heard.length === 1);
    await clock.pass(700);
    await until(() => heard.length === 2);
    expect(heard).toEqual([1, 2]);
  });

  test.each(['<truncate@1', '<unplug@1', '>unplug@2'])('with %s ends the connection, and the next one is whole', async (text) => {
    const clock = awaitedClock();
    const proxy = await faultyEcho(clock);
    proxy.lay(script(text));
    const first = await call(proxy.address, clock);
    await first.stream.write(Uint8Array.of(1, 2, 3));
    await until(first.closed);
    const second = await call(proxy.address, clock);
    await second.stream.write(Uint8Array.of(4, 5));
    await until(() => second.heard.length === 2);
    expect(second.heard).toEqual([4, 5]);
  });

  test('is not there while it restarts, and then is again at the same address', async () => {
    const clock = awaitedClock();
    const proxy = await faultyEcho(clock);
    proxy.lay(script('>restart@0:900'));
    const first = await call(proxy.address, clock);
    await first.stream.write(Uint8Array.of(1));
    await until(first.closed);
    expect(await openByteStream(proxy.address, { clock, deadlineMs: 1000 })).toEqual({ ok: false, problem: 'refused' });
    await clock.pass(900);
    let back = await openByteStream(proxy.address, { clock, deadlineMs: 1000 });
    while (!back.ok) back = await openByteStream(proxy.address, { clock, deadlineMs: 1000 });
    await back.stream.close();
  });

  test('whatever is drawn for it, holds little and can always be closed', async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), async (seed) => {
      const clock = awaitedClock();
      const proxy = await faultyEcho(clock);
      proxy.lay({ toDevice: drawFaults(seed, 6, 300), fromDevice: drawFaults(seed + 1, 6, 300) });
      const { stream } = await call(proxy.address, clock);
      for (let piece = 0; piece < 5; piece++) await stream.write(Buffer.alloc(100, piece));
      expect(proxy.held()).toBeLessThanOrEqual(2 * 64 * 1024);
      await proxy.close();
      await until(() => proxy.held() === 0);
    }), { numRuns: 30 });
  });

  test('makes a sender wait whose bytes are held up, instead of collecting them', async () => {
    const clock = awaitedClock();
    const proxy = await faultyEcho(clock);
    proxy.lay(script('>delay@0:1000'));
    const { stream } = await call(proxy.address, clock);
    const sent = stream.write(Buffer.alloc(32 * 1024 * 1024));
    await until(() => proxy.held() > 0);
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => { setImmediate(resolve); });
    expect(proxy.held()).toBeLessThanOrEqual(256 * 1024);
    await proxy.close();
    await sent;
  });
});

test('a port that is taken is told as a value', async () => {
  const target = await echo();
  expect(await createTcpProxy({ port: target.port, target, caller: 'driver', clock: awaitedClock() })).toEqual({ ok: false, problem: 'portTaken' });
});

describe.skipIf(!hasSocat)('a faulty serial wire', () => {
  test('changes bytes, and can be opened again after it was unplugged', async () => {
    const clock = awaitedClock();
    const folder = mkdtempSync(join(tmpdir(), 'tongban-faults-'));
    endings.push(() => rmSync(folder, { recursive: true }));
    const target = await echo();
    const { proxy } = orThrow(await createPtyProxy({ link: join(folder, 'wire'), target: `tcp://${target.host}:${target.port}`, clock }));
    endings.push(() => proxy.close());
    proxy.lay(script('<flip@1:0x10 <unplug@3'));
    const first = await call(proxy.address, clock);
    await first.stream.write(Uint8Array.of(1, 2, 3));
    await until(() => first.heard.length === 3);
    expect(first.heard).toEqual([1, 18, 3]);
    await first.stream.write(Uint8Array.of(4));
    await until(first.closed);
    let again = await openByteStream(proxy.address, { clock, deadlineMs: 1000 });
    while (!again.ok) again = await openByteStream(proxy.address, { clock, deadlineMs: 1000 });
    await again.stream.close();
  });
});
