/**
 * The grammar of a step kind: a small declarative chart of states that ask, work, decide or tell of a failure. Because
 * outcomes, failures and exits are closed sets, a service made of such steps can be proved before it opens.
 */
import type * as z from 'zod';
import type { Choice, DeviceKind, FailureCode, LocalizedText, ScreenBody } from '../../contract/index.ts';
import type { FailureChoice } from '../../../kiosk-config/schema/failures.ts';
import type { Effect, Errand, Progress, Watch } from './effect.ts';
import type { EntryRule } from './entry-rules/index.ts';
import type { Fills } from './wording.ts';
import type { EntryMark, HeldValues, Mark, Slot, TypedMark, ValuePatch, VisitNotes } from './values.ts';
import type { VisitWorld } from './world.ts';

/** Where an edge leads: another state of the same step, or one of its exits. */
export type Target = { readonly state: string } | { readonly exit: string };
export const to = (state: string): Target => ({ state });
export const exit = (name: string): Target => ({ exit: name });

/** What a screen is painted from. Painting is pure. */
export interface View {
  readonly world: VisitWorld;
  readonly errand: Errand;
  readonly values: HeldValues;
  readonly notes: VisitNotes;
  readonly progress: Progress | null;
  /** The choices open now, labelled, in the order in which the state lists them. */
  readonly choices: Choice[];
  /** A text of the step, filled. */
  text(key: string, fills?: Fills): LocalizedText;
}
export type Painter = (view: View) => ScreenBody;

export interface ActCall {
  readonly world: VisitWorld;
  readonly values: HeldValues;
  /** Level of a `rate` intent; 0 for every other. */
  readonly level: number;
}

/** What a person's touch leaves in the visit. */
export interface Act {
  readonly writes: readonly Mark[];
  /** Emptied first, and with them all that was derived from them. */
  readonly forgets?: readonly Slot[];
  run(call: ActCall): ValuePatch;
  /** What the visit notes besides. */
  notes?(call: ActCall): Partial<VisitNotes>;
}

/** A choice of the person. Its label is the text `choice.<id>`, its hint `choice.<id>.hint` where `hinted`. */
export interface Answer {
  readonly to: Target;
  readonly weight: Choice['weight'];
  readonly hinted?: true;
  readonly act?: Act;
  /** Offered only while this slot is filled, or this question answered. */
  readonly when?: Slot | EntryMark;
}

export interface Outcome {
  readonly to: Target;
  /** Exactly the marks this outcome fills; checked when it comes. */
  readonly writes?: readonly Mark[];
}

/** What the choices of a failure screen do here. */
export type Recovery = Partial<Record<FailureChoice, Target>>;

interface Running<Kind extends Watch> {
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly recovery: Recovery;
  readonly run: Kind;
}

/** Shows a screen and waits for the person, and meanwhile perhaps for the world. */
export interface AskState {
  readonly type: 'ask';
  readonly screen: Painter;
  readonly answers: Readonly<Record<string, Answer>>;
  /** Taken by a `rate` intent. */
  readonly rating?: { readonly to: Target; readonly act: Act };
  /** Taken by an `enter` intent whose value the rule accepts; it becomes the answer of that name. Otherwise the page says why not. */
  readonly entry?: { readonly to: Target; readonly name: string; readonly rule: EntryRule };
  /** While this slot is filled, "back" leads here, and not where the service says, and empties the slot. */
  readonly backOut?: { readonly while: Slot; readonly to: Target };
  readonly meanwhile?: Running<Watch>;
}

/** Shows a screen while one effect runs, always within a deadline. */
export interface WorkState extends Running<Effect> {
  readonly type: 'work';
  readonly screen: Painter;
  readonly answers?: Readonly<Record<string, Answer>>;
  /** What is done here the person does: asked for more time, it begins anew with all of it. What it did until then must count for nothing. */
  readonly givesTime?: true;
  /** Once begun it must end by itself: no cancel, no back. */
  readonly holdsOn?: true;
  /** This effect makes a business act happen, confirmed by the person's touch that filled `confirmedBy`. */
  readonly submits?: { readonly operation: string; readonly confirmedBy: Slot };
}

/** Goes one of two ways by whether a slot is filled; shows nothing. */
export interface DecideState {
  readonly type: 'decide';
  readonly filled: Slot;
  readonly yes: Target;
  readonly no: Target;
  /** The slot is emptied on the way `yes`. */
  readonly empties?: true;
}

/** Tells of a failure; the composer makes one for every failure that can come out of a work or a watch. */
export interface FailState {
  readonly type: 'fail';
  readonly code: FailureCode;
  readonly recovery: Recovery;
  readonly meanwhile?: Running<Watch>;
}

export type StepState = AskState | WorkState | DecideState | FailState;

/** One of these devices, or the platform. */
export type Need = { readonly anyOf: readonly DeviceKind[] } | 'platform';

/** A step of a service, its parameters already understood. */
export interface StepPlan {
  readonly initial: string;
  readonly states: Readonly<Record<string, StepState>>;
  readonly exits: readonly string[];
  /** Exit → the exit that it is unless the service says where it leads. */
  readonly otherwise?: Readonly<Record<string, string>>;
  /** Text key → the placeholders it may use. The labels of choices are added by themselves. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** Exit → the exit by which the step it leads to must lead back to this one. */
  readonly comesBack?: Readonly<Record<string, string>>;
  /** Marks that must be there whenever the step begins. */
  readonly reads: readonly Mark[];
  /** Of which type the facts and answers are that this step brings. */
  readonly tells?: readonly TypedMark[];
  /** Of which type facts and answers must be for this step to use them. */
  readonly expects?: readonly TypedMark[];
  readonly needs: readonly Need[];
  /** Exits that still work while a need is not met. */
  readonly withoutNeeds?: readonly string[];
  /** A journey makes no sense unless this step can be reached. */
  readonly essential?: true;
  /** Id of the receipt layout this step prints. */
  readonly prints?: string;
  /** The person's card must stay in the reader during this step. */
  readonly holdsCard?: true;
}

export interface StepKind {
  readonly kind: string;
  readonly params: z.ZodType;
  /** The problems told where the parameters do not fit. */
  plan(params: unknown): { readonly plan: StepPlan } | { readonly problems: readonly string[] };
}

/** A step kind: its parameters and what it is with them. */
export function stepKind<Schema extends z.ZodType>(definition: {
  readonly kind: string;
  readonly params: Schema;
  readonly plan: (params: z.output<Schema>) => StepPlan;
}): StepKind {
  return {
    kind: definition.kind,
    params: definition.params,
    plan(params) {
      const parsed = definition.params.safeParse(params);
      if (parsed.success) return { plan: definition.plan(parsed.data) };
      return { problems: parsed.error.issues.map((issue) => `params.${issue.path.join('.')}: ${issue.message}`) };
    },
  };
}

/** An effect with where each of its outcomes leads; the compiler sees that none is left out. */
export const running = <Name extends string, Kind extends Watch<Name>>(
  run: Kind & Watch<Name>,
  outcomes: Readonly<Record<Name, Outcome>>,
  recovery: Recovery,
): Running<Kind> => ({ run, outcomes, recovery });
