import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'vitest';
import { adjustableClock } from '../../devices/adjustable-clock.ts';
import { scratchFolders } from '../../test/support/scratch-folders.ts';
import { followOffset } from './follow-offset.ts';

const scratchFolder = scratchFolders();

test('the offset told on the socket is followed; garbage on it is not', async () => {
  const path = join(scratchFolder(), 'clock');
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
