import { expect, test } from 'vitest';
import { changedLooks } from './accepted.ts';
import { type Likeness, packed } from './likeness.ts';

const plain: Likeness = { across: 4, down: 4, light: new Uint8Array(16).fill(14), tint: new Uint8Array(8).fill(16) };
const moved: Likeness = { ...plain, light: Uint8Array.from(plain.light, (light, field) => (field > 12 ? light - 6 : light)) };

test('what looks different from what was accepted is told, and where, and what never was accepted', () => {
  const accepted = { font: 'letters', views: { same: packed(plain), other: packed(plain) } };
  expect(changedLooks(accepted, 'letters', new Map([['same', plain], ['other', moved], ['new', plain]]))).toEqual([
    { view: 'other', problem: 'looks different from what was accepted, in 3 of 16 fields', accepted: plain, fields: [13, 14, 15] },
    { view: 'new', problem: 'was never accepted', accepted: null, fields: [] },
  ]);
});

test('a look that was kept in another way, or broken, is as good as none', () => {
  const [change] = changedLooks({ font: 'letters', views: { same: 'eeee' } }, 'letters', new Map([['same', plain]])) ?? [];
  expect(change).toMatchObject({ view: 'same', problem: 'was never accepted' });
});

test('where letters are drawn with other fonts nothing is compared', () => {
  expect(changedLooks({ font: 'letters', views: {} }, 'other letters', new Map([['new', plain]]))).toBeNull();
});
