/** Failures of the codes of electronic social-security cards and of their scanner: the one place where each is raised. */
import type { FailureCode } from '../../../contract/index.ts';
import type { PlatformProblem } from '../../platform/port.ts';
import type { EffectResult } from '../effect.ts';
import { platformFailure, platformFailures } from './platform.ts';

const table = { gone: 'code-scanner-gone', unreadable: 'code-unreadable', refused: 'code-refused' } as const satisfies Record<string, FailureCode>;

/** With those of the platform, which says whose a code is. */
export const codeFailures: readonly FailureCode[] = [...Object.values(table), ...platformFailures];
/** Whatever it is that keeps the scanner from working: it only ever sends what it has seen, and tells nothing of itself. */
export const codeScannerGone = table.gone;
export const codeUnreadable = table.unreadable;

/** The failure behind a problem with a code: what the platform does not take can be shown afresh. */
export function codeFailure(problem: PlatformProblem): Extract<EffectResult, { failure: FailureCode }> {
  return problem.kind === 'refused' ? { failure: table.refused, fills: { message: problem.message } } : platformFailure(problem);
}
