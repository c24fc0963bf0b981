/** PINs typed at a terminal, key by key. */
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { manualClock } from '../../../test/support/manual-clock.ts';
import { readSecret, type Terminal } from './terminal-secret.ts';

function terminal() {
  const keyboard = new EventEmitter();
  const modes: boolean[] = [];
  const shown: string[] = [];
  const clock = manualClock();
  const input = Object.assign(keyboard, {
    setRawMode: (isRaw: boolean) => { modes.push(isRaw); return input; },
    resume: () => input,
    pause: () => input,
  }) as unknown as Terminal['input'];
  const leaving = new AbortController();
  const asked = readSecret({ input, output: { write: (text) => shown.push(text) }, clock }, 'PIN', { withinMs: 60_000, signal: leaving.signal });
  return { asked, clock, leaving, modes, shown, keyboard, type: (keys: string) => keyboard.emit('data', Buffer.from(keys, 'latin1')) };
}

test('digits are taken as typed, rubbed out and corrected, and never shown', async () => {
  const { asked, type, shown, modes } = terminal();
  for (const keys of ['12', 'x3\x7f', '4', '56\r']) type(keys);
  expect(await asked).toEqual(Buffer.from('12456'));
  expect(shown.join('')).toBe('PIN: \n');
  expect(modes).toEqual([true, false]);
});

test.each([['key by key', ['26', '0715', '\n']], ['in one go', ['260715\n']]])('the keys themselves are zeroed once they were taken, %s', async (_, pieces) => {
  const { asked, keyboard } = terminal();
  const keys = pieces.map((piece) => Buffer.from(piece));
  for (const piece of keys) keyboard.emit('data', piece);
  expect(await asked).toEqual(Buffer.from('260715'));
  expect(Buffer.concat(keys)).toEqual(Buffer.alloc(7));
});

test('more digits than any PIN has are not taken', async () => {
  const { asked, type } = terminal();
  type('1'.repeat(40));
  type('\r');
  expect(await asked).toHaveLength(16);
});

test.each([['Ctrl-C', '12\x03'], ['Ctrl-D', '\x04'], ['Escape', '1\x1b']])('%s leaves, and the terminal is as it was', async (_, keys) => {
  const { asked, type, modes, keyboard } = terminal();
  type(keys);
  expect(await asked).toBeNull();
  expect(modes).toEqual([true, false]);
  expect(keyboard.listenerCount('data')).toBe(0);
});

test('nobody typing, or a program that ends, leaves too', async () => {
  const silent = terminal();
  await silent.clock.advance(60_000);
  expect(await silent.asked).toBeNull();
  const ended = terminal();
  ended.leaving.abort();
  expect(await ended.asked).toBeNull();
  expect(ended.clock.pending()).toBe(0);
});
