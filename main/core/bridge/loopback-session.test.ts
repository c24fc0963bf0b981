import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLoopbackSession } from './loopback-session.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'tongban-session-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the cookie given for the token is admitted, also after a restart, until another one was given', async () => {
  const session = await openLoopbackSession(folder);
  const cookie = session.redeem(session.token()) ?? '';
  expect(session.admits(cookie)).toBe(true);
  const restarted = await openLoopbackSession(folder);
  expect(restarted.admits(cookie)).toBe(true);
  restarted.redeem(restarted.token());
  expect(restarted.admits(cookie)).toBe(false);
});

test('a disk that takes no cookie leaves the token that was told as good as it was', async () => {
  const session = await openLoopbackSession(folder);
  const token = session.token();
  rmSync(folder, { recursive: true });
  expect(() => session.redeem(token)).toThrow();
  mkdirSync(folder);
  expect(session.admits(session.redeem(token) ?? '')).toBe(true);
});
