/** One attempt at face verification in the visit's terms: the camera room decides, within the kiosk's limits. */
import { assessFace } from '../../../../devices/camera/index.ts';
import type { Camera } from '../../../../devices/camera/contract.ts';
import type { Personal } from '../../../../devices/personal.ts';
import type { FailureCode } from '../../../contract/index.ts';
import type { EffectCall } from '../effect.ts';
import { faceFailures } from '../failures/face.ts';
import type { Verification } from '../values.ts';

export type FaceVerification = Extract<Verification, { method: 'face' }>;
export type FaceAttempt = { readonly verification: FaceVerification } | { readonly failure: FailureCode };

/** How far above the threshold a similarity lies; the number itself is never kept. */
export function scoreBand(similarity: number, threshold: number): FaceVerification['scoreBand'] {
  if (similarity >= threshold + 0.3) return 'high';
  return similarity >= threshold + 0.1 ? 'clear' : 'near';
}

/** Compares the live person with a reference photograph (JPEG), liveness included. */
export async function attemptFace(camera: Camera, reference: Personal<Uint8Array>, { world, signal, show }: EffectCall): Promise<FaceAttempt> {
  const { threshold, actions, challenges, darkBelow, minimumEyeDistancePx } = world.kiosk.face;
  const assessment = await assessFace({
    camera,
    reference: reference.reveal(),
    threshold,
    actions,
    challenges,
    darkBelow,
    minimumEyeDistancePx,
    random: world.random,
    clock: world.clock,
    deadlineMs: world.kiosk.deadlines.faceAttemptSeconds * 1000,
    signal,
    onProgress: (progress) => show({ ...progress }),
  });
  if (assessment.outcome !== 'match') return { failure: faceFailures[assessment.outcome] };
  return { verification: { method: 'face', engine: assessment.engine, scoreBand: scoreBand(assessment.similarity, threshold) } };
}
