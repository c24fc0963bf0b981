/** The door of the face camera: the device, and the one procedure that judges a face with it. */
import type { CameraChoice } from '../../main/contract/index.ts';
import type { Clock } from '../clock.ts';
import { createDevice } from '../device.ts';
import type { Camera } from './contract.ts';
import { createPageCameraDriver, type CameraLink } from './page-camera-driver.ts';
import type { LightLimits } from './picture-watch.ts';

export type { Camera, CameraCommands, Snapshot } from './contract.ts';
export type { CameraLink } from './page-camera-driver.ts';
export { assessFace, letGoWithinMs, type FaceAssessment, type FaceProgress } from './assess-face.ts';
export type { CallTime } from './camera-call.ts';
export { compareElsewhere } from './compare-elsewhere.ts';
export type { Compared, FaceComparer, NotCompared } from './face-comparison.ts';
export { similarity } from './face-decision.ts';
export { compareLocally } from './local-comparison.ts';
export type { FrameProblem } from './liveness.ts';
export { passiveVerdict, type PassiveLiveness } from './passive-liveness.ts';
export type { LightLimits } from './picture-watch.ts';
export type { SeenFrame } from './seen-frame.ts';

export interface CameraOptions {
  readonly name: string;
  readonly clock: Clock;
  readonly link: CameraLink;
  /** The system's first camera at `usualChoice` where absent. */
  readonly choice?: CameraChoice;
  /** Where absent, how light the picture is stays unknown. */
  readonly light?: LightLimits;
}

/** What every camera has, and the engine needs no more. */
export const usualChoice: CameraChoice = { named: null, widthPx: 640, heightPx: 480, passiveScores: 'off' };

export function createCamera({ name, clock, link, choice = usualChoice, light }: CameraOptions): Camera {
  return createDevice(createPageCameraDriver({ name, link, choice, light: light ?? null }), clock);
}
