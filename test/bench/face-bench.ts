/** What the bench's page offers to whoever drives it. */
import type { CameraChoice } from '../../main/contract/index.ts';
import type { PictureMeasurement } from '../../renderer/face/measurement.ts';

export interface FaceBench {
  /** Loads the engine afresh. Its name; rejects where it cannot be loaded. */
  load(passiveScores: CameraChoice['passiveScores']): Promise<string>;
  /** Measures and describes a JPEG (base64), enlarged to that width first; 0 leaves it. */
  measure(jpegBase64: string, enlargedTo: number): Promise<PictureMeasurement>;
}
