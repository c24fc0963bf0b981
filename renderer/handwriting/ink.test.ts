import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Stroke, type WritingPoint } from '../../main/contract/index.ts';
import { pointOnPad, withPoint } from './ink.ts';

const pad = { left: 100, top: 50, width: 400, height: 200 };

test('a finger is in the square whose side is the longer one of the pad, both axes to one scale', () => {
  expect(pointOnPad(100, 50, pad)).toEqual([0, 0]);
  expect(pointOnPad(300, 150, pad)).toEqual([500, 250]);
  expect(pointOnPad(500, 250, pad)).toEqual([1000, 500]);
});

test('a finger that has slid off the pad stays at its edge', () => {
  expect(pointOnPad(-30, 900, pad)).toEqual([0, 500]);
});

test('a tremble adds no points', () => {
  expect(withPoint([[100, 100]], [103, 102])).toEqual([[100, 100]]);
  expect(withPoint([[100, 100]], [120, 100])).toEqual([[100, 100], [120, 100]]);
});

test('however long somebody scribbles, the stroke fits the wire and keeps where it began and where it is', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }));
  fc.assert(fc.property(fc.array(point, { minLength: 1, maxLength: 400 }), (points) => {
    let stroke: Stroke = [];
    for (const next of points) {
      const before = stroke.at(-1);
      stroke = withPoint(stroke, next);
      expect([next, before]).toContainEqual(stroke.at(-1) as WritingPoint);
    }
    expect(Stroke.safeParse(stroke).success).toBe(true);
    expect(stroke[0]).toEqual(points[0]);
  }));
});
