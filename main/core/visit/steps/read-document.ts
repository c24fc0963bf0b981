/** Waiting for a document and reading it: a resident ID card, a passport, a travel card. */
import { sleep, type Clock } from '../../../../devices/clock.ts';
import type { Completion, Fault } from '../../../../devices/device.ts';
import type { IdDocument, IdScanner, IdScannerReason } from '../../../../devices/id-scanner/contract.ts';
import type { FailureCode } from '../../../contract/index.ts';
import { beijingDate } from '../../beijing-time.ts';
import type { EffectCall } from '../effect.ts';
import { outOfOrder, untilStatus } from './device-waits.ts';

export type DocumentReading = { readonly document: IdDocument } | { readonly failure: FailureCode };

/** One look for a document that is not there lasts so long; then the next begins. */
const lookMs = 10_000;
/** So long from when it was found: three attempts of two seconds each, a second apart, and as much again. */
const readWithinMs = 15_000;
/** Between two looks, so that a scanner that answers at once with nothing is not asked without pause. */
const pauseMs = 300;

type Look = Completion<IdDocument, IdScannerReason>;

/** How it is told that this kind of document, or what reads it, does not do. */
export interface DocumentFailures {
  readonly ofFault: (fault: Fault<IdScannerReason>) => FailureCode;
  readonly expired: FailureCode;
}

function understood(look: Look, failures: DocumentFailures, now: number): DocumentReading {
  if (look.code !== 'success') return { failure: failures.ofFault(look) };
  const { validTo } = look.value;
  return validTo !== 'long-term' && validTo < beijingDate(now) ? { failure: failures.expired } : { document: look.value };
}

export interface DocumentSource {
  readonly scanner: IdScanner;
  readonly failures: DocumentFailures;
}

/** One look. The scanner would not find a document again that it has already read, so a look that is over is not ended while one is being read. */
async function lookOnce(scanner: IdScanner, clock: Clock, signal: AbortSignal, onFound: () => void): Promise<Look> {
  const over = new AbortController();
  let timer = clock.after(lookMs, () => over.abort());
  let found = false;
  const onEvent = (): void => {
    if (found) return;
    found = true;
    clock.clear(timer);
    timer = clock.after(readWithinMs, () => over.abort());
    onFound();
  };
  const look = await scanner.execute('readDocument', null, { deadlineMs: lookMs + readWithinMs, signal: AbortSignal.any([signal, over.signal]), onEvent }).completion;
  clock.clear(timer);
  return look;
}

/**
 * Looks for a document until one was read or could not be; null when the signal aborts. `onFound` is called when one lies in the field.
 * A scanner that fails while nobody has put anything down is the scanner's own trouble: it is waited for, not told.
 */
export async function readDocument({ scanner, failures }: DocumentSource, { world }: EffectCall, signal: AbortSignal, onFound: () => void): Promise<DocumentReading | null> {
  let found = false;
  while (await untilStatus(scanner, ({ generic }) => !outOfOrder(generic), signal)) {
    const look = await lookOnce(scanner, world.clock, signal, () => {
      found = true;
      onFound();
    });
    if (signal.aborted) return null;
    if (found || look.code === 'success') return understood(look, failures, world.clock.now());
    await sleep(world.clock, pauseMs, signal);
  }
  return null;
}
