/** Waiting for the code of an electronic social-security card. The code is opaque and is handed on at once. */
import { sleep } from '../../../../devices/clock.ts';
import type { CodeScanner } from '../../../../devices/code-scanner/index.ts';
import type { Personal } from '../../../../devices/personal.ts';
import type { EffectCall } from '../effect.ts';
import { outOfOrder, untilStatus } from './device-waits.ts';

/** One look for a code lasts so long; then the next begins. */
const lookMs = 10_000;
/** Between two looks, so that a scanner that answers at once with nothing is not asked without pause. */
const pauseMs = 300;

/** The code that is held before the scanner; null when the signal aborts first. A scanner in trouble is waited for. */
export async function untilCode(scanner: CodeScanner, { world }: EffectCall, signal: AbortSignal): Promise<Personal<string> | null> {
  while (await untilStatus(scanner, ({ generic }) => !outOfOrder(generic), signal)) {
    const look = await scanner.execute('scan', null, { deadlineMs: lookMs, signal }).completion;
    if (look.code === 'success') return look.value.token;
    if (signal.aborted) return null;
    await sleep(world.clock, pauseMs, signal);
  }
  return null;
}
