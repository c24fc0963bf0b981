/** The page's side of the face worker: promises over its messages, and an end that drops everything it held. */
import type { EngineWanted, MeasuredPicture, SnappedPicture, WorkerAnswer, WorkerRequest } from './worker-message.ts';

export interface FaceWorker {
  /** Resolves with the engine's name; rejects where it cannot be loaded. */
  readonly loaded: Promise<string>;
  /** Takes the bitmap over. Rejects where the engine fails on it. */
  measure(bitmap: ImageBitmap, want: 'describe' | 'measure-only'): Promise<MeasuredPicture>;
  /** Takes the bitmap over; the one way in which a picture comes back out. Rejects as `measure` does. */
  snapshot(bitmap: ImageBitmap): Promise<SnappedPicture>;
  /** Ends the worker; what was under way rejects. */
  end(): void;
}

type Picture = Extract<WorkerAnswer, { kind: 'measured' | 'snapped' }>;

interface Waiting {
  readonly resolve: (picture: Picture) => void;
  readonly reject: (error: Error) => void;
}

const broken = (): Error => new Error('the engine failed on a picture');

/** Begins to load the engine at once. */
export function startFaceWorker(wanted: EngineWanted): FaceWorker {
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
      case 'measured':
      case 'snapped': return settle(answer.id, ({ resolve }) => resolve(answer));
      case 'measure-failed': return settle(answer.id, ({ reject }) => reject(broken()));
      default: return answer satisfies never;
    }
  });
  const give = (bitmap: ImageBitmap, request: (id: number) => WorkerRequest): Promise<Picture> => new Promise((resolve, reject) => {
    const id = ++last;
    waiting.set(id, { resolve, reject });
    ask(request(id), [bitmap]);
  });
  ask({ kind: 'load', ...wanted });

  return {
    loaded,
    async measure(bitmap, want) {
      const picture = await give(bitmap, (id) => ({ kind: 'measure', id, bitmap, want }));
      if (picture.kind !== 'measured') throw broken();
      return picture;
    },
    async snapshot(bitmap) {
      const picture = await give(bitmap, (id) => ({ kind: 'snapshot', id, bitmap }));
      if (picture.kind !== 'snapped') throw broken();
      return picture;
    },
    end() {
      worker.terminate();
      failAll('the face worker was ended');
    },
  };
}
