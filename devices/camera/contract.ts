/** What the core may ask of the face camera. The pixels stay in the page; measurements come back. */
import type { CameraOpened, CameraReason, CameraStatus, FaceDescribed, FaceDescriptor } from '../../main/contract/index.ts';
import type { Device } from '../device.ts';
import type { Personal } from '../personal.ts';
import type { SeenFrame } from './seen-frame.ts';

/** A picture with the largest of its faces described, where it can be. */
export interface Described extends Pick<FaceDescribed, 'faces'> {
  readonly descriptor: Personal<FaceDescriptor> | null;
}

/** One frame as a picture, with the face in it described: whoever sends it can see first that it is the face they mean. */
export interface Snapshot extends Described {
  readonly jpeg: Personal<Uint8Array>;
}

export type CameraCommands = {
  open: { input: null; event: never; value: CameraOpened };
  /** A reference photograph, JPEG, of at most `maxReferencePhotoBytes`; a larger one is `invalidData`. */
  describe: { input: { readonly jpeg: Personal<Uint8Array> }; event: never; value: Described };
  /** Never succeeds by itself: runs until cancelled or out of time, one event a frame. */
  observe: { input: null; event: SeenFrame; value: null };
  /** The only command that brings a picture into the core: for a comparison by the platform, with the person's consent. */
  snapshot: { input: null; event: never; value: Snapshot };
  close: { input: null; event: never; value: null };
};

export type Camera = Device<CameraCommands, CameraStatus, CameraReason>;
