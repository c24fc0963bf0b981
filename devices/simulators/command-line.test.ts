/** A wrong option gets a sentence; what is broken stays broken. */
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { numberIn, oneOf, portIn, runCommandLine } from './command-line.ts';

let told: string[];
beforeEach(() => {
  told = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

test.each<readonly [string, () => unknown, string]>([
  ['an option nobody knows', () => parseArgs({ args: ['--bogus'], options: {} }), "Unknown option '--bogus'"],
  ['a port that is no number', () => portIn('--port', 'abc'), '--port abc is no TCP port'],
  ['a port beyond the last', () => portIn('--port', '65536'), '--port 65536 is no TCP port'],
  ['a word that may not stand there', () => oneOf('--columns', ['32', '48'], '40'), '--columns 40 is none of: 32, 48'],
  ['a pace that is no number', () => numberIn('--pace', 'x'), '--pace x is no number'],
  ['a port that the system refuses', () => createServer().listen(99_999), 'options.port should be >= 0 and < 65536. Received type number (99999).'],
])('%s is told in a sentence, with the usage, and ends with 1', async (_what, run, sentence) => {
  await runCommandLine('usage: this', () => Promise.resolve().then<unknown>(run));
  expect(told).toEqual([`${sentence}\nusage: this\n`]);
  expect(process.exitCode).toBe(1);
});

test('any other error is thrown on', async () => {
  await expect(runCommandLine('usage: this', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(told).toEqual([]);
});

test('what is right is handed back', () => {
  expect([portIn('--port', '0'), numberIn('--pace', '180'), oneOf('--columns', ['32', '48'], '48')]).toEqual([0, 180, '48']);
});
