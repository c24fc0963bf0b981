import { expect, test } from 'vitest';
import { nextPlace, placeToGoFrom } from './four-keys.ts';

test('from the heading, down goes to the first thing that can be done and up to the last', () => {
  expect([nextPlace(4, -1, 1), nextPlace(4, -1, -1)]).toEqual([0, 3]);
});

test('down visits everything once and comes round; up goes the same way back', () => {
  const walk = (step: 1 | -1): number[] => {
    const places: number[] = [];
    let place = -1;
    for (let keys = 0; keys < 4; keys += 1) places.push((place = nextPlace(3, place, step)));
    return places;
  };
  expect(walk(1)).toEqual([0, 1, 2, 0]);
  expect(walk(-1)).toEqual([2, 1, 0, 2]);
});

test('where nothing can be done the focus goes nowhere', () => {
  expect(nextPlace(0, -1, 1)).toBe(-1);
});

test('from where nothing can be done the walk goes on between what stands before it and behind', () => {
  const goOn = (before: number, step: 1 | -1) => nextPlace(5, placeToGoFrom(-1, before, step), step);
  expect([goOn(0, 1), goOn(0, -1)], 'a heading before everything').toEqual([0, 4]);
  expect([goOn(5, 1), goOn(5, -1)], 'words behind everything').toEqual([0, 4]);
  expect(goOn(2, 1), 'what had the focus is gone: to what now stands in its place').toBe(2);
  expect(goOn(2, -1), 'back to what stood before it').toBe(1);
  expect(placeToGoFrom(3, 1, 1), 'a focus that is not lost counts').toBe(3);
});
