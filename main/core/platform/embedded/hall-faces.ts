/** What the demo hall asks of an engine that compares faces. It has none of its own: whoever opens the hall may bring one. */
import type { FaceComparisonAnswer } from '../wire.ts';

export interface HallFaces {
  readonly engine: string;
  /** The threshold for a wanted rate, and the rate it was measured to have; null where nothing so good was measured. */
  pointFor(falseMatchRate: number): { readonly threshold: number; readonly falseMatchRate: number } | null;
  /** Similarity of the faces on two JPEGs; null where one of them shows none. Rejects where the engine cannot run. */
  compare(frame: Uint8Array, reference: Uint8Array): Promise<number | null>;
}

/** Null where the hall cannot compare as reliably as asked. */
export async function compareFaces(faces: HallFaces | null, frame: Uint8Array, reference: Uint8Array | null, wantedRate: number): Promise<FaceComparisonAnswer | null> {
  if (!reference) return { outcome: 'no-reference' };
  const point = faces?.pointFor(wantedRate);
  if (!faces || !point) return null;
  const similarity = await faces.compare(frame, reference);
  return similarity === null ? { outcome: 'no-face' } : { outcome: 'compared', engine: faces.engine, similarity, ...point };
}
