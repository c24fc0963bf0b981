import { describe, expect, it } from 'vitest';
import { descriptorAt, referenceDescriptor } from '../../test/support/scripted-camera-page.ts';
import { Personal } from '../personal.ts';
import { medianSimilarity, similarity } from './face-decision.ts';

const boxedAt = (alike: number) => new Personal(descriptorAt(alike));
const reference = new Personal(referenceDescriptor);

describe('comparing descriptors', () => {
  it('is the cosine of the angle, whatever their length', () => {
    expect(similarity(referenceDescriptor, descriptorAt(0.62))).toBeCloseTo(0.62);
    expect(similarity(referenceDescriptor, descriptorAt(0.62).map((value) => value * 7))).toBeCloseTo(0.62);
  });

  it('finds nothing alike in descriptors of two engines or without direction', () => {
    expect(similarity(referenceDescriptor, [...referenceDescriptor, 0])).toBe(0);
    expect(similarity(referenceDescriptor, referenceDescriptor.map(() => 0))).toBe(0);
  });

  it('is not swayed by one lucky or one unlucky frame', () => {
    expect(medianSimilarity([0.1, 0.12, 0.99].map(boxedAt), reference)).toBeCloseTo(0.12);
    expect(medianSimilarity([-0.9, 0.7, 0.8].map(boxedAt), reference)).toBeCloseTo(0.7);
  });

  it('takes the middle of the two middle ones of an even number', () => {
    expect(medianSimilarity([0.2, 0.4].map(boxedAt), reference)).toBeCloseTo(0.3);
  });

  it('matches nobody where no frame was described', () => {
    expect(medianSimilarity([], reference)).toBe(-1);
  });
});
