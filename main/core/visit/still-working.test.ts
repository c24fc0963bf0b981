import { expect, test } from 'vitest';
import { manualClock } from '../../../test/support/manual-clock.ts';
import { openKiosk } from '../../../test/support/visitor.ts';
import type { Progress } from './effect.ts';
import { busyLongMs, showWork } from './still-working.ts';

function begin() {
  const clock = manualClock();
  const shown: Progress[] = [];
  const callOff = new AbortController();
  const { world } = openKiosk().stage;
  const over = showWork({ world: { ...world, clock }, signal: callOff.signal, show: (progress) => shown.push(progress) }, { phase: 'reading' });
  return { clock, shown, over, callOff };
}
const reading = { phase: 'reading' };

test('work is shown at once, and as slow when it lasts longer than people expect', async () => {
  const { clock, shown } = begin();
  await clock.advance(busyLongMs - 1);
  expect(shown).toEqual([reading]);
  await clock.advance(1);
  expect(shown).toEqual([reading, { ...reading, slow: true }]);
});

test('work that was over in time is never slow', async () => {
  const { clock, shown, over } = begin();
  over();
  await clock.advance(busyLongMs * 2);
  expect(shown).toEqual([reading]);
});

test('work that was called off says nothing any more', async () => {
  const { clock, shown, callOff } = begin();
  callOff.abort();
  await clock.advance(busyLongMs * 2);
  expect(shown).toEqual([reading]);
});
