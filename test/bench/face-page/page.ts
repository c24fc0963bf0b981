/** A page with nothing but the face engine's worker on it, for benches: photographs in, measurements out. */
import { startFaceWorker } from '../../../renderer/face/worker-client.ts';
import type { PictureMeasurement } from '../../../renderer/face/engine.ts';

declare global {
  interface Window {
    faceBench: {
      load(): Promise<string>;
      measure(jpegBase64: string, enlargedTo: number): Promise<PictureMeasurement>;
    };
  }
}

const worker = startFaceWorker(new URL('face/', document.baseURI).href);

window.faceBench = {
  load: () => worker.loaded,
  async measure(jpegBase64, enlargedTo) {
    const bytes = Uint8Array.from(atob(jpegBase64), (letter) => letter.charCodeAt(0));
    const options: ImageBitmapOptions = enlargedTo > 0 ? { resizeWidth: enlargedTo, resizeQuality: 'high' } : {};
    return worker.measure(await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }), options), 'describe');
  },
};
