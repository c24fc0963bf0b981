import { describe, expect, it } from 'vitest';
import { acceptedAt, equalErrorRate, pointAtFar } from './face-rates.ts';

const impostor = Array.from({ length: 100 }, (_, index) => index / 1000);

describe('error rates of face verification', () => {
  it('accept at the threshold itself', () => {
    expect(acceptedAt([0.39, 0.4, 0.41], 0.4)).toBeCloseTo(2 / 3);
  });

  it('never accept more impostors than asked for', () => {
    const point = pointAtFar({ genuine: [0.0985, 0.5], impostor }, 0.01);
    expect(point).toMatchObject({ far: 0.01, tar: 1 });
    expect(pointAtFar({ genuine: [0.0985, 0.5], impostor }, 0.001)).toMatchObject({ far: 0, tar: 0.5 });
  });

  it('are zero where a threshold parts the two kinds', () => {
    expect(equalErrorRate({ genuine: [0.5, 0.6], impostor: [0.1, 0.2] })).toBe(0);
  });

  it('are a half where the two kinds are alike', () => {
    expect(equalErrorRate({ genuine: [1, 2, 3, 4], impostor: [1, 2, 3, 4] })).toBeCloseTo(0.5, 0);
  });

  it('are not told without pairs of both kinds', () => {
    expect(equalErrorRate({ genuine: [], impostor })).toBeNull();
    expect(pointAtFar({ genuine: [], impostor }, 0.01)).toBeNull();
    expect(pointAtFar({ genuine: [1], impostor: [] }, 0.01)).toBeNull();
  });
});
