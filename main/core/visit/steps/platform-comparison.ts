/** Has the platform compare the living person with the one on record: one frame goes out, and only its answer comes back. */
import { compareElsewhere, type CallTime, type Compared, type FaceComparer, type NotCompared } from '../../../../devices/camera/index.ts';
import type { Personal } from '../../../../devices/personal.ts';
import type { FaceVerdict, PersonReference, PlatformPort, PlatformProblem } from '../../platform/port.ts';

export interface PlatformComparison {
  readonly platform: PlatformPort;
  readonly person: PersonReference;
  /** How often at most a face may be taken for somebody else's. */
  readonly falseMatchRate: number;
  /** The longest that the platform may take, in milliseconds. */
  readonly deadlineMs: number;
}

export function compareByPlatform({ platform, person, falseMatchRate, deadlineMs }: PlatformComparison): FaceComparer<PlatformProblem> {
  return compareElsewhere<PlatformProblem>({
    async send(frame: Personal<Uint8Array>, { left, signal }: CallTime) {
      const answer = await platform.compareFace({ person, frame, falseMatchRate }, { deadlineMs: Math.min(deadlineMs, left()), signal });
      return answer.ok ? understood(answer.value, falseMatchRate) : { outcome: 'trouble', trouble: answer.problem };
    },
  });
}

/** The kiosk decides: a platform whose threshold errs more often than this kiosk may has decided nothing. */
function understood(verdict: FaceVerdict, falseMatchRate: number): Compared | NotCompared<PlatformProblem> {
  switch (verdict.outcome) {
    case 'no-reference': return { outcome: 'no-reference-face' };
    case 'no-face': return { outcome: 'no-face' };
    case 'compared': {
      const { outcome, engine, similarity, threshold } = verdict;
      return verdict.falseMatchRate <= falseMatchRate ? { outcome, engine, similarity, threshold } : { outcome: 'engine-unavailable' };
    }
    default: return verdict satisfies never;
  }
}
