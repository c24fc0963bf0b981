/** Failures of face verification: the one place where each is raised. */
import type { FailureCode } from '../../../contract/index.ts';

/** How an assessment can end other than by a match. */
export const faceFailures = {
  'no-match': 'face-no-match',
  'no-face': 'face-not-found',
  'several-faces': 'face-several',
  'too-dark': 'face-too-dark',
  'not-alive': 'face-not-alive',
  'no-reference-face': 'face-no-reference',
  'camera-unavailable': 'face-camera-gone',
  'camera-blocked': 'face-camera-blocked',
  'engine-unavailable': 'face-engine-unavailable',
  canceled: 'face-took-too-long',
} as const satisfies Record<string, FailureCode>;

export const attemptsUsedUp = 'face-attempts-used-up' as const satisfies FailureCode;
