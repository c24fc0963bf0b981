/** What the engine measures of one picture. */
import type { FrameMeasurement } from '../../main/contract/index.ts';

/** A frame's measurement but for the time, which whoever captured it knows. */
export type PictureMeasurement = Omit<FrameMeasurement, 'at'>;
