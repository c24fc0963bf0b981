import { expect, test } from 'vitest';
import { differingFields, type Likeness, looksAlike, packed, unpacked } from './likeness.ts';

const plain: Likeness = { across: 5, down: 4, light: new Uint8Array(20).fill(14), tint: new Uint8Array(8).fill(16) };
const lightened = (by: number, ...fields: number[]): Likeness => ({ ...plain, light: plain.light.map((light, field) => (fields.includes(field) ? light - by : light)) });
const all = [...plain.light.keys()];

test('a likeness comes back from its text as it was', () => {
  expect(unpacked(packed(lightened(3, 7)))).toEqual(lightened(3, 7));
});

test('a text that is none, or whose fields are not as many as it says, is no likeness', () => {
  expect(unpacked('')).toBeNull();
  expect(unpacked('eeeeeeee')).toBeNull();
  expect(unpacked(packed({ ...plain, light: plain.light.slice(1) }))).toBeNull();
  expect(unpacked(packed({ ...plain, across: 0, light: new Uint8Array() }))).toBeNull();
});

test('edges of letters that are drawn a shade otherwise look alike; three fields that differ by more do not', () => {
  expect(looksAlike(plain, lightened(1, ...all))).toBe(true);
  expect(looksAlike(plain, lightened(9, 3, 11))).toBe(true);
  expect(looksAlike(plain, lightened(2, 3, 4, 11))).toBe(false);
  expect(differingFields(plain, lightened(2, 3, 4, 11))).toEqual([3, 4, 11]);
});

test('another tint of the same brightness does not look alike, and differs where it is tinted', () => {
  const tint = plain.tint.slice();
  tint[3] = 18;
  expect(differingFields(plain, { ...plain, tint })).toEqual([2, 3, 4, 7, 8, 9]);
});

test('pictures of different sizes differ everywhere', () => {
  expect(differingFields(plain, { ...plain, across: 4, down: 5 })).toEqual(all);
});
