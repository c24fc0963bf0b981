import { describe, expect, it } from 'vitest';
import { createFrozenWatch, type Look } from './frozen-watch.ts';

const stepMs = 500;

/** When the watch first says frozen, in milliseconds; null where it never does. */
function frozenAt(forMs: number, look: (step: number) => Partial<Look>): number | null {
  const watch = createFrozenWatch();
  for (let step = 0; step * stepMs <= forMs; step += 1) {
    if (watch({ at: step * stepMs, delivered: step, fingerprint: step, light: 0.5, ...look(step) })) return step * stepMs;
  }
  return null;
}

describe('a frozen camera', () => {
  it('delivers no picture any more', () => {
    expect(frozenAt(20_000, () => ({ delivered: 7 }))).toBe(3_500);
  });

  it('delivers the same picture again and again, to the last pixel', () => {
    expect(frozenAt(20_000, () => ({ fingerprint: 7 }))).toBe(6_500);
  });
});

describe('is not', () => {
  it('one that sees a room in which only its own noise changes', () => {
    expect(frozenAt(60_000, (step) => ({ fingerprint: step % 4 }))).toBeNull();
  });

  it('one that saw the same picture for a while, once', () => {
    expect(frozenAt(60_000, (step) => ({ fingerprint: Math.floor(step / 10) }))).toBeNull();
  });

  it('one behind a closed shutter, which is black and told as that', () => {
    expect(frozenAt(60_000, () => ({ fingerprint: 7, light: 0 }))).toBeNull();
  });

  it('one whose pictures were not read yet', () => {
    expect(frozenAt(60_000, () => ({ fingerprint: null }))).toBeNull();
  });
});
