import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCappedFile, type CappedFile } from './capped-file.ts';

let folder: string;
let file: CappedFile | null = null;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'tongban-capped-')); });
afterEach(() => {
  file?.close();
  file = null;
  rmSync(folder, { recursive: true, force: true });
});

const open = (maxBytes: number): CappedFile => (file = openCappedFile(join(folder, 'logs', 'log'), maxBytes));
const contents = (): Record<string, string> =>
  Object.fromEntries(readdirSync(join(folder, 'logs')).map((name) => [name, readFileSync(join(folder, 'logs', name), 'utf8')]));

test('a full file begins anew, and one full file is kept', () => {
  const log = open(10);
  for (const line of ['one\n', 'two\n', 'three\n', 'four\n', 'five\n']) log.write(line);
  expect(contents()).toEqual({ log: 'four\nfive\n', 'log.1': 'three\n' });
  expect(statSync(join(folder, 'logs', 'log')).mode & 0o777).toBe(0o600);
});

test('what was in it before counts, in bytes', () => {
  open(10).write('险险');
  file?.close();
  open(10).write('险险');
  expect(contents()).toEqual({ log: '险险', 'log.1': '险险' });
});

test('a line that is longer than a file may be is written all the same', () => {
  open(4).write('longer\n');
  expect(contents()).toEqual({ log: 'longer\n' });
});

test('a disk that takes nothing stops nobody', () => {
  const log = open(4);
  log.write('one\n');
  rmSync(join(folder, 'logs'), { recursive: true });
  expect(() => log.write('two\n')).not.toThrow();
});
