import { expect, it } from 'vitest';
import { passiveVerdict } from './passive-liveness.ts';

const limits = { antispoofFrom: 0.5, livenessFrom: 0.7 };
const scores = (...pairs: readonly (readonly [antispoof: number, liveness: number])[]) => pairs.map(([antispoof, liveness]) => ({ antispoof, liveness }));

it.each([
  ['person', scores([0.5, 0.7])],
  ['picture', scores([0.49, 1])],
  ['picture', scores([1, 0.69])],
  ['unscored', []],
] as const)('a face is taken for a %s only where both models agree, and for nothing where they are silent', (verdict, seen) => {
  expect(passiveVerdict(seen, limits)).toBe(verdict);
});

it('is decided by no single frame', () => {
  expect(passiveVerdict(scores([0.9, 0.9], [0, 0], [0.8, 0.8]), limits)).toBe('person');
  expect(passiveVerdict(scores([0.1, 0.9], [1, 1], [0.1, 0.9]), limits)).toBe('picture');
});
