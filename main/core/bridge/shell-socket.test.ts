import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLineReader, maxFrameBytes, parseJson } from '../../contract/index.ts';
import { attractScreen, hello, hubForTest, intentOn, silentLog } from '../../../test/support/bridge-samples.ts';
import { manualClock } from '../../../test/support/manual-clock.ts';
import type { PageHub } from './page-hub.ts';
import { listenForShell, type ShellListener } from './shell-socket.ts';

let folder: string;
let path: string;
let hub: PageHub;
let listener: ShellListener | null;
const sockets: Socket[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongban-bridge-'));
  path = join(folder, 'core.sock');
  hub = hubForTest(manualClock());
  listener = await listenForShell({ hub, path, log: silentLog });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await listener?.close();
  await rm(folder, { recursive: true });
});

/** A shell at the other end: sends frames or raw bytes, and takes the frames that come one by one. */
async function openShell() {
  const socket = connect(path);
  sockets.push(socket);
  const frames: unknown[] = [];
  const waiting: ((frame: unknown) => void)[] = [];
  const reader = createLineReader(maxFrameBytes, {
    line(text) {
      const frame = parseJson(text);
      const next = waiting.shift();
      if (next) next(frame);
      else frames.push(frame);
    },
    overflow: () => socket.destroy(),
  });
  socket.on('data', (chunk) => reader.push(chunk));
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return {
    socket,
    send: (frame: unknown) => socket.write(`${JSON.stringify(frame)}\n`),
    next: () => new Promise<unknown>((resolve) => {
      if (frames.length > 0) resolve(frames.shift());
      else waiting.push(resolve);
    }),
  };
}

const closeOf = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));
const opened = (number: number) => ({ channel: 'document', number, state: 'opened' });
const page = (document: number, message: unknown) => ({ channel: 'page', document, message });

describe('shell socket', () => {
  it('is for this user only', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('carries hello and welcome for the open document, and answers pings', async () => {
    const shell = await openShell();
    shell.send({ channel: 'ping', n: 7 });
    expect(await shell.next()).toEqual({ channel: 'pong', n: 7 });
    shell.send(opened(1));
    shell.send(page(1, hello));
    expect(await shell.next()).toMatchObject({ channel: 'page', document: 1, message: { type: 'welcome' } });
  });

  it('reads frames however the bytes are cut, and goes on after a malformed one', async () => {
    const shell = await openShell();
    const bytes = Buffer.from(`not json\n{"channel":"page"}\n${JSON.stringify({ channel: 'ping', n: 1 })}\n`);
    for (const byte of bytes) shell.socket.write(Buffer.of(byte));
    expect(await shell.next()).toEqual({ channel: 'pong', n: 1 });
  });

  it('does not pass on what comes from a document that is not open', async () => {
    const intents: unknown[] = [];
    hub.onIntent((intent) => intents.push(intent));
    hub.publish(attractScreen('a'));
    const shell = await openShell();
    shell.send(opened(2));
    shell.send(page(2, hello));
    shell.send(page(1, intentOn('a')));
    shell.send({ channel: 'ping', n: 1 });
    await shell.next();
    await shell.next();
    expect(await shell.next()).toEqual({ channel: 'pong', n: 1 });
    expect(intents).toEqual([]);
  });

  it('says that the page is lost when the document goes, and when the shell itself goes', async () => {
    hub.publish(attractScreen('a'));
    const shell = await openShell();
    const lost = () => new Promise<void>((resolve) => {
      const unsubscribe = hub.onPageLost(() => {
        unsubscribe();
        resolve();
      });
    });
    shell.send(opened(1));
    shell.send(page(1, hello));
    await shell.next();
    const byDocument = lost();
    shell.send({ channel: 'document', number: 1, state: 'gone' });
    await byDocument;
    shell.send(opened(2));
    shell.send(page(2, hello));
    await shell.next();
    await shell.next();
    await shell.next();
    const byShell = lost();
    shell.socket.destroy();
    await byShell;
  });

  it('cuts off a shell whose frame grows over the cap', async () => {
    const shell = await openShell();
    const closed = closeOf(shell.socket);
    const piece = Buffer.alloc(1024 * 1024, 0x20);
    for (let n = 0; n < 6; n++) shell.socket.write(piece);
    await closed;
  });

  it('lets a newer shell take the place of an older one', async () => {
    const older = await openShell();
    older.send({ channel: 'ping', n: 1 });
    await older.next();
    const closed = closeOf(older.socket);
    const newer = await openShell();
    newer.send({ channel: 'ping', n: 1 });
    await closed;
    expect(await newer.next()).toEqual({ channel: 'pong', n: 1 });
  });

  it('will not take the path from a core that lives, nor disturb its shell', async () => {
    const shell = await openShell();
    shell.send({ channel: 'ping', n: 1 });
    await shell.next();
    await expect(listenForShell({ hub, path, log: silentLog })).rejects.toThrow('another core');
    shell.send({ channel: 'ping', n: 2 });
    expect(await shell.next()).toEqual({ channel: 'pong', n: 2 });
  });

  it('removes no file that is not a socket', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'kept');
    await expect(listenForShell({ hub, path: file, log: silentLog })).rejects.toThrow('not a socket');
  });

  it('takes the path over from a core that died', async () => {
    const left = join(folder, 'left.sock');
    const die = `require('node:net').createServer().listen(${JSON.stringify(left)}, () => process.kill(process.pid, 'SIGKILL'))`;
    expect(() => execFileSync(process.execPath, ['-e', die])).toThrow();
    expect((await stat(left)).isSocket()).toBe(true);
    const second = await listenForShell({ hub, path: left, log: silentLog });
    await second.close();
  });
});
