import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cameraConditions, inCondition } from './conditions.ts';
import { frameSize } from './picture.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'tongban-feed-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything the program said, and how it ended, when these lines were typed. */
async function simulate(args: readonly string[], lines: readonly string[] = []): Promise<{ readonly said: string; readonly code: number | null }> {
  const program = spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'camera', ...args]);
  program.stdin.end(lines.map((line) => `${line}\n`).join(''));
  let said = '';
  for (const stream of [program.stdout, program.stderr]) stream.setEncoding('utf8').on('data', (piece: string) => { said += piece; });
  const code = await new Promise<number | null>((done) => program.on('close', done));
  return { said, code };
}

const brightness = (file: string): number => {
  const { width, height, data } = jpeg.decode(readFileSync(file));
  expect({ width, height }).toEqual(frameSize);
  return data[(240 * width + 320) * 4] ?? 0;
};

test('the simulated camera writes its feed, tells how a browser plays it, and shows something else when told to', async () => {
  const file = join(folder, 'one.mjpeg');
  const { said, code } = await simulate(['--condition', 'black', '--file', file], ['show nobody', 'show nonsense', 'dance', 'quit', 'show black']);
  expect(code).toBe(0);
  expect(said).toContain(`--use-fake-device-for-media-stream --use-fake-ui-for-media-stream --use-file-for-fake-video-capture=${file}`);
  expect(said).toContain(`black (zhang-san) is in ${file}`);
  expect(said.match(/Commands: show/g)).toHaveLength(3);
  expect(brightness(file)).toBeGreaterThan(100);
});

test.each([
  ['--condition', 'wave', cameraConditions.join(', ')],
  ['--person', 'nobody-known', 'zhang-san'],
])('%s %s is refused, and which there are is told', async (option, wrong, known) => {
  const { said, code } = await simulate([option, wrong, '--file', join(folder, 'none.mjpeg')]);
  expect(code).toBe(1);
  expect(said).toContain(known);
  expect(existsSync(join(folder, 'none.mjpeg'))).toBe(false);
});

test.each(['blink', 'nobody', 'two-people', 'dark', 'black', 'frozen'] as const)('there is something to be seen in the condition %s', (condition) => {
  const loop = inCondition(condition, 'a');
  expect(loop.length).toBeGreaterThan(0);
  expect(loop.every(({ frames }) => Number.isInteger(frames) && frames > 0)).toBe(true);
});
