/** One attempt at face verification in the visit's terms: the camera room decides, within the kiosk's limits. */
import { assessFace, compareLocally, type FaceComparer } from '../../../../devices/camera/index.ts';
import type { Camera } from '../../../../devices/camera/contract.ts';
import { thresholdFor } from '../../../../kiosk-config/schema/face-thresholds.ts';
import type { PersonReference, PlatformProblem } from '../../platform/port.ts';
import type { EffectCall, EffectResult } from '../effect.ts';
import { faceFailures } from '../failures/face.ts';
import { platformFailure } from '../failures/platform.ts';
import type { Verification } from '../values.ts';
import { compareByPlatform } from './platform-comparison.ts';

export type FaceVerification = Extract<Verification, { method: 'face' }>;
export type FaceFailure = Extract<EffectResult, { failure: unknown }>;
export type FaceAttempt = { readonly verification: FaceVerification } | FaceFailure;

/** How far a similarity lies above the threshold, as a share of what there is above it; the number itself is never kept. */
export function scoreBand(similarity: number, threshold: number): FaceVerification['scoreBand'] {
  const share = (similarity - threshold) / Math.max(Number.EPSILON, 1 - threshold);
  if (share >= 1 / 2) return 'high';
  return share >= 1 / 6 ? 'clear' : 'near';
}

type Chosen = { readonly comparer: FaceComparer<PlatformProblem> } | FaceFailure;

/** Whoever compares faces on this machine. The platform only with a consent that told the person of it. */
async function chooseComparer(person: PersonReference, { world, values, signal }: EffectCall): Promise<Chosen> {
  const { platform, kiosk: { face: { falseMatchRate }, deadlines } } = world;
  const deadlineMs = deadlines.platformSeconds * 1000;
  const { engine, thresholds } = world.faceMatching;
  if (engine === 'platform') {
    if (!values.faceConsent?.toldOfSending) return { failure: faceFailures['engine-unavailable'] };
    return { comparer: compareByPlatform({ platform, person, falseMatchRate, deadlineMs }) };
  }
  const photo = await platform.referencePhoto(person, { deadlineMs, signal });
  if (!photo.ok) return platformFailure(photo.problem);
  if (!photo.value) return { failure: faceFailures['no-reference-face'] };
  return { comparer: compareLocally({ reference: photo.value, thresholdOf: (name) => thresholdFor(thresholds, falseMatchRate, name) }) };
}

/** Compares the living person with the one on record, liveness included. */
export async function attemptFace(camera: Camera, person: PersonReference, call: EffectCall): Promise<FaceAttempt> {
  const { world, patience, signal, show } = call;
  const { actions, challenges, darkBelow, minimumEyeDistancePx } = world.kiosk.face;
  const chosen = await chooseComparer(person, call);
  if ('failure' in chosen) return chosen;
  const assessment = await assessFace({
    camera,
    comparer: chosen.comparer,
    actions,
    challenges,
    passive: world.faceMatching.passive,
    darkBelow,
    minimumEyeDistancePx,
    random: world.random,
    clock: world.clock,
    deadlineMs: world.kiosk.deadlines.faceAttemptSeconds * 1000 * patience,
    patience,
    signal,
    onProgress: (progress) => show({ ...progress }),
  });
  switch (assessment.outcome) {
    case 'match': return { verification: { method: 'face', engine: assessment.engine, scoreBand: scoreBand(assessment.similarity, assessment.threshold) } };
    case 'trouble': return platformFailure(assessment.trouble);
    default: return { failure: faceFailures[assessment.outcome] };
  }
}
