/** What a visit holds while it lasts: values that its steps produce, what each is derived from, and how a later value undoes earlier ones. */
import type { Personal } from '../../../devices/personal.ts';
import type { CardReference, PersonReference, QueryResult } from '../platform/port.ts';

export interface Consent {
  readonly id: string;
  /** Version of the notice the person was shown. */
  readonly version: string;
  /** The notice said that a picture of the face is sent to the platform. */
  readonly toldOfSending: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** How the person's identity was checked, beyond presenting a card. */
export type Verification =
  | { readonly method: 'face'; readonly engine: string; /** Never the score itself. */ readonly scoreBand: 'near' | 'clear' | 'high' }
  | { readonly method: 'pin' }
  | { readonly method: 'co-signature'; /** The attendant's number in kiosk.yaml. */ readonly attendant: string };

/** The person's own yes on the review page. */
export interface Confirmation {
  /** Made once, before anything is sent; the idempotency key. */
  readonly submissionId: string;
  readonly at: number;
}

export interface SubmissionOutcome {
  readonly id: string;
  readonly state: 'accepted' | 'kept';
  /** Number the person can quote: the platform's, or this kiosk's while the platform has not answered. */
  readonly number: string;
  readonly verificationCode: string | null;
  readonly at: number;
}

export interface Rating {
  readonly submissionId: string;
  /** 5 (very satisfied) to 1. */
  readonly level: number;
}

/** The values of a visit. All are personal as a whole; none outlives it. */
export interface VisitValues {
  identity: PersonReference;
  /** The social-security card that was read; absent where only a resident ID card was. */
  card: CardReference;
  /** Number on the resident ID card that was read, for comparing. */
  document: Personal<string>;
  /** The person's answer to the notice about face verification. */
  consent: Consent;
  /** Held only where the person agreed to face verification. */
  faceConsent: Consent;
  /** The platform's answer to the last query. */
  answer: QueryResult;
  verification: Verification;
  confirmation: Confirmation;
  submission: SubmissionOutcome;
  rating: Rating;
}

export type Slot = keyof VisitValues;

/** What the proof of a service keeps account of: a slot that is filled, or one fact of the platform's answer. */
export type Mark = Slot | `answer.${string}`;

/** A value falls when what it is derived from is replaced: another person's card undoes the face that was verified. */
const derivedFrom: Readonly<Record<Slot, readonly Slot[]>> = {
  identity: [],
  card: ['identity'],
  document: ['identity'],
  consent: [],
  faceConsent: ['consent'],
  answer: ['identity'],
  verification: ['identity', 'consent'],
  confirmation: ['identity', 'answer', 'verification'],
  submission: [],
  rating: [],
};

const slots = Object.keys(derivedFrom) as Slot[];

/** A slot set to null is forgotten. */
export type ValuePatch = { readonly [Key in Slot]?: VisitValues[Key] | null };
export type HeldValues = { readonly [Key in Slot]?: VisitValues[Key] };

function fallingWith(written: readonly Slot[]): ReadonlySet<Slot> {
  const fallen = new Set<Slot>();
  const fell = (slot: Slot): boolean => derivedFrom[slot].some((source) => written.includes(source) || fallen.has(source));
  for (let grew = true; grew; ) {
    const next = slots.filter((slot) => !fallen.has(slot) && fell(slot));
    for (const slot of next) fallen.add(slot);
    grew = next.length > 0;
  }
  return fallen;
}

/** The values after a patch: what was derived from a replaced value falls, then the patch is laid over the rest. */
export function withPatch(values: HeldValues, patch: ValuePatch): HeldValues {
  const written = Object.keys(patch) as Slot[];
  const fallen = fallingWith(written);
  const kept = Object.entries(values).filter(([slot]) => !fallen.has(slot as Slot) && !written.includes(slot as Slot));
  const laid = Object.entries(patch).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries([...kept, ...laid]);
}

/** The same rule for marks, for the proof. */
export function withMarks(marks: ReadonlySet<Mark>, written: readonly Mark[]): ReadonlySet<Mark> {
  if (written.length === 0) return marks;
  const writtenSlots = written.filter((mark): mark is Slot => !mark.startsWith('answer.'));
  const fallen = fallingWith(writtenSlots);
  const falls = (mark: Mark): boolean =>
    mark.startsWith('answer.') ? fallen.has('answer') || writtenSlots.includes('answer') : fallen.has(mark as Slot);
  return new Set([...[...marks].filter((mark) => !falls(mark)), ...written]);
}

/** What a visit remembers that is not personal and does not fall: it lasts into "take your things". */
export interface VisitNotes {
  readonly faceAttempts: number;
  /** The card in the reader was refused; it counts again once taken out. */
  readonly cardRefused: boolean;
  /** The person's card need not stay in the reader any more. */
  readonly cardReleased: boolean;
  readonly idCardUsed: boolean;
  /** Some of a receipt may be on paper. */
  readonly receiptPrinted: boolean;
  /** Number of the submission of whose receipt some may be on paper: another one for it is a duplicate. Null: of none. */
  readonly receiptBegun: string | null;
}

export const freshNotes: VisitNotes = { faceAttempts: 0, cardRefused: false, cardReleased: false, idCardUsed: false, receiptPrinted: false, receiptBegun: null };
