import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { loopbackLink, maxPageMessageBytes } from '../../contract/index.ts';
import { attractScreen, hello, hubForTest, silentLog } from '../../../test/support/bridge-samples.ts';
import { manualClock } from '../../../test/support/manual-clock.ts';
import type { PageHub } from './page-hub.ts';
import { serveLoopback, type LoopbackServer } from './loopback-server.ts';

let folder: string;
let hub: PageHub;
let server: LoopbackServer;
let nextUrls: string[];

const serve = (port?: number) => serveLoopback({
  hub, pageDirectory: join(folder, 'page'), stateDirectory: join(folder, 'state'), log: silentLog, onNextUrl: (url) => nextUrls.push(url), ...(port ? { port } : {}),
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongban-loopback-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await mkdir(join(folder, 'state'));
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html>');
  for (const name of ['a.js', 'b.mjs', 'c.wasm', 'd.onnx', 'e.woff2', 'f.exe', '.hidden.js']) await writeFile(join(folder, 'page', 'assets', name), 'x');
  hub = hubForTest(manualClock());
  hub.publish(attractScreen('a'));
  nextUrls = [];
  server = await serve();
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** One request with the path exactly as written, which `fetch` would tidy up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers, method, agent: false }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    }).once('error', reject).end();
  });
}

const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search;

async function enter(url = server.url): Promise<string> {
  const answer = await get(pathOf(url));
  expect(answer.status).toBe(303);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

const origin = (): string => new URL(server.url).origin;

/** How a WebSocket to the link ends: opened, or refused with a status. */
function tryLink(cookie: string, options: ClientOptions = {}, path: string = loopbackLink.path): Promise<WebSocket | number> {
  const socket = new WebSocket(`${origin().replace('http', 'ws')}${path}`, { origin: origin(), ...options, headers: { cookie, ...options.headers } });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}

async function link(cookie: string): Promise<WebSocket> {
  const socket = await tryLink(cookie);
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

const closeCodeOf = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));
const messageOf = (socket: WebSocket) => new Promise<unknown>((resolve) => socket.once('message', (text) => resolve(JSON.parse(String(text)))));

describe('loopback server', () => {
  it('listens on 127.0.0.1 and gives the page to whoever comes with the token', async () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    const cookie = await enter();
    expect((await get('/', { cookie })).status).toBe(200);
  });

  it('takes a token once, and announces the next one', async () => {
    await enter();
    expect((await get(pathOf(server.url))).status).toBe(403);
    expect(nextUrls).toHaveLength(1);
    await enter(nextUrls[0]);
  });

  it('lets only one of two requests with one token in', async () => {
    const both = await Promise.all([get(pathOf(server.url)), get(pathOf(server.url))]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 403]);
  });

  it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await get(pathOf(server.url));
    expect(String(answer.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  it('shows nothing without the cookie or with another one', async () => {
    await enter();
    expect((await get('/')).status).toBe(403);
    expect((await get('/', { cookie: 'tongban-page=guess' })).status).toBe(403);
  });

  it('refuses a foreign Host, even with the cookie', async () => {
    const cookie = await enter();
    const { port } = new URL(server.url);
    expect((await get('/', { cookie, host: `kiosk.example:${port}` })).status).toBe(403);
    expect((await get('/', { cookie, host: `localhost:${port}` })).status).toBe(403);
  });

  it.each([
    ['/assets/a.js', 'text/javascript; charset=utf-8'],
    ['/assets/b.mjs', 'text/javascript; charset=utf-8'],
    ['/assets/c.wasm', 'application/wasm'],
    ['/assets/d.onnx', 'application/octet-stream'],
    ['/assets/e.woff2', 'font/woff2'],
    ['/', 'text/html; charset=utf-8'],
  ])('serves %s as %s', async (path, type) => {
    const cookie = await enter();
    const { status, headers } = await get(path, { cookie });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it.each([
    '/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%5c..%5csecret.txt', '//secret.txt',
    '/assets/', '/assets', '/assets/f.exe', '/assets/.hidden.js', '/nothing.js', '/a%00.js', '/%', '/__proto__', '/link',
  ])('answers 404 to %s', async (path) => {
    const cookie = await enter();
    expect((await get(path, { cookie })).status).toBe(404);
  });

  it('refuses what is neither GET nor HEAD', async () => {
    const cookie = await enter();
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
    expect((await get('/', { cookie }, 'HEAD')).status).toBe(200);
  });

  it('links the page: hello is answered over the WebSocket', async () => {
    const socket = await link(await enter());
    const welcome = messageOf(socket);
    socket.send(JSON.stringify(hello));
    expect(await welcome).toMatchObject({ type: 'welcome' });
    socket.terminate();
  });

  it('refuses a WebSocket from another origin, without a cookie, under another host or path', async () => {
    const cookie = await enter();
    expect(await tryLink(cookie, { origin: 'http://evil.example' })).toBe(403);
    expect(await tryLink(cookie, { origin: origin().replace('127.0.0.1', 'localhost') })).toBe(403);
    expect(await tryLink('')).toBe(403);
    expect(await tryLink(cookie, { headers: { host: 'evil.example' } })).toBe(403);
    expect(await tryLink(cookie, {}, '/other')).toBe(403);
  });

  it('cuts off a page that sends more than the cap', async () => {
    const socket = await link(await enter());
    const closed = closeCodeOf(socket);
    socket.send('x'.repeat(maxPageMessageBytes + 1));
    expect(await closed).toBe(1009);
  });

  it('closes the older of two pages with the code that tells it to stay away', async () => {
    const cookie = await enter();
    const older = await link(cookie);
    const closed = closeCodeOf(older);
    const newer = await link(cookie);
    expect(await closed).toBe(loopbackLink.replacedCode);
    newer.terminate();
  });

  it('knows the same page again after a restart, from a hash that only this user can read', async () => {
    const cookie = await enter();
    const port = Number(new URL(server.url).port);
    await server.close();
    server = await serve(port);
    expect((await get('/', { cookie })).status).toBe(200);
    const kept = join(folder, 'state', 'loopback-session');
    expect((await stat(kept)).mode & 0o777).toBe(0o600);
    expect(await readFile(kept, 'utf8')).not.toContain(cookie.split('=')[1]);
  });
});
