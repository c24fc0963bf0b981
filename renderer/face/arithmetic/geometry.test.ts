import { describe, expect, it } from 'vitest';
import { alignment, measureMesh, meshPoints, type Point } from './geometry.ts';

/** A face looking ahead, 200 pixels wide, its middle at (320, 240): only the points that are measured stand where they should. */
const landmarks: Readonly<Record<number, Point>> = {
  1: [320, 262], 33: [260, 220], 133: [300, 220], 159: [280, 213], 145: [280, 227],
  263: [380, 220], 362: [340, 220], 386: [360, 213], 374: [360, 227],
  61: [290, 290], 291: [350, 290], 13: [320, 289], 14: [320, 292],
  234: [220, 240], 454: [420, 240],
};
const face = (change: Readonly<Record<number, Point>> = {}, place: (point: Point) => Point = (point) => point): Point[] =>
  Array.from({ length: meshPoints }, (_, index) => place(change[index] ?? landmarks[index] ?? [320, 240]));

const rolled = (angle: number) => ([x, y]: Point): Point => {
  const [dx, dy] = [x - 320, y - 240];
  return [320 + dx * Math.cos(angle) - dy * Math.sin(angle), 240 + dx * Math.sin(angle) + dy * Math.cos(angle)];
};

describe('measuring a mesh', () => {
  it('sees a face that looks ahead as that', () => {
    const ahead = measureMesh(face());
    expect(ahead.yaw).toBeCloseTo(0);
    expect(ahead.pitch).toBeCloseTo(0);
    expect(ahead.roll).toBeCloseTo(0);
    expect(ahead.eyeDistancePx).toBeCloseTo(80);
  });

  it('counts a turn to the person\'s own left, which is the picture\'s right, as positive', () => {
    expect(measureMesh(face({ 1: [350, 262] })).yaw).toBeGreaterThan(0.25);
    expect(measureMesh(face({ 1: [290, 262] })).yaw).toBeLessThan(-0.25);
  });

  it('counts a lowered nose as positive pitch', () => {
    expect(measureMesh(face({ 1: [320, 276] })).pitch).toBeGreaterThan(0.1);
  });

  it('gives the lid gap over the width of the eye, and the lip gap over the width of the mouth', () => {
    expect(measureMesh(face()).eyeOpenness).toBeCloseTo(14 / 40);
    expect(measureMesh(face({ 14: [320, 319] })).mouthOpenness).toBeCloseTo(30 / 60);
  });

  it.each([-0.5, 0.5])('measures the same of a tilted head, but for the roll (%s rad)', (angle) => {
    const upright = measureMesh(face({ 1: [340, 262] }));
    const tilted = measureMesh(face({ 1: [340, 262] }, rolled(angle)));
    expect(tilted.roll).toBeCloseTo(angle);
    expect(tilted.yaw).toBeCloseTo(upright.yaw);
    expect(tilted.pitch).toBeCloseTo(upright.pitch);
    expect(tilted.mouthOpenness).toBeCloseTo(upright.mouthOpenness);
  });

  it('measures the same of a face twice as near', () => {
    const nearer = measureMesh(face({ 1: [340, 262] }, ([x, y]) => [2 * x, 2 * y]));
    expect(nearer.yaw).toBeCloseTo(measureMesh(face({ 1: [340, 262] })).yaw);
    expect(nearer.eyeDistancePx).toBeCloseTo(160);
  });

  it('stays within what the contract allows for a mesh that makes no sense', () => {
    const collapsed = measureMesh(Array.from({ length: meshPoints }, (): Point => [0, 0]));
    const wild = measureMesh(Array.from({ length: meshPoints }, (_, index): Point => [index * 977 % 5000, index * 631 % 5000]));
    for (const { yaw, pitch, roll, eyeOpenness, mouthOpenness } of [collapsed, wild]) {
      for (const angle of [yaw, pitch, roll]) expect(Math.abs(angle)).toBeLessThanOrEqual(4);
      for (const ratio of [eyeOpenness, mouthOpenness]) expect(ratio >= 0 && ratio <= 5).toBe(true);
    }
  });
});

describe('aligning a face for the descriptor', () => {
  const template: Point[] = [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]];
  const placed = (place: (point: Point) => Point): Point[] => {
    const [rightEye, leftEye, nose, mouthRight, mouthLeft] = template.map(place) as [Point, Point, Point, Point, Point];
    return face({ 33: rightEye, 133: rightEye, 263: leftEye, 362: leftEye, 1: nose, 61: mouthRight, 291: mouthLeft });
  };

  it('finds the turn, scale and shift that were applied', () => {
    const [cos, sin, scale] = [Math.cos(0.3), Math.sin(0.3), 2.5];
    const found = alignment(placed(([x, y]) => [scale * (cos * x - sin * y) + 40, scale * (sin * x + cos * y) - 15]));
    expect(found.a).toBeCloseTo(scale * cos);
    expect(found.b).toBeCloseTo(scale * sin);
    expect(found.tx).toBeCloseTo(40);
    expect(found.ty).toBeCloseTo(-15);
  });

  it('never mirrors: a mirrored face is not the same face', () => {
    const { a, b } = alignment(placed(([x, y]) => [112 - x, y]));
    expect(Math.hypot(a, b)).toBeLessThan(0.9);
  });
});
