/** The door of the face camera: the device, and the one procedure that judges a face with it. */
import type { Clock } from '../clock.ts';
import { createDevice } from '../device.ts';
import type { Camera } from './contract.ts';
import { createPageCameraDriver, type CameraLink } from './page-camera-driver.ts';

export type { Camera, CameraCommands } from './contract.ts';
export type { CameraLink } from './page-camera-driver.ts';
export { assessFace, type FaceAssessment, type FaceAssessmentOptions, type FaceProgress } from './assess-face.ts';
export type { FrameProblem } from './liveness.ts';

export interface CameraOptions {
  readonly name: string;
  readonly clock: Clock;
  readonly link: CameraLink;
}

export function createCamera({ name, clock, link }: CameraOptions): Camera {
  return createDevice(createPageCameraDriver(name, link), clock);
}
