/** The face engine in a worker of its own, so that the page stays quick while frames are measured. */
import { loadFaceEngine, type FaceEngine } from './engine.ts';
import { maxSnapshotBytes } from '../../main/contract/index.ts';
import { fingerprint, type Picture } from './arithmetic/pixels.ts';
import type { EngineWanted, WorkerAnswer, WorkerRequest } from './worker-message.ts';

let engine: FaceEngine | null = null;
let canvas: OffscreenCanvas | null = null;

const answer = (message: WorkerAnswer): void => self.postMessage(message);

function pixelsOf(bitmap: ImageBitmap): Picture {
  if (canvas?.width !== bitmap.width || canvas.height !== bitmap.height) canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

async function load({ assets, passiveScores }: EngineWanted): Promise<void> {
  try {
    engine = await loadFaceEngine(assets, passiveScores);
    answer({ kind: 'loaded', engine: engine.name });
  } catch (error) {
    answer({ kind: 'load-failed', why: error instanceof Error ? error.message : String(error) });
  }
}

function loaded(): FaceEngine {
  if (!engine) throw new Error('not loaded');
  return engine;
}

async function measure(id: number, bitmap: ImageBitmap, want: 'describe' | 'measure-only'): Promise<void> {
  const picture = pixelsOf(bitmap);
  answer({ kind: 'measured', id, measurement: await loaded().measure(picture, want), fingerprint: fingerprint(picture) });
}

/** Coarser and coarser, until it is small enough to be sent. */
const jpegQualities = [0.92, 0.8, 0.6, 0.4] as const;
/** More pixels do not help a comparison. */
const snapshotWidth = 640;

async function jpegOf({ data, width, height }: Picture): Promise<Blob> {
  const whole = new OffscreenCanvas(width, height);
  whole.getContext('2d')?.putImageData(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0);
  const scale = Math.min(1, snapshotWidth / width);
  const small = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  small.getContext('2d')?.drawImage(whole, 0, 0, small.width, small.height);
  for (const quality of jpegQualities) {
    const jpeg = await small.convertToBlob({ type: 'image/jpeg', quality });
    if (jpeg.size <= maxSnapshotBytes) return jpeg;
  }
  throw new Error('no small enough JPEG');
}

async function snapshot(id: number, bitmap: ImageBitmap): Promise<void> {
  const picture = pixelsOf(bitmap);
  answer({ kind: 'snapped', id, measurement: await loaded().measure(picture, 'describe'), jpeg: await jpegOf(picture) });
}

const orFail = (id: number, work: Promise<void>): void => void work.catch(() => answer({ kind: 'measure-failed', id }));

self.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  const request = event.data;
  switch (request.kind) {
    case 'load': return void load(request);
    case 'measure': return orFail(request.id, measure(request.id, request.bitmap, request.want));
    case 'snapshot': return orFail(request.id, snapshot(request.id, request.bitmap));
    default: return request satisfies never;
  }
});
