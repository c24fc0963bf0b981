/** The face engine in a worker of its own, so that the page stays quick while frames are measured. */
import { loadFaceEngine, type FaceEngine } from './engine.ts';
import type { Picture } from './pixels.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-message.ts';

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

async function load(assets: string): Promise<void> {
  try {
    engine = await loadFaceEngine(assets);
    answer({ kind: 'loaded', engine: engine.name });
  } catch (error) {
    answer({ kind: 'load-failed', why: error instanceof Error ? error.message : String(error) });
  }
}

async function measure(id: number, bitmap: ImageBitmap, want: 'describe' | 'measure-only'): Promise<void> {
  try {
    if (!engine) throw new Error('not loaded');
    answer({ kind: 'measured', id, measurement: await engine.measure(pixelsOf(bitmap), want) });
  } catch {
    answer({ kind: 'measure-failed', id });
  }
}

self.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  const request = event.data;
  switch (request.kind) {
    case 'load': return void load(request.assets);
    case 'measure': return void measure(request.id, request.bitmap, request.want);
    default: return request satisfies never;
  }
});
