import { expect, it } from 'vitest';
import { unitLength } from './descriptor.ts';

it('a descriptor has unit length, in the direction that the model gave', () => {
  expect(unitLength(Float32Array.of(3, 0, -4))).toEqual([expect.closeTo(0.6), 0, expect.closeTo(-0.8)]);
});

it('a model that gives nothing has no direction, and breaks nothing', () => {
  expect(unitLength(Float32Array.of(0, 0))).toEqual([0, 0]);
});
