/**
 * The door to whoever compares the living person with the one on record. Two stand behind it: the model in this kiosk
 * (`local-comparison.ts`), and the platform, which the core puts behind it. That the person is alive is judged apart.
 */
import type { FaceDescriptor } from '../../main/contract/index.ts';
import type { Fault } from '../device.ts';
import type { Personal } from '../personal.ts';
import type { CallTime } from './camera-call.ts';
import type { Camera } from './contract.ts';

/** What a comparison came to. `similarity` and `threshold` are of the same engine's scale, at most 1. */
export interface Compared {
  readonly outcome: 'compared';
  readonly engine: string;
  readonly similarity: number;
  readonly threshold: number;
}

/** Why there is none. `trouble` is for whoever put the comparer there to understand. */
export type NotCompared<Trouble> =
  | { readonly outcome: 'no-reference-face' | 'no-face' | 'several-faces' | 'not-alive' | 'engine-unavailable' }
  | { readonly outcome: 'trouble'; readonly trouble: Trouble }
  | { readonly outcome: 'camera-fault'; readonly fault: Fault };

export interface CameraAtWork extends CallTime {
  readonly camera: Camera;
  /** Name of the engine in the page. */
  readonly engine: string;
}

/** Descriptors of one living face, as the engine in the page made them. */
export interface FaceComparison<Trouble> {
  /** Nothing need be asked of somebody who is not the person; false where that cannot be told so early. */
  isClearlyAnother(live: readonly Personal<FaceDescriptor>[]): boolean;
  /** Called once, when the person has shown to be alive; the camera is still open. */
  compare(live: readonly Personal<FaceDescriptor>[]): Promise<Compared | NotCompared<Trouble>>;
}

export interface FaceComparer<Trouble> {
  /** Gets ready before anything is asked of the person; the camera is open. */
  prepare(at: CameraAtWork): Promise<{ readonly outcome: 'ready'; readonly comparison: FaceComparison<Trouble> } | NotCompared<Trouble>>;
}
