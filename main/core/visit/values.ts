/** What a visit holds while it lasts: values that its steps produce, what each is derived from, and how a later value undoes earlier ones. */
import * as z from 'zod';
import type { Personal } from '../../../devices/personal.ts';
import type { EntryFieldKind } from '../../contract/index.ts';
import type { CardReference, Fact, PersonReference, QueryResult } from '../platform/port.ts';

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

/** Which answer the person wants to change on the review page. */
export interface Changing {
  readonly question: string;
}

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

/** The answer to a question page: a value that was found good, or that the person left the question out. */
export type Entry =
  | {
    readonly kind: EntryFieldKind;
    /** In its canonical form: digits, fen, ISO day, GB/T 2260 code, words. */
    readonly value: Personal<string>;
  }
  | { readonly kind: 'left-out' };

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
  /** Name of a question → its answer. */
  entries: Readonly<Record<string, Entry>>;
  /** Held while the person, having seen the review page, changes an answer: answering it leads back there, and so does going back. */
  changing: Changing;
  confirmation: Confirmation;
  submission: SubmissionOutcome;
  rating: Rating;
}

export type Slot = keyof VisitValues;

/** One answered question. */
export type EntryMark = `entry.${string}`;

const Name = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);
/** One fact of the platform's answer, as service files name it: `answer.certifiedUntil`. */
export const AnswerMark = z.templateLiteral(['answer.', Name]);
export type AnswerMark = `answer.${string}`;
/** The answer to a question, as service files name it: `entry.phone`. */
export const EntryMark = z.templateLiteral(['entry.', Name]);

/** What the proof of a service keeps account of: a slot that is filled, one fact of the platform's answer, or one answered question. */
export type Mark = Slot | AnswerMark | EntryMark;

/** A fact or an answered question, and of which type it is: a fact's, or a field's. */
export type TypedMark =
  | { readonly mark: AnswerMark; readonly type: Fact['type'] }
  | { readonly mark: EntryMark; readonly type: EntryFieldKind };

const answerPrefix = 'answer.';
const entryPrefix = 'entry.';
export const answerMark = (fact: string): AnswerMark => `${answerPrefix}${fact}`;
export const entryMark = (name: string): EntryMark => `${entryPrefix}${name}`;
export const isEntryMark = (mark: string): mark is EntryMark => mark.startsWith(entryPrefix);

/** The slot in which a mark lies. */
function slotOf(mark: Mark): Slot {
  if (isEntryMark(mark)) return 'entries';
  return mark.startsWith(answerPrefix) ? 'answer' : (mark as Slot);
}

/** A value falls when what it is derived from is replaced: another person's card undoes the face that was verified. */
const derivedFrom: Readonly<Record<Slot, readonly Slot[]>> = {
  identity: [],
  card: ['identity'],
  document: ['identity'],
  consent: [],
  faceConsent: ['consent'],
  answer: ['identity'],
  verification: ['identity', 'consent'],
  entries: ['identity'],
  // Whoever is verified anew or told other limits walks on from there question by question.
  changing: ['identity', 'answer', 'verification'],
  confirmation: ['identity', 'answer', 'verification', 'entries'],
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
  const fallen = fallingWith(written.map(slotOf));
  // A new answer of the platform replaces all facts of the last; a question answered anew leaves the others as they are.
  const falls = (mark: Mark): boolean => fallen.has(slotOf(mark)) || (mark.startsWith(answerPrefix) && written.includes('answer'));
  return new Set([...[...marks].filter((mark) => !falls(mark)), ...written]);
}

/** The marks that are left once these slots were emptied: what was derived from them is gone as well. */
export function withoutSlots(marks: ReadonlySet<Mark>, emptied: readonly Slot[]): ReadonlySet<Mark> {
  const gone = new Set([...emptied, ...fallingWith(emptied)]);
  return new Set([...marks].filter((mark) => !gone.has(slotOf(mark))));
}

/** The patch that empties these slots. */
export const emptying = (emptied: readonly Slot[]): ValuePatch => Object.fromEntries(emptied.map((slot) => [slot, null]));

/** Whether a slot is filled, or a question was answered. */
export const holds = (values: HeldValues, what: Slot | EntryMark): boolean =>
  isEntryMark(what) ? values.entries?.[what.slice(entryPrefix.length)] !== undefined : values[what] !== undefined;

/** A fact of the platform's last answer; undefined where that did not tell it. */
export function factOf(values: HeldValues, mark: AnswerMark): Fact | undefined {
  const name = mark.slice(answerPrefix.length);
  const facts = values.answer?.facts.reveal() ?? {};
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

/** The answer to a question; undefined where it was not asked yet. */
export const entryOf = (values: HeldValues, name: string): Entry | undefined => values.entries?.[name];

/** One question answered, the others as they were. */
export const withEntry = (values: HeldValues, name: string, entry: Entry): ValuePatch => ({ entries: { ...values.entries, [name]: entry } });

/** What a visit remembers that is not personal and does not fall: it lasts into "take your things". */
export interface VisitNotes {
  readonly faceAttempts: number;
  /** The card in the reader was refused; it counts again once taken out. */
  readonly cardRefused: boolean;
  /** Whoever was recognised last is somebody else, says the person: what was presented has to go before anything else is read. */
  readonly notMe: boolean;
  /** The person's card need not stay in the reader any more. */
  readonly cardReleased: boolean;
  readonly idCardUsed: boolean;
  readonly passportUsed: boolean;
  /** Whoever is known was recognised by a passport, whose number can be compared with no other. */
  readonly knownByPassport: boolean;
  /** Some of a receipt may be on paper. */
  readonly receiptPrinted: boolean;
  /** Number of the submission of whose receipt some may be on paper: another one for it is a duplicate. Null: of none. */
  readonly receiptBegun: string | null;
}

export const freshNotes: VisitNotes = { faceAttempts: 0, cardRefused: false, notMe: false, cardReleased: false, idCardUsed: false, passportUsed: false, knownByPassport: false, receiptPrinted: false, receiptBegun: null };
