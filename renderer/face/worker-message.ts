/** What the page and its face worker say to each other. */
import type { CameraChoice } from '../../main/contract/index.ts';
import type { PictureMeasurement } from './measurement.ts';

export interface EngineWanted extends Pick<CameraChoice, 'passiveScores'> {
  /** Absolute address of the folder with models and WebAssembly, ending in a slash. */
  readonly assets: string;
}

export type WorkerRequest =
  | ({ readonly kind: 'load' } & EngineWanted)
  | { readonly kind: 'measure'; readonly id: number; readonly bitmap: ImageBitmap; readonly want: 'describe' | 'measure-only' }
  | { readonly kind: 'snapshot'; readonly id: number; readonly bitmap: ImageBitmap };

/** A picture measured. `fingerprint` is equal for equal pictures. */
export interface MeasuredPicture {
  readonly measurement: PictureMeasurement;
  readonly fingerprint: number;
}

/** A picture measured, described and kept as JPEG, no larger than the contract allows. */
export interface SnappedPicture {
  readonly measurement: PictureMeasurement;
  readonly jpeg: Blob;
}

export type WorkerAnswer =
  | { readonly kind: 'loaded'; readonly engine: string }
  | { readonly kind: 'load-failed'; readonly why: string }
  | ({ readonly kind: 'measured'; readonly id: number } & MeasuredPicture)
  | ({ readonly kind: 'snapped'; readonly id: number } & SnappedPicture)
  | { readonly kind: 'measure-failed'; readonly id: number };
