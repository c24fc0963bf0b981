import { expect, test } from 'vitest';
import { percentile, ratioOfMedians, slope, summarise } from './percentiles.ts';

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => last - index);

test('a percentile is a sample that was measured, whatever the order they came in', () => {
  expect(percentile(upTo(100), 0.5)).toBe(50);
  expect(percentile(upTo(100), 0.95)).toBe(95);
  expect(percentile(upTo(30), 0.95)).toBe(29);
  expect(percentile([7, 1, 3], 0.5)).toBe(3);
  expect(percentile([7, 1], 0)).toBe(1);
});

test('a single sample is its own median, 95th percentile and maximum', () => {
  expect(summarise([42])).toEqual({ n: 1, p50: 42, p95: 42, max: 42 });
});

test('nothing measured comes to nothing, not to zero', () => {
  expect(summarise([])).toBeNull();
  expect(percentile([], 0.5)).toBeNull();
  expect(slope([5])).toBeNull();
  expect(ratioOfMedians([1], [])).toBeNull();
  expect(ratioOfMedians([1], [0])).toBeNull();
});

test('the slope is the growth from one sample to the next', () => {
  expect(slope([10, 13, 16, 19])).toBeCloseTo(3);
  expect(slope([5, 5, 5])).toBeCloseTo(0);
  expect(slope([4, 2, 0])).toBeCloseTo(-2);
});

test('a ratio is of the medians, which an outlier does not move', () => {
  expect(ratioOfMedians([8, 9, 1000], [3, 3, 3])).toBe(3);
});
