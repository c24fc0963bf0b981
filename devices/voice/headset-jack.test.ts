import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { noLog } from '../device-log.ts';
import { openHeadsetJack, presenceIn, type HeadsetJack } from './headset-jack.ts';

/** What amixer 1.2.8 prints for a jack. */
const answer = (values: string): string => `numid=12,iface=CARD,name='Headphone Jack'\n  ; type=BOOLEAN,access=r-------,values=1\n  : values=${values}\n`;

let folder: string;
let jack: HeadsetJack | null = null;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'tongban-jack-')); });
afterEach(async () => {
  await jack?.close();
  jack = null;
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  [answer('on'), 'inserted'],
  [answer('off'), 'removed'],
  [answer('off,on'), 'inserted'],
  [answer('off,off'), 'removed'],
  ['amixer: Cannot find the given element from control hw:0\n', 'unknown'],
  [answer('57'), 'unknown'],
  ['', 'unknown'],
] as const)('%j means: %s', (words, presence) => {
  expect(presenceIn(words)).toBe(presence);
});

test('a headset is noticed when it goes in and when it comes out, and a jack that stops answering is unknown', async () => {
  const control = join(folder, 'jack');
  writeFileSync(control, answer('off'));
  const opened = openHeadsetJack({ program: 'cat', arguments: [control], clock: systemClock(), log: noLog });
  jack = opened;
  const seen: string[] = [];
  opened.watch((presence) => seen.push(presence));
  await expect.poll(() => opened.presence(), { timeout: 20_000 }).toBe('removed');
  writeFileSync(control, answer('on'));
  await expect.poll(() => opened.presence(), { timeout: 20_000 }).toBe('inserted');
  rmSync(control);
  await expect.poll(() => opened.presence(), { timeout: 20_000 }).toBe('unknown');
  expect(seen).toEqual(['unknown', 'removed', 'inserted', 'unknown']);
});

test('a machine without that program has a jack of which nothing is known', async () => {
  const opened = openHeadsetJack({ program: join(folder, 'no-amixer'), arguments: [], clock: systemClock(), log: noLog });
  await opened.close();
  expect(opened.presence()).toBe('unknown');
});

test('a program that neither answers nor ends when asked to leaves nothing known', async () => {
  const control = join(folder, 'jack');
  const program = join(folder, 'amixer');
  writeFileSync(control, answer('on'));
  writeFileSync(program, `#!/bin/sh\ntrap '' TERM\ntest -e ${control} && exec cat ${control}\nexec sleep 600\n`, { mode: 0o700 });
  const opened = openHeadsetJack({ program, arguments: [], clock: systemClock(), log: noLog });
  jack = opened;
  await expect.poll(() => opened.presence(), { timeout: 20_000 }).toBe('inserted');
  rmSync(control);
  await expect.poll(() => opened.presence(), { timeout: 20_000 }).toBe('unknown');
});
