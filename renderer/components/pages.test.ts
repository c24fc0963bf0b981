import { expect, test } from 'vitest';
import { pageStarts } from './pages.ts';

const stack = (...heights: number[]) => {
  let top = 0;
  return heights.map((height) => {
    const place = { top, height };
    top += height;
    return place;
  });
};

test('what fits is one page', () => {
  expect(pageStarts(stack(100, 100, 100), 300, 200)).toEqual([0]);
});

test('what does not fit is split between items, in the smaller room beside the page buttons', () => {
  expect(pageStarts(stack(100, 100, 100, 100), 390, 300)).toEqual([0, 3]);
});

test('an item higher than the room has a page of its own', () => {
  expect(pageStarts(stack(100, 900, 100), 300, 250)).toEqual([0, 1, 2]);
});

test('the items of one row stay on one page', () => {
  const grid = [0, 0, 100, 100, 200, 200].map((top) => ({ top, height: 90 }));
  expect(pageStarts(grid, 250, 200)).toEqual([0, 4]);
});

test('nothing is one empty page', () => {
  expect(pageStarts([], 100, 80)).toEqual([0]);
});
