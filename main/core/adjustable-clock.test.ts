import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adjustableClock, followOffset } from './adjustable-clock.ts';

test('a timer an hour away fires as soon as time is moved past it', async () => {
  const clock = adjustableClock();
  const before = Date.now();
  const fired = new Promise<void>((resolve) => clock.after(3_600_000, resolve));
  clock.setOffset(3_600_001);
  await fired;
  expect(clock.now()).toBeGreaterThan(before + 3_600_000);
});

test('time never runs backwards and a cleared timer stays silent', async () => {
  const clock = adjustableClock();
  let fired = false;
  clock.clear(clock.after(1000, () => { fired = true; }));
  clock.setOffset(10_000);
  clock.setOffset(5_000);
  await new Promise<void>((resolve) => clock.after(0, resolve));
  expect(fired).toBe(false);
  expect(clock.now()).toBeGreaterThanOrEqual(Date.now() + 10_000 - 5);
});

test('the offset told on the socket is followed; garbage on it is not', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'clock-')), 'clock');
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('nonsense\n{"offsetMs":-1}\n{"offsetMs":7200000}\n');
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const clock = adjustableClock();
  const fired = new Promise<void>((resolve) => clock.after(7_000_000, resolve));
  const unfollow = followOffset(clock, path);
  await fired;
  unfollow();
  server.close();
});
