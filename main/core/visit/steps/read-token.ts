/** Reads whichever comes first, a social-security card or a resident ID card; the other is then no longer waited for. */
import type { CardHolder } from '../../../../devices/card-reader/contract.ts';
import type { IdDocument } from '../../../../devices/id-scanner/contract.ts';
import type { DeviceKind, FailureCode } from '../../../contract/index.ts';
import type { EffectCall, EffectResult, Progress, Watch } from '../effect.ts';
import { cardExpired, cardReaderFailures, cardReaderOutage, readerGone } from '../failures/card.ts';
import { idExpired, idScannerFailures, idScannerOutage, otherPerson } from '../failures/identity-document.ts';
import type { ValuePatch } from '../values.ts';
import type { VisitWorld } from '../world.ts';
import { outOfOrder } from './device-waits.ts';
import { readCard, untilCard } from './read-card.ts';
import type { ExpiredCards } from './read-card.ts';
import { readDocument } from './read-document.ts';

export type Accepted = 'social-security-card' | 'resident-id-card';
export type TokenOutcome = 'card-read' | 'document-read';
export type TokenResult = EffectResult<TokenOutcome>;

/** The devices on which these tokens are presented. */
export const deviceOf: Readonly<Record<Accepted, DeviceKind>> = { 'social-security-card': 'card-reader', 'resident-id-card': 'id-scanner' };

/** Ends with what it read, or null when called off. It calls `claim` once a token is there, which calls the others off. */
type Contender = (signal: AbortSignal, claim: () => void) => Promise<TokenResult | null>;

/** Makes one result of several contenders: that of the first to claim. */
async function firstToClaim(contenders: readonly Contender[], signal: AbortSignal): Promise<TokenResult | null> {
  const callOffs = contenders.map(() => new AbortController());
  const results = contenders.map((contend, index) => {
    const own = callOffs[index]?.signal ?? signal;
    const claim = (): void => callOffs.forEach((callOff, other) => {
      if (other !== index) callOff.abort();
    });
    return contend(AbortSignal.any([signal, own]), claim);
  });
  return (await Promise.all(results)).find((result) => result !== null) ?? null;
}

const person = (number: CardHolder['socialSecurityNumber'], name: CardHolder['name']): Pick<ValuePatch, 'identity'> =>
  ({ identity: { socialSecurityNumber: number, name } });

/** What a card that was read adds to the visit. */
function fromCard(holder: CardHolder): TokenResult {
  return {
    outcome: 'card-read',
    values: { ...person(holder.socialSecurityNumber, holder.name), card: { cardId: holder.cardId, cardNumber: holder.cardNumber } },
    notes: { cardRefused: false, cardReleased: holder.contactless },
  };
}

function fromDocument(document: IdDocument): TokenResult {
  return { outcome: 'document-read', values: { ...person(document.number, document.name), document: document.number }, notes: { idCardUsed: true } };
}

const refusedCard = (failure: FailureCode): TokenResult => ({ failure, notes: { cardRefused: true } });

function cardContender(call: EffectCall, expired: ExpiredCards): Contender | null {
  const reader = call.world.devices.cardReader;
  if (!reader) return null;
  return async (signal, claim) => {
    if (!(await untilCard(reader, call, signal))) return null;
    claim();
    call.show({ phase: 'reading' });
    const reading = await readCard(reader, call, expired, signal);
    return 'failure' in reading ? refusedCard(reading.failure) : fromCard(reading.holder);
  };
}

function documentContender(call: EffectCall): Contender | null {
  const scanner = call.world.devices.idScanner;
  if (!scanner) return null;
  return async (signal, claim) => {
    const reading = await readDocument(scanner, call, signal, () => {
      claim();
      call.show({ phase: 'reading' });
    });
    if (!reading) return null;
    claim();
    return 'failure' in reading ? { failure: reading.failure, notes: { idCardUsed: true } } : fromDocument(reading.document);
  };
}

/** The device of a token is out of order, or not there at all. */
function isOut(token: Accepted, { devices }: VisitWorld): boolean {
  const device = devices[token === 'social-security-card' ? 'cardReader' : 'idScanner'];
  return device === null || outOfOrder(device.status().generic);
}

/** What to tell when nothing can be presented: the card reader's trouble where a card would do, else the scanner's. */
function outage(accepts: readonly Accepted[], { devices }: VisitWorld): FailureCode {
  if (accepts.includes('social-security-card')) return cardReaderOutage(devices.cardReader?.status().generic ?? 'noDevice');
  return idScannerOutage(devices.idScanner?.status().generic ?? 'noDevice');
}

/** Follows the devices of these tokens: shows which cannot be presented now, and claims with a failure once none can. */
const outages = (call: EffectCall, accepts: readonly Accepted[]): Contender => (signal, claim) => new Promise((resolve) => {
  const { cardReader, idScanner } = call.world.devices;
  const stops: (() => void)[] = [];
  const end = (result: TokenResult | null): void => {
    signal.removeEventListener('abort', onAbort);
    // `watch` calls back at once, before it has returned the way to unsubscribe.
    queueMicrotask(() => stops.forEach((stop) => stop()));
    resolve(result);
  };
  const onAbort = (): void => end(null);
  const look = (): void => {
    const out = accepts.filter((token) => isOut(token, call.world));
    call.show({ out: out.join(' ') });
    if (out.length < accepts.length) return;
    claim();
    end({ failure: outage(accepts, call.world) });
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (cardReader) stops.push(cardReader.watch(look));
  if (idScanner) stops.push(idScanner.watch(look));
});

/** A call in which what is shown adds to what was shown before, because several contenders show at once. */
function showingTogether(call: EffectCall): EffectCall {
  let shown: Progress = {};
  return {
    ...call,
    show(progress) {
      shown = { ...shown, ...progress };
      call.show(shown);
    },
  };
}

/** The failures that reading these tokens can end in. */
const failsFor = (accepts: readonly Accepted[]): readonly FailureCode[] => [
  ...(accepts.includes('social-security-card') ? [...cardReaderFailures, cardExpired] : []),
  ...(accepts.includes('resident-id-card') ? [...idScannerFailures, idExpired] : []),
];

function contendersFor(call: EffectCall, accepts: readonly Accepted[], expired: ExpiredCards): readonly Contender[] {
  const contenders = accepts.map((token) => (token === 'social-security-card' ? cardContender(call, expired) : documentContender(call)));
  return contenders.filter((contender) => contender !== null);
}

/** A result nobody will hear, because the signal aborted. */
const calledOff: TokenResult = { failure: readerGone };

/** Reads the first token: it says who the person is. */
export const readFirstToken = (accepts: readonly Accepted[], expired: ExpiredCards): Watch<TokenOutcome> => ({
  outcomes: ['card-read', 'document-read'],
  fails: failsFor(accepts),
  async run(call) {
    const together = showingTogether(call);
    const contenders = [...contendersFor(together, accepts, expired), outages(together, accepts)];
    return (await firstToClaim(contenders, call.signal)) ?? calledOff;
  },
});

/** Reads a further token of the person already known; another person's is a failure. */
export const readFurtherToken = (accepts: readonly Accepted[], expired: ExpiredCards): Watch<TokenOutcome> => ({
  outcomes: ['card-read', 'document-read'],
  fails: [...failsFor(accepts), otherPerson],
  async run(call) {
    const missing = accepts.filter((token) => !call.values[token === 'social-security-card' ? 'card' : 'document']);
    // A further token is an offer: without a device for it the person simply goes on.
    const result = await firstToClaim(contendersFor(call, missing, expired), call.signal);
    if (!result) return untilCalledOff(call.signal);
    return 'outcome' in result ? beside(call, result) : result;
  },
});

function beside({ values }: EffectCall, result: Extract<TokenResult, { outcome: TokenOutcome }>): TokenResult {
  const { identity, ...added } = result.values ?? {};
  const number = (whose: typeof identity): string | undefined => whose?.socialSecurityNumber.reveal().toUpperCase();
  return number(identity) === number(values.identity) ? { ...result, values: added } : { failure: otherPerson, notes: { ...result.notes, cardRefused: result.outcome === 'card-read' } };
}

function untilCalledOff(signal: AbortSignal): Promise<TokenResult> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(calledOff);
    else signal.addEventListener('abort', () => resolve(calledOff), { once: true });
  });
}
