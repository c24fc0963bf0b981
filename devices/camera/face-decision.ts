/** Whether two descriptors are the same person's. Pure. */
import type { FaceDescriptor } from '../../main/contract/index.ts';

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

/** The middle of the similarities of several live descriptors with a reference: one lucky or unlucky frame decides nothing. */
export function medianSimilarity(live: readonly FaceDescriptor[], reference: FaceDescriptor): number {
  const sorted = live.map((descriptor) => similarity(descriptor, reference)).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return -1;
  return sorted.length % 2 === 1 ? sorted[middle] ?? -1 : ((sorted[middle - 1] ?? -1) + (sorted[middle] ?? -1)) / 2;
}
