/**
 * What the core asks the page to show: one plain, validated value. A screen carries its texts in every language, so
 * that the page needs to know no service. A screen published again under the same `id` is the same screen, updated in
 * place (a prompt, a countdown, a digit more); a new `id` is a new screen.
 */
import * as z from 'zod';
import { ChallengeAction } from './camera-message.ts';
import { EntryField } from './entry-field.ts';
import { LocalizedText } from './language.ts';
import { Modes } from './modes.ts';

export const ScreenId = z.string().min(1).max(64);
export const ChoiceId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** One thing the person can choose. `equal` choices are drawn alike, so that none is pushed. */
export const Choice = z.strictObject({
  id: ChoiceId,
  label: LocalizedText,
  hint: LocalizedText.nullable(),
  weight: z.enum(['primary', 'equal', 'quiet']),
});
export type Choice = z.infer<typeof Choice>;

/**
 * A labelled value. What is on record of a person arrives already masked, and the page never holds it whole; what the person has just
 * typed in this visit arrives whole on the review page, to be checked. `change`: the choice that leads to where this value is given.
 */
export const Row = z.strictObject({ label: LocalizedText, value: LocalizedText, change: Choice.optional() });
export type Row = z.infer<typeof Row>;

export const Tone = z.enum(['neutral', 'success', 'attention', 'problem']);
export type Tone = z.infer<typeof Tone>;

/** What a person can put on or into a device of this kiosk. */
export const Token = z.enum(['social-security-card', 'resident-id-card', 'passport', 'e-card-code', 'attendant-card']);
export type Token = z.infer<typeof Token>;

const title = LocalizedText;
const paragraphs = z.array(LocalizedText).max(12);
const rows = z.array(Row).max(20);
const choices = z.array(Choice).max(6);

const AttractBody = z.strictObject({
  kind: z.literal('attract'), title, welcome: LocalizedText, notices: z.array(LocalizedText).max(6),
});
const MenuBody = z.strictObject({
  kind: z.literal('menu'),
  title,
  entries: z.array(z.strictObject({
    service: ChoiceId,
    title: LocalizedText,
    summary: LocalizedText,
    /** A name from the page's icon table. */
    icon: z.string().max(40),
    /** Why it cannot be used now, in the person's words; null while open. */
    closed: LocalizedText.nullable(),
  })).max(40),
});
/** A separate, voluntary consent: who, what for, how, how long; the choices are of equal weight. */
const ConsentBody = z.strictObject({
  kind: z.literal('consent'), title, lead: LocalizedText,
  points: z.array(z.strictObject({ heading: LocalizedText, text: LocalizedText })).max(8),
  choices,
});
const InformationBody = z.strictObject({ kind: z.literal('information'), tone: Tone, title, paragraphs, rows, choices });
const PresentBody = z.strictObject({
  kind: z.literal('present'), title, prompt: LocalizedText,
  accepts: z.array(Token).min(1),
  phase: z.enum(['waiting', 'reading']),
  choices,
});
const FaceBody = z.strictObject({
  kind: z.literal('face'), title,
  prompt: LocalizedText,
  phase: z.enum(['starting', 'positioning', 'challenge', 'deciding']),
  /** What to do now, in the challenge phase. */
  action: ChallengeAction.nullable(),
  /** Actions shown so far, of how many. */
  done: z.int().min(0).max(9), total: z.int().min(0).max(9),
  attempt: z.strictObject({ number: z.int().min(1), of: z.int().min(1) }),
  choices,
});
const PinBody = z.strictObject({
  kind: z.literal('pin'), title, prompt: LocalizedText,
  /** Digits entered so far and digits wanted. The digits themselves are only in the core. */
  entered: z.int().min(0).max(16), length: z.int().min(4).max(16),
  /** The ten digits in the order in which the pad shows them. */
  pad: z.string().regex(/^\d{10}$/),
  problem: LocalizedText.nullable(),
  choices,
});
/** One question a page. What is being typed is in the page alone, and only while this screen stands. */
const EntryBody = z.strictObject({
  kind: z.literal('entry'), title, prompt: LocalizedText,
  /** Which question of its service this is, and of how many; null or absent where it is the only one. */
  progress: z.strictObject({ number: z.int().min(1).max(40), of: z.int().min(2).max(40) }).nullable().optional(),
  field: EntryField,
  /** What was entered here before, masked; null where nothing was. */
  kept: LocalizedText.nullable(),
  problem: LocalizedText.nullable(),
  choices,
});
const BusyBody = z.strictObject({
  kind: z.literal('busy'), title,
  /** Longer than people expect: say that it is still working. */
  slow: z.boolean(),
  /** What the next page will mostly be made of, where that is known, so that its place can be kept meanwhile: labelled values. */
  coming: z.literal('rows').optional(),
});
const ReviewBody = z.strictObject({ kind: z.literal('review'), title, lead: LocalizedText, rows, choices });
const ResultBody = z.strictObject({
  kind: z.literal('result'), tone: Tone, title,
  /** The number to quote at a counter. */
  number: z.string().min(1).max(64),
  paragraphs, rows, choices,
});
/** An expected thing that went wrong: what happened, what to do now, that nothing was lost. */
const FailureBody = z.strictObject({
  kind: z.literal('failure'),
  /** From the failure table; shown small, for the attendant. */
  code: z.string().max(60),
  title, whatHappened: LocalizedText, whatNow: LocalizedText, nothingLost: LocalizedText, choices,
});
const RatingBody = z.strictObject({
  kind: z.literal('rating'), title, lead: LocalizedText,
  levels: z.array(z.strictObject({ level: z.int().min(1).max(5), label: LocalizedText })).length(5),
  choices,
});
const TakeBody = z.strictObject({
  kind: z.literal('take'), title,
  items: z.array(z.strictObject({
    item: z.enum(['card', 'id-card', 'passport', 'receipt']),
    label: LocalizedText,
    /** `unknown`: this device cannot tell; the person says so. */
    presence: z.enum(['present', 'taken', 'unknown']),
  })).min(1),
  choices,
});
const FarewellBody = z.strictObject({ kind: z.literal('farewell'), title, paragraphs });
const ClosedBody = z.strictObject({ kind: z.literal('closed'), title, paragraphs });

export const ScreenBody = z.discriminatedUnion('kind', [
  AttractBody, MenuBody, ConsentBody, InformationBody, PresentBody, FaceBody, PinBody, EntryBody, BusyBody, ReviewBody, ResultBody,
  FailureBody, RatingBody, TakeBody, FarewellBody, ClosedBody,
]);
export type ScreenBody = z.infer<typeof ScreenBody>;
export type ScreenKind = ScreenBody['kind'];
export type ScreenBodyOf<Kind extends ScreenKind> = Extract<ScreenBody, { kind: Kind }>;

export const Screen = z.strictObject({
  id: ScreenId,
  modes: Modes,
  /** Title of the service being walked; null outside a journey. */
  service: LocalizedText.nullable(),
  /** `moreTime`: this page waits for the person, and time can be added. */
  allows: z.strictObject({ back: z.boolean(), cancel: z.boolean(), moreTime: z.boolean() }),
  /** Whether an attendant was called from this visit. */
  help: z.enum(['available', 'called']),
  /** Set while the person is asked whether they are still there; counts down to the end of the visit. */
  idleWarning: z.strictObject({ secondsLeft: z.int().min(0).max(600) }).nullable(),
  body: ScreenBody,
});
export type Screen = z.infer<typeof Screen>;
