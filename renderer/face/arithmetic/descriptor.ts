/** What goes into and comes out of the descriptor model, whoever runs it. Pure. */
import { alignedSide, alignment, type Point } from './geometry.ts';
import { alignedPlanes, type Picture } from './pixels.ts';

/** Shape of the model's input: one picture, three planes. */
export const modelInputShape = [1, 3, alignedSide, alignedSide] as const;

/** The face under that mesh as the model reads it. */
export const modelInput = (picture: Picture, mesh: readonly Point[]): Float32Array<ArrayBuffer> => alignedPlanes(picture, alignment(mesh));

/** The model's output as a descriptor. */
export function unitLength(values: Float32Array): number[] {
  const norm = Math.hypot(...values) || 1;
  return Array.from(values, (value) => value / norm);
}

/** Name under which the engine's similarities were measured: detector and mesh, then the descriptor model. */
export const engineName = (humanVersion: string): string => `human ${humanVersion} facemesh + fr_feature 512-d`;
