/** What crosses from the page is plain; from here on a face's descriptor, which is biometric, is in its box. */
import type { FaceDescriptor, FaceMeasurement, FrameMeasurement } from '../../main/contract/index.ts';
import { Personal } from '../personal.ts';

export interface SeenFace extends Omit<FaceMeasurement, 'descriptor'> {
  readonly descriptor: Personal<FaceDescriptor> | null;
}

export interface SeenFrame extends Omit<FrameMeasurement, 'face'> {
  readonly face: SeenFace | null;
}

/** Boxed; null where nothing was described. */
export const boxed = (descriptor: FaceDescriptor | null): Personal<FaceDescriptor> | null => descriptor && new Personal(descriptor);

export const seenFrame = ({ face, ...scene }: FrameMeasurement): SeenFrame => ({ ...scene, face: face && { ...face, descriptor: boxed(face.descriptor) } });
