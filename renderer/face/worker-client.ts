/** The page's side of the face worker: promises over its messages, and an end that drops everything it held. */
import type { PictureMeasurement } from './measurement.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-message.ts';

export interface FaceWorker {
  /** Resolves with the engine's name; rejects where it cannot be loaded. */
  readonly loaded: Promise<string>;
  /** Takes the bitmap over. Rejects where the engine fails on it. */
  measure(bitmap: ImageBitmap, want: 'describe' | 'measure-only'): Promise<PictureMeasurement>;
  /** Ends the worker; what was under way rejects. */
  end(): void;
}

interface Waiting {
  readonly resolve: (measurement: PictureMeasurement) => void;
  readonly reject: (error: Error) => void;
}

/** `assets`: absolute address of the folder with models and WebAssembly, ending in a slash. */
export function startFaceWorker(assets: string): FaceWorker {
  const worker = new Worker(new URL('./face-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let settleLoad: { resolve: (engine: string) => void; reject: (error: Error) => void };
  const loaded = new Promise<string>((resolve, reject) => {
    settleLoad = { resolve, reject };
  });
  // Whoever never asks whether it loaded must not be told by an unhandled rejection.
  loaded.catch(() => undefined);
  const ask = (request: WorkerRequest, transfer: Transferable[] = []): void => worker.postMessage(request, transfer);

  const failAll = (why: string): void => {
    settleLoad.reject(new Error(why));
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  const settle = (id: number, act: (one: Waiting) => void): void => {
    const one = waiting.get(id);
    if (!one) return;
    waiting.delete(id);
    act(one);
  };

  worker.addEventListener('error', (event) => failAll(event.message || 'the face worker failed'));
  worker.addEventListener('message', (event: MessageEvent<WorkerAnswer>) => {
    const answer = event.data;
    switch (answer.kind) {
      case 'loaded': return settleLoad.resolve(answer.engine);
      case 'load-failed': return settleLoad.reject(new Error(answer.why));
      case 'measured': return settle(answer.id, ({ resolve }) => resolve(answer.measurement));
      case 'measure-failed': return settle(answer.id, ({ reject }) => reject(new Error('the engine failed on a picture')));
      default: return answer satisfies never;
    }
  });
  ask({ kind: 'load', assets });

  return {
    loaded,
    measure: (bitmap, want) => new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      ask({ kind: 'measure', id, bitmap, want }, [bitmap]);
    }),
    end() {
      worker.terminate();
      failAll('the face worker was ended');
    },
  };
}
