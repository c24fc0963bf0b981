/** What the core may ask of the face camera. The pixels stay in the page; measurements come back. */
import type { CameraOpened, CameraReason, CameraStatus, FaceDescribed, FrameMeasurement } from '../../main/contract/index.ts';
import type { Device } from '../device.ts';

export type CameraCommands = {
  open: { input: null; event: never; value: CameraOpened };
  /** JPEG bytes of a reference photograph. */
  describe: { input: { readonly jpeg: Uint8Array }; event: never; value: FaceDescribed };
  /** Never succeeds by itself: runs until cancelled or out of time, one event a frame. */
  observe: { input: null; event: FrameMeasurement; value: null };
  close: { input: null; event: never; value: null };
};

export type Camera = Device<CameraCommands, CameraStatus, CameraReason>;
