/** Whether two descriptors are the same person's. Pure. */
import type { FaceDescriptor } from '../../main/contract/index.ts';
import type { Personal } from '../personal.ts';

/** Cosine similarity, −1 to 1; 0 for descriptors of different length or without direction. */
export function similarity(one: FaceDescriptor, other: FaceDescriptor): number {
  if (one.length !== other.length) return 0;
  let dot = 0;
  let oneSquare = 0;
  let otherSquare = 0;
  for (let index = 0; index < one.length; index += 1) {
    const [a, b] = [one[index] ?? 0, other[index] ?? 0];
    dot += a * b;
    oneSquare += a * a;
    otherSquare += b * b;
  }
  const scale = Math.sqrt(oneSquare * otherSquare);
  return scale === 0 ? 0 : dot / scale;
}

/** The same of boxed ones: what comes out of the boxes is one number. */
export const boxedSimilarity = (one: Personal<FaceDescriptor>, other: Personal<FaceDescriptor>): number => similarity(one.reveal(), other.reveal());

/** The value in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** The middle of the similarities of several live descriptors with a reference: one lucky or unlucky frame decides nothing. */
export const medianSimilarity = (live: readonly Personal<FaceDescriptor>[], reference: Personal<FaceDescriptor>): number =>
  median(live.map((descriptor) => boxedSimilarity(descriptor, reference))) ?? -1;
