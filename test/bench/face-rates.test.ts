import { describe, expect, it } from 'vitest';
import { acceptedAt, equalErrorRate, pointAtFar, supportedThreshold, upperMean, upperRate } from './face-rates.ts';

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

describe('what so many pairs can prove', () => {
  it('is by the rule of three no rate below three in so many, where no false match was seen', () => {
    expect(upperMean(0)).toBeCloseTo(2.996, 3);
    expect(upperRate(0, 3000)).toBeCloseTo(0.001, 4);
  });

  it('is less where some were seen (chi-square table)', () => {
    expect([1, 2, 5, 10].map(upperMean)).toEqual([4.744, 6.296, 10.513, 16.962].map((mean) => expect.closeTo(mean, 2)));
  });

  it('gives a threshold just above the pairs that may not match', () => {
    const thousand = Array.from({ length: 1000 }, (_, index) => index / 2000);
    expect(supportedThreshold(thousand, 0.003)).toEqual({ falseMatchRate: 0.003, threshold: 0.5, falseMatches: 0 });
    expect(supportedThreshold(thousand, 0.005)).toEqual({ falseMatchRate: 0.005, threshold: 0.5, falseMatches: 0 });
    expect(supportedThreshold(thousand, 0.0029)).toBeNull();
    expect(supportedThreshold([], 0.5)).toBeNull();
  });
});
