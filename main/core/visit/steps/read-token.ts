/** Reads whichever token comes first: a card, an identity document, a passport, the code of an electronic card; the others are then no longer waited for. */
import type { CardHolder } from '../../../../devices/card-reader/contract.ts';
import type { IdDocument } from '../../../../devices/id-scanner/contract.ts';
import type { DeviceKind, FailureCode } from '../../../contract/index.ts';
import type { EffectCall, EffectResult, Progress, Watch } from '../effect.ts';
import { cardExpired, cardReaderFailures, cardReaderOutage, readerGone } from '../failures/card.ts';
import { codeFailure, codeFailures, codeScannerGone } from '../failures/card-code.ts';
import { idExpired, idScannerFailure, idScannerFailures, idScannerOutage, otherPerson } from '../failures/identity-document.ts';
import { documentReaderFailure, documentReaderFailures, documentReaderGone, travelDocumentExpired } from '../failures/travel-document.ts';
import type { ValuePatch, VisitNotes } from '../values.ts';
import { showWork } from '../still-working.ts';
import type { VisitWorld } from '../world.ts';
import { outOfOrder } from './device-waits.ts';
import { untilCode } from './read-code.ts';
import { readCard, untilCard } from './read-card.ts';
import type { ExpiredCards } from './read-card.ts';
import { readDocument, type DocumentFailures } from './read-document.ts';

/** By which a person can say who they are. */
export const acceptedTokens = ['social-security-card', 'resident-id-card', 'passport', 'e-card-code'] as const;
export type Accepted = (typeof acceptedTokens)[number];
type HeldOutcome = 'card-read' | 'document-read';
export type TokenOutcome = HeldOutcome | 'code-read';
type TokenResult = EffectResult<TokenOutcome>;
type HeldResult = EffectResult<HeldOutcome>;

/** The devices on which these tokens are presented. */
export const deviceOf: Readonly<Record<Accepted, DeviceKind>> = {
  'social-security-card': 'card-reader', 'resident-id-card': 'id-scanner', passport: 'document-reader', 'e-card-code': 'code-scanner',
};
/** The same devices, by the names under which a visit has them. */
const placeOf = {
  'social-security-card': 'cardReader', 'resident-id-card': 'idScanner', passport: 'documentReader', 'e-card-code': 'codeScanner',
} as const satisfies Record<Accepted, keyof VisitWorld['devices']>;

/** The tokens for which this machine has a device, in order or not. */
export const presentable = (accepts: readonly Accepted[], { devices }: VisitWorld): readonly Accepted[] => accepts.filter((token) => devices[placeOf[token]] !== null);

/** Ends with what it read, or null when called off. It calls `claim` once a token is there, which calls the others off. */
type Contender<Outcome extends TokenOutcome = TokenOutcome> = (signal: AbortSignal, claim: () => void) => Promise<EffectResult<Outcome> | null>;

/** Makes one result of several contenders: that of the first to claim. */
async function firstToClaim<Outcome extends TokenOutcome>(contenders: readonly Contender<Outcome>[], signal: AbortSignal): Promise<EffectResult<Outcome> | null> {
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

/** Something else was presented than what turned out to be another person's. */
const another = { notMe: false, knownByPassport: false } as const satisfies Partial<VisitNotes>;

/** What a card that was read adds to the visit. */
function fromCard(holder: CardHolder): HeldResult {
  return {
    outcome: 'card-read',
    values: { ...person(holder.socialSecurityNumber, holder.name), card: { cardId: holder.cardId, cardNumber: holder.cardNumber } },
    notes: { ...another, cardRefused: false, cardReleased: holder.contactless },
  };
}

/** Where a document is laid down, and what the visit notes of it: it may still lie there at the end. */
type DocumentPlace = 'idScanner' | 'documentReader';
const usedNote = { idScanner: { idCardUsed: true }, documentReader: { passportUsed: true, knownByPassport: true } } as const satisfies Record<DocumentPlace, Partial<VisitNotes>>;

const failuresAt: Readonly<Record<DocumentPlace, DocumentFailures>> = {
  idScanner: { ofFault: idScannerFailure, expired: idExpired },
  documentReader: { ofFault: documentReaderFailure, expired: travelDocumentExpired },
};

function fromDocument(document: IdDocument, place: DocumentPlace): HeldResult {
  return { outcome: 'document-read', values: { ...person(document.number, document.name), document: document.number }, notes: { ...another, ...usedNote[place] } };
}

const refusedCard = (failure: FailureCode): HeldResult => ({ failure, notes: { ...another, cardRefused: true } });

function cardContender(call: EffectCall, expired: ExpiredCards): Contender<HeldOutcome> | null {
  const reader = call.world.devices.cardReader;
  if (!reader) return null;
  return async (signal, claim) => {
    if (!(await untilCard(reader, call, signal))) return null;
    claim();
    const over = showWork(call, { phase: 'reading' });
    const reading = await readCard(reader, call, expired, signal);
    over();
    return 'failure' in reading ? refusedCard(reading.failure) : fromCard(reading.holder);
  };
}

function documentContender(call: EffectCall, place: DocumentPlace): Contender<HeldOutcome> | null {
  const scanner = call.world.devices[place];
  if (!scanner) return null;
  return async (signal, claim) => {
    let over = (): void => undefined;
    const reading = await readDocument({ scanner, failures: failuresAt[place] }, call, signal, () => {
      claim();
      over();
      over = showWork(call, { phase: 'reading' });
    });
    over();
    if (!reading) return null;
    claim();
    return 'failure' in reading ? { failure: reading.failure, notes: { ...another, ...usedNote[place] } } : fromDocument(reading.document, place);
  };
}

/** The platform says who holds the electronic card behind a code. */
function codeContender(call: EffectCall): Contender<'code-read'> | null {
  const { codeScanner } = call.world.devices;
  if (!codeScanner) return null;
  return async (signal, claim) => {
    const reading = await untilCode(codeScanner, call, signal);
    if (!reading) return null;
    claim();
    if ('failure' in reading) return reading;
    const over = showWork(call, { phase: 'checking' });
    const answer = await call.world.platform.identifyByCode(reading.code, { deadlineMs: call.world.kiosk.deadlines.platformSeconds * 1000, signal });
    over();
    return answer.ok ? { outcome: 'code-read', values: { identity: answer.value }, notes: another } : codeFailure(answer.problem);
  };
}

/** The device of a token is out of order, or not there at all. */
function isOut(token: Accepted, { devices }: VisitWorld): boolean {
  const device = devices[placeOf[token]];
  return device === null || outOfOrder(device.status().generic);
}

/** What to tell when nothing can be presented: the card reader's trouble where a card would do, else that of what reads the next usual token. */
function outage(accepts: readonly Accepted[], { devices }: VisitWorld): FailureCode {
  if (accepts.includes('social-security-card')) return cardReaderOutage(devices.cardReader?.status().generic ?? 'noDevice');
  if (accepts.includes('resident-id-card')) return idScannerOutage(devices.idScanner?.status().generic ?? 'noDevice');
  return accepts.includes('passport') ? documentReaderGone : codeScannerGone;
}

/** Follows the devices of these tokens: shows which cannot be presented now, and claims with a failure once none can. */
const outages = (call: EffectCall, accepts: readonly Accepted[]): Contender => (signal, claim) => new Promise((resolve) => {
  const { cardReader, idScanner, documentReader, codeScanner } = call.world.devices;
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
  if (documentReader) stops.push(documentReader.watch(look));
  if (codeScanner) stops.push(codeScanner.watch(look));
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
  ...(accepts.includes('passport') ? [...documentReaderFailures, travelDocumentExpired] : []),
  ...(accepts.includes('e-card-code') ? codeFailures : []),
];

const present = <Part>(part: Part | null): part is Part => part !== null;

function contenderFor(token: Accepted, call: EffectCall, expired: ExpiredCards): Contender | null {
  switch (token) {
    case 'social-security-card':
      return cardContender(call, expired);
    case 'resident-id-card':
      return documentContender(call, 'idScanner');
    case 'passport':
      return documentContender(call, 'documentReader');
    case 'e-card-code':
      return codeContender(call);
    default:
      return token satisfies never;
  }
}

/** A result nobody will hear, because the signal aborted. */
const calledOff: HeldResult = { failure: readerGone };

/** Reads the first token: it says who the person is. */
export const readFirstToken = (accepts: readonly Accepted[], expired: ExpiredCards): Watch<TokenOutcome> => ({
  outcomes: ['card-read', 'document-read', 'code-read'],
  fails: failsFor(accepts),
  async run(call) {
    const together = showingTogether(call);
    const contenders = [...accepts.map((token) => contenderFor(token, together, expired)).filter(present), outages(together, accepts)];
    return (await firstToClaim(contenders, call.signal)) ?? calledOff;
  },
});

/** Tokens that carry the number by which a second one is told to be the same person's. A passport has another, and a code none. */
const comparable = ['social-security-card', 'resident-id-card'] as const satisfies readonly Accepted[];

/** Reads a further token of the person already known; another person's is a failure. */
export const readFurtherToken = (accepts: readonly Accepted[], expired: ExpiredCards): Watch<HeldOutcome> => ({
  outcomes: ['card-read', 'document-read'],
  fails: [...failsFor(comparable.filter((token) => accepts.includes(token))), otherPerson],
  async run(call) {
    const missing = call.notes.knownByPassport
      ? []
      : comparable.filter((token) => accepts.includes(token) && !call.values[token === 'social-security-card' ? 'card' : 'document']);
    // A further token is an offer: without a device for it the person simply goes on.
    const contenders = missing.map((token) => (token === 'social-security-card' ? cardContender(call, expired) : documentContender(call, 'idScanner')));
    const result = await firstToClaim(contenders.filter(present), call.signal);
    if (!result) return untilCalledOff(call.signal);
    return 'outcome' in result ? beside(call, result) : result;
  },
});

function beside({ values }: EffectCall, result: Extract<HeldResult, { outcome: HeldOutcome }>): HeldResult {
  const { identity, ...added } = result.values ?? {};
  const number = (whose: typeof identity): string | undefined => whose?.socialSecurityNumber.reveal().toUpperCase();
  return number(identity) === number(values.identity) ? { ...result, values: added } : { failure: otherPerson, notes: { ...result.notes, cardRefused: result.outcome === 'card-read' } };
}

function untilCalledOff(signal: AbortSignal): Promise<HeldResult> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(calledOff);
    else signal.addEventListener('abort', () => resolve(calledOff), { once: true });
  });
}
