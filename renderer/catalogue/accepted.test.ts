import { expect, test } from 'vitest';
import { changedLooks, looksAlike } from './accepted.ts';

const plain = 'e'.repeat(256);
const moved = `${plain.slice(0, 100)}4444${plain.slice(104)}`;

test('a picture that is a shade brighter looks alike; one with a button moved does not', () => {
  expect(looksAlike(plain, plain)).toBe(true);
  expect(looksAlike(plain, `d${plain.slice(1)}`)).toBe(true);
  expect(looksAlike(plain, moved)).toBe(false);
  expect(looksAlike(plain, 'd'.repeat(256))).toBe(false);
  expect(looksAlike(plain, '')).toBe(false);
});

test('what looks different from what was accepted is told, and what never was accepted', () => {
  const accepted = { font: 'letters', views: { same: plain, other: plain } };
  expect(changedLooks(accepted, 'letters', new Map([['same', plain], ['other', moved], ['new', plain]]))).toEqual([
    { view: 'other', problem: 'looks different from what was accepted' }, { view: 'new', problem: 'was never accepted' },
  ]);
});

test('where letters are drawn otherwise nothing is compared', () => {
  expect(changedLooks({ font: 'letters', views: {} }, 'other letters', new Map([['new', plain]]))).toBeNull();
});
