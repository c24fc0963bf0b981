/** What the bench's page offers to whoever drives it. */
import type { PictureMeasurement } from '../../renderer/face/measurement.ts';

export interface FaceBench {
  /** The engine's name; rejects where it cannot be loaded. */
  load(): Promise<string>;
  /** Measures and describes a JPEG (base64), enlarged to that width first; 0 leaves it. */
  measure(jpegBase64: string, enlargedTo: number): Promise<PictureMeasurement>;
}
