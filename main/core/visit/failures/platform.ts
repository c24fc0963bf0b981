/** Failures of the platform and of the kiosk's own memory: the one place where each is raised. */
import type { FailureCode } from '../../../contract/index.ts';
import type { PlatformProblem } from '../../platform/port.ts';
import type { EffectResult } from '../effect.ts';

const table = {
  unreachable: 'platform-unreachable',
  slow: 'platform-slow',
  refused: 'platform-refused',
  invalidAnswer: 'platform-invalid-answer',
} as const satisfies Record<string, FailureCode>;

export const platformFailures: readonly FailureCode[] = Object.values(table);
export const platformSlow = table.slow;
export const platformInvalidAnswer = table.invalidAnswer;

/** The failure behind a problem of the platform, with the platform's own sentence where it gave one. */
export function platformFailure(problem: PlatformProblem): Extract<EffectResult, { failure: FailureCode }> {
  switch (problem.kind) {
    case 'unreachable':
      return { failure: table.unreachable };
    case 'timeOut':
    case 'canceled':
      return { failure: table.slow };
    case 'invalidAnswer':
      return { failure: table.invalidAnswer };
    case 'refused':
      return { failure: table.refused, fills: { message: problem.message } };
    default:
      return problem satisfies never;
  }
}

export const submissionFailures = { refused: 'submission-refused', notKept: 'submission-not-kept' } as const satisfies Record<string, FailureCode>;

/** An effect that broke its own word; never expected, always survived. */
export const kioskFault = 'kiosk-fault' as const satisfies FailureCode;
