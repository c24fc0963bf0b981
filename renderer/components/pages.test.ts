import { describe, expect, test } from 'vitest';
import { pageStarts } from './pages.ts';

const stack = (...heights: number[]) => {
  let top = 0;
  return heights.map((height) => {
    const place = { top, height };
    top += height;
    return place;
  });
};

const rooms = (whole: number, beside: number) => ({ whole, onwards: beside, last: beside });

test('what fits is one page', () => {
  expect(pageStarts(stack(100, 100, 100), rooms(300, 200))).toEqual([0]);
});

test('what does not fit is split between items, in the smaller room beside the page buttons', () => {
  expect(pageStarts(stack(100, 100, 100, 100), rooms(390, 300))).toEqual([0, 3]);
});

test('an item higher than the room has a page of its own', () => {
  expect(pageStarts(stack(100, 900, 100), rooms(300, 250))).toEqual([0, 1, 2]);
});

test('the items of one row stay on one page', () => {
  const grid = [0, 0, 100, 100, 200, 200].map((top) => ({ top, height: 90 }));
  expect(pageStarts(grid, rooms(250, 200))).toEqual([0, 4]);
});

test('nothing is one empty page', () => {
  expect(pageStarts([], rooms(100, 80))).toEqual([0]);
});

describe('where the last page has choices under it', () => {
  test('the pages before it use the room that these do not take there', () => {
    expect(pageStarts(stack(100, 100, 100, 100, 100), { whole: 250, onwards: 400, last: 200 })).toEqual([0, 4]);
  });

  test('it holds as much of the end as it has room for', () => {
    expect(pageStarts(stack(100, 100, 100, 100), { whole: 250, onwards: 400, last: 200 })).toEqual([0, 2]);
    expect(pageStarts(stack(100, 100, 100, 100, 100, 100, 100), { whole: 250, onwards: 400, last: 200 })).toEqual([0, 4, 5]);
  });

  test('an end that is higher than that has it for itself', () => {
    expect(pageStarts(stack(100, 100, 300), { whole: 250, onwards: 400, last: 200 })).toEqual([0, 2]);
  });
});
