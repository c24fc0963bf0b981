/** What the page and its face worker say to each other. */
import type { PictureMeasurement } from './measurement.ts';

export type WorkerRequest =
  | { readonly kind: 'load'; /** Absolute address of the folder with models and WebAssembly, ending in a slash. */ readonly assets: string }
  | { readonly kind: 'measure'; readonly id: number; readonly bitmap: ImageBitmap; readonly want: 'describe' | 'measure-only' };

export type WorkerAnswer =
  | { readonly kind: 'loaded'; readonly engine: string }
  | { readonly kind: 'load-failed'; readonly why: string }
  | { readonly kind: 'measured'; readonly id: number; readonly measurement: PictureMeasurement }
  | { readonly kind: 'measure-failed'; readonly id: number };
