/** A page with nothing but the face engine's worker on it, for benches: photographs in, measurements out. */
import { startFaceWorker, type FaceWorker } from '../../../renderer/face/worker-client.ts';
import type { FaceBench } from '../face-bench.ts';

let worker: FaceWorker | null = null;

const faceBench: FaceBench = {
  load(passiveScores) {
    worker?.end();
    worker = startFaceWorker({ assets: new URL('face/', document.baseURI).href, passiveScores });
    return worker.loaded;
  },
  async measure(jpegBase64, enlargedTo) {
    if (!worker) throw new Error('no engine was loaded');
    const bytes = Uint8Array.from(atob(jpegBase64), (letter) => letter.charCodeAt(0));
    const options: ImageBitmapOptions = enlargedTo > 0 ? { resizeWidth: enlargedTo, resizeQuality: 'high' } : {};
    const { measurement } = await worker.measure(await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }), options), 'describe');
    return measurement;
  },
};
Object.assign(window, { faceBench });
