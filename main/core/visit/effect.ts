/** How a step reaches the world: an effect or a watch runs once, and ends in one of its declared outcomes or failures. */
import type { FailureCode, LocalizedText } from '../../contract/index.ts';
import type { Kiosk } from '../../../kiosk-config/schema/kiosk.ts';
import type { Fills } from './wording.ts';
import type { HeldValues, ValuePatch, VisitNotes } from './values.ts';
import type { VisitWorld } from './world.ts';

/** A key of the PIN pad. */
export type PinKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'erase' | 'clear' | 'enter';

/** What a step shows while it works: measures of progress in the step's own words, never personal. */
export type Progress = Readonly<Record<string, unknown>>;

/** The service and the step an effect works for. */
export interface Errand {
  readonly service: string;
  readonly serviceTitle: LocalizedText;
}

export interface EffectCall {
  readonly world: VisitWorld;
  readonly errand: Errand;
  readonly values: HeldValues;
  readonly notes: VisitNotes;
  /** How many times as long as usual this person is given for what they do themselves; not what machines do. */
  readonly patience: number;
  /** A card that the person before left in the reader; it is nobody's until it was taken out. */
  readonly cardLeftBehind: () => boolean;
  /** Aborts when the state is left, for whatever reason. */
  readonly signal: AbortSignal;
  readonly show: (progress: Progress) => void;
  /** Hears the PIN pad. Returns the unsubscribe closure. */
  readonly onPinKey: (listener: (key: PinKey) => void) => () => void;
}

export type EffectResult<Outcome extends string = string> =
  | { readonly outcome: Outcome; readonly values?: ValuePatch; readonly notes?: Partial<VisitNotes> }
  | { readonly failure: FailureCode; readonly fills?: Fills; readonly notes?: Partial<VisitNotes> };

/** Waits for the world while the person is asked; bounded by the person, who may leave or fall idle. */
export interface Watch<Outcome extends string = string> {
  readonly outcomes: readonly Outcome[];
  readonly fails: readonly FailureCode[];
  /** Ends soon after `signal` aborts; what it then returns is not heard. */
  run(call: EffectCall): Promise<EffectResult<Outcome>>;
}

/** Does one thing within a deadline. */
export interface Effect<Outcome extends string = string> extends Watch<Outcome> {
  /** Milliseconds until `late` is the outcome; the effect itself should end before. `patience` as in the call. */
  deadlineMs(kiosk: Kiosk, patience: number): number;
  readonly late: FailureCode;
}
