/** What a question asks for, and how its answer is judged. Judging is pure; a problem is a code, told in the step's words. */
import type { Personal } from '../../../../devices/personal.ts';
import type { EntryField, EntryFieldKind } from '../../../contract/index.ts';
import type { Entry, HeldValues, TypedMark } from '../values.ts';
import type { Fills } from '../wording.ts';
import type { VisitWorld } from '../world.ts';

/** What a question is asked in: the world, and what the visit knows by then. */
export interface Asking {
  readonly world: VisitWorld;
  readonly values: HeldValues;
}

/** The answer to keep, or why it cannot be taken: the text `problem.<code>`. */
export type Judgement = { readonly entry: Entry } | { readonly problem: string };

export interface EntryRule {
  /** The codes of all problems it can find. */
  readonly problems: readonly string[];
  /** The placeholders that the prompt and the texts of these problems may use. */
  readonly placeholders: readonly string[];
  /** What it takes its limits from; nothing where they are its own. */
  readonly limitedBy: readonly TypedMark[];
  fills(asking: Asking): Fills;
  /** The field as the page draws it. */
  field(asking: Asking): EntryField;
  judge(value: Personal<string>, asking: Asking): Judgement;
  /** Whether an answer that was found good may be kept: the platform may have told other limits since. */
  stands(entry: Entry, values: HeldValues): boolean;
}

/** Where a problem was found, its code; otherwise the value in its canonical form. */
export type Reading<Problem extends string> = { readonly value: string } | { readonly problem: Problem };

/** A reading of the typed words as a judgement; the words themselves go nowhere else. */
export function judgementOf<Problem extends string>(kind: EntryFieldKind, typed: Personal<string>, read: (words: string) => Reading<Problem>): Judgement {
  const reading = typed.map(read);
  const { problem } = { problem: null, ...reading.reveal() };
  return problem === null ? { entry: { kind, value: reading.map((good) => ('value' in good ? good.value : '')) } } : { problem };
}
