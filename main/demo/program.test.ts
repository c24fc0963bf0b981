/** The demo as a program, with the dock's command line as another: started, commanded, refused, ended. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

const demoProgram = join(import.meta.dirname, 'demo.ts');
const dockProgram = join(import.meta.dirname, '../../devices/simulators/dock/cli.ts');
const withinMs = 60_000;

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (program: string, words: readonly string[]): Promise<Ended> => new Promise((resolve) => {
  execFile(process.execPath, [program, ...words], { env: { ...process.env, LC_ALL: 'C.UTF-8' } }, (error, out, err) => {
    resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
  });
});

async function startProgram(state: string): Promise<{ readonly child: ChildProcess; readonly lines: AsyncIterator<string> }> {
  const child = spawn(process.execPath, [demoProgram, '--state', state, '--card-wire', 'vpcd'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}
const nextLine = async (lines: AsyncIterator<string>): Promise<Record<string, unknown>> => JSON.parse((await lines.next()).value as string) as Record<string, unknown>;

test('the demo says when it is ready, obeys the command line, tells a change of camera, and ends at SIGTERM', async () => {
  const state = mkdtempSync(join(tmpdir(), 'demo-'));
  const { child, lines } = await startProgram(state);
  expect(await nextLine(lines)).toMatchObject({
    ready: true, profile: join(state, 'profile.yaml'), dock: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
    cameraFile: join(state, 'camera', 'camera.mjpeg'), camera: 'file', browserSwitches: expect.any(Array),
  });

  expect(await run(dockProgram, ['--state', state, 'place', 'li-si'])).toEqual({ code: 0, out: 'The ID card of li-si lies on the reader.\n', err: '' });
  const told = await run(dockProgram, ['--state', state, 'state']);
  expect(JSON.parse(told.out)).toMatchObject({ idScanner: { placed: 'li-si' } });
  expect(await run(dockProgram, ['--state', state, 'place', 'nobody'])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Usage: place <document>') });
  expect(await run(dockProgram, ['--state', state, 'remove'])).toMatchObject({ code: 1, err: 'There is no card in the reader.\n' });

  await run(dockProgram, ['--state', state, 'feed', 'webcam']);
  expect(await nextLine(lines)).toMatchObject({ camera: 'webcam' });

  expect(await run(demoProgram, ['--state', state])).toMatchObject({ code: 1, err: expect.stringContaining(`already running in ${state}`) });

  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(existsSync(join(state, 'wires', 'id-scanner'))).toBe(false);
  expect(await run(dockProgram, ['--state', state, 'state'])).toMatchObject({ code: 1, err: expect.stringContaining('No dock is running') });
}, withinMs);

test('the command line lists every command', async () => {
  const { code, out } = await run(dockProgram, ['--help']);
  expect(code).toBe(0);
  for (const usage of ['insert <card>', 'paper out|low|load|out-after <lines>', 'time +<n>s|m|h|d', 'reset']) expect(out).toContain(usage);
}, withinMs);

test('a demo without a state directory ends with a sentence', async () => {
  expect(await run(demoProgram, [])).toMatchObject({ code: 1, err: expect.stringContaining('--state is missing') });
}, withinMs);
