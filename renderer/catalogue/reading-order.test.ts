import { expect, test } from 'vitest';
import { type Direction, misread, type Piece } from './reading-order.ts';

const piece = (label: string, [left, top, width, height]: readonly [number, number, number, number], direction: Direction = 'ltr'): Piece =>
  ({ label, direction, left, top, right: left + width, bottom: top + height });
const labels = (pieces: readonly Piece[], page: Direction = 'ltr'): readonly string[] => misread(pieces, page).map(({ label }) => label);

const heading = piece('heading', [0, 0, 400, 40]);
const text = piece('text', [0, 50, 400, 40]);
const yes = piece('yes', [500, 0, 200, 40]);
const no = piece('no', [500, 50, 200, 40]);
const foot = piece('foot', [0, 200, 700, 40]);

test('lines below one another, and two columns one after the other, are in order', () => {
  expect(labels([heading, text, foot])).toEqual([]);
  expect(labels([heading, text, yes, no, foot])).toEqual([]);
});

test('a column that is left and come back to is not', () => {
  expect(labels([heading, yes, text, no])).toEqual([]);
  expect(labels([heading, no, text, yes])).toEqual(['heading', 'no', 'text', 'yes']);
  const low = piece('low', [0, 100, 400, 40]);
  expect(labels([heading, text, yes, piece('long', [500, 50, 200, 100]), low])).not.toEqual([]);
});

test('lines from the bottom up are not, and only those are named', () => {
  expect(labels([text, heading, foot])).toEqual(['text', 'heading']);
});

test('columns run from right to left where the page does, and a pad of numbers in it from left to right', () => {
  expect(labels([yes, heading], 'ltr')).not.toEqual([]);
  const [arabicYes, arabicHeading] = [{ ...yes, direction: 'rtl' }, { ...heading, direction: 'rtl' }] as const;
  expect(labels([arabicYes, arabicHeading], 'rtl')).toEqual([]);
  expect(labels([arabicHeading, arabicYes], 'rtl')).not.toEqual([]);
  const [one, two] = [piece('1', [500, 50, 20, 40]), piece('2', [530, 50, 20, 40])];
  expect(labels([arabicYes, one, two], 'rtl')).toEqual([]);
});

test('what lies over something else is in no order', () => {
  expect(labels([heading, piece('over it', [100, 10, 100, 20])])).toHaveLength(2);
});
