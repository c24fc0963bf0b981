import { statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { adjustableClock } from '../../devices/adjustable-clock.ts';
import { scratchFolders } from '../../test/support/scratch-folders.ts';
import { followOffset } from '../core/follow-offset.ts';
import { openClockWire } from './clock-wire.ts';

const scratchFolder = scratchFolders();
const socketPath = (): string => join(scratchFolder(), 'clock');

function follow(path: string): { readonly socket: Socket; readonly lines: AsyncIterator<string> } {
  const socket = connect(path);
  return { socket, lines: createInterface({ input: socket })[Symbol.asyncIterator]() };
}
const next = async (lines: AsyncIterator<string>): Promise<unknown> => JSON.parse((await lines.next()).value as string);

test('who connects is told the present offset, and each change after it', async () => {
  const wire = await openClockWire(socketPath());
  wire.forward(90_000);
  const { socket, lines } = follow(wire.path);
  expect(await next(lines)).toEqual({ offsetMs: 90_000 });
  wire.forward(1_000);
  expect(await next(lines)).toEqual({ offsetMs: 91_000 });
  socket.destroy();
  await wire.close();
});

test('the core\'s clock and the hall\'s clock move together', async () => {
  const wire = await openClockWire(socketPath());
  const core = adjustableClock();
  const unfollow = followOffset(core, wire.path);
  const both = Promise.all([core, wire.clock].map((clock) => new Promise<void>((resolve) => clock.after(86_400_000, resolve))));
  wire.forward(86_400_000);
  await both;
  unfollow();
  await wire.close();
});

test('the socket is its owner\'s alone, and one left behind by a killed demo is replaced', async () => {
  const path = socketPath();
  const first = await openClockWire(path);
  expect(statSync(path).mode & 0o077).toBe(0);
  const second = await openClockWire(path);
  const { socket, lines } = follow(path);
  expect(await next(lines)).toEqual({ offsetMs: 0 });
  socket.destroy();
  await second.close();
  await first.close();
});

test('a state directory too deep for a socket is refused with its path', async () => {
  await expect(openClockWire(`/tmp/${'deep/'.repeat(30)}clock`)).rejects.toThrow('too long');
});
