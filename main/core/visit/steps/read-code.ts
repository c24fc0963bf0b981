/** Waiting for the code of an electronic social-security card. The code is opaque and is handed on at once. */
import { sleep } from '../../../../devices/clock.ts';
import type { CodeScanner } from '../../../../devices/code-scanner/index.ts';
import type { Personal } from '../../../../devices/personal.ts';
import type { FailureCode } from '../../../contract/index.ts';
import type { EffectCall } from '../effect.ts';
import { codeUnreadable } from '../failures/card-code.ts';
import { outOfOrder, untilStatus } from './device-waits.ts';

/** One look for a code lasts so long; then the next begins. */
const lookMs = 10_000;
/** After a look that failed, so that a scanner that fails at once is not asked without pause. */
const pauseMs = 300;

/** A code held askew is read wrongly; who sees nothing happen so often is told. */
const unreadableForgiven = 2;

export type CodeReading = { readonly code: Personal<string> } | { readonly failure: FailureCode };

/** The code that is held before the scanner, or that it cannot be read; null when the signal aborts first. A scanner in trouble is waited for. */
export async function untilCode(scanner: CodeScanner, { world }: EffectCall, signal: AbortSignal): Promise<CodeReading | null> {
  let unreadable = 0;
  const enough = new AbortController();
  const onEvent = (): void => {
    if (++unreadable > unreadableForgiven) enough.abort();
  };
  const either = AbortSignal.any([signal, enough.signal]);
  while (await untilStatus(scanner, ({ generic }) => !outOfOrder(generic), signal)) {
    const look = await scanner.execute('scan', null, { deadlineMs: lookMs, signal: either, onEvent }).completion;
    if (look.code === 'success') return { code: look.value.token };
    if (signal.aborted) return null;
    if (enough.signal.aborted) return { failure: codeUnreadable };
    // A look that merely ran out is followed at once by the next: what is held up in between would be lost.
    if (look.code !== 'timeOut') await sleep(world.clock, pauseMs, signal);
  }
  return null;
}
