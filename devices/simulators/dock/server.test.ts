import { mkdtempSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addressFile, readDockAddress } from './address-file.ts';
import type { DockCommand } from './commands.ts';
import { serveDock, type Dock } from './server.ts';
import { done, refused, type DockState, type Stage } from './stage.ts';

/** A stage that remembers what it was asked. */
function attentiveStage() {
  const asked: DockCommand[] = [];
  const listeners = new Set<() => void>();
  const stage: Stage = {
    state: () => ({ clock: { offsetMs: asked.length } }) as DockState,
    async perform(command) {
      asked.push(command);
      for (const listener of listeners) listener();
      return command.verb === 'remove' ? refused('读卡器里没有卡。', 'There is no card in the reader.') : done('好。', 'Done.');
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    picture: async (kind, name) => (kind === 'receipt' && name === '1' ? { mediaType: 'image/svg+xml', content: '<svg/>' } : null),
  };
  return { stage, asked };
}

let state: string;
let dock: Dock;
let asked: DockCommand[];

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'dock-'));
  const pageDirectory = join(state, 'page');
  await mkdir(join(pageDirectory, 'assets'), { recursive: true });
  await writeFile(join(pageDirectory, 'index.html'), '<meta name="dock-token" content="__DOCK_TOKEN__">');
  await writeFile(join(pageDirectory, 'assets', 'index.js'), '1');
  const made = attentiveStage();
  asked = made.asked;
  dock = await serveDock({ stage: made.stage, port: 0, pageDirectory, stateDirectory: state });
});
afterEach(() => dock.close());

const give = (command: unknown, token = dock.token) => fetch(`${dock.url}command`, {
  method: 'POST', headers: { Authorization: `Bearer ${token}` }, body: JSON.stringify({ command }),
});

test('a command given over HTTP reaches the stage, typed, and its answer comes back', async () => {
  const response = await give('time +90s');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true, said: { 'zh-CN': '好。', en: 'Done.' } });
  expect(asked).toEqual([{ verb: 'time', forwardMs: 90_000 }]);
});

test('what the stage refuses and what is no command are both told in a sentence', async () => {
  const impossible = await give('remove');
  expect(impossible.status).toBe(422);
  expect(await impossible.json()).toMatchObject({ ok: false, problem: { en: 'There is no card in the reader.' } });
  const nonsense = await give('fly');
  expect(nonsense.status).toBe(422);
  expect(await nonsense.json()).toMatchObject({ ok: false, problem: { en: expect.stringContaining('no command "fly"') } });
  for (const body of ['', '{', '[]', '{"command":3}', `{"command":"${'x'.repeat(9000)}"}`]) {
    const response = await fetch(`${dock.url}command`, { method: 'POST', headers: { Authorization: `Bearer ${dock.token}` }, body });
    expect(response.status, body.slice(0, 20)).toBe(422);
  }
  expect(asked).toEqual([{ verb: 'remove' }]);
});

test('without the token nothing is done and nothing is told', async () => {
  expect((await give('reset', 'f'.repeat(32))).status).toBe(401);
  expect((await give('reset', '')).status).toBe(401);
  for (const path of ['state', 'events', 'receipt/1']) expect((await fetch(dock.url + path)).status, path).toBe(401);
  expect(asked).toEqual([]);
});

test('a request under another host name is turned away, even for the page that holds the token', async () => {
  const { port } = new URL(dock.url);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    httpRequest({ port, host: '127.0.0.1', headers: { Host: 'evil.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject).end();
  });
  expect(status).toBe(403);
});

test('the page comes with the token in it, its assets beside it, and nothing from outside its folder', async () => {
  expect(await (await fetch(dock.url)).text()).toContain(dock.token);
  expect((await fetch(`${dock.url}assets/index.js`)).headers.get('content-type')).toContain('text/javascript');
  for (const path of ['assets/missing.js', 'assets/..%2Findex.html', 'assets/%2e%2e/index.html']) {
    const text = await (await fetch(dock.url + path)).text();
    expect(text, path).not.toContain('dock-token');
  }
});

test('pictures of the stage are served by kind and name', async () => {
  const found = await fetch(`${dock.url}receipt/1?token=${dock.token}`);
  expect(found.headers.get('content-type')).toBe('image/svg+xml');
  expect((await fetch(`${dock.url}receipt/2?token=${dock.token}`)).status).toBe(404);
});

test('a page that follows the dock is told the state at once and after each change', async () => {
  const events = await fetch(`${dock.url}events?token=${dock.token}`);
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('"offsetMs":0');
  await give('take');
  expect((await reader?.read())?.value).toContain('"offsetMs":1');
  await reader?.cancel();
});

test('the address is left for the command line, for the owner only, and taken away at the end', async () => {
  expect(statSync(addressFile(state)).mode & 0o777).toBe(0o600);
  expect(await readDockAddress(state)).toMatchObject({ port: Number(new URL(dock.url).port), token: dock.token });
  await dock.close();
  expect(await readDockAddress(state)).toBeNull();
  dock = await serveDock({ stage: attentiveStage().stage, port: 0, pageDirectory: state, stateDirectory: state });
});
