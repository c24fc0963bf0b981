/** Step kind `question`: one question a page, answered by typing or picking; the answer is judged here and kept under its name. */
import * as z from 'zod';
import { AmountField, amountRule, dayRule, phoneRule, regionRule, shownEntry, wordsRule } from '../entry-rules/index.ts';
import type { EntryRule } from '../entry-rules/index.ts';
import { exit, stepKind, to } from '../step-kind.ts';
import type { Act, Answer, AskState } from '../step-kind.ts';
import { entryMark, entryOf, withEntry } from '../values.ts';

const limit = (most: number, least = 0) => z.int().min(least).max(most);
const longestWords = 100;

const Field = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('phone') }),
  AmountField,
  /** Days from today, by years. */
  z.strictObject({ kind: z.literal('date'), yearsBack: limit(120), yearsAhead: limit(50) }),
  z.strictObject({ kind: z.literal('region') }),
  z.strictObject({ kind: z.literal('text'), purpose: z.enum(['address', 'name']), shortest: limit(longestWords, 1), longest: limit(longestWords, 1) })
    .refine((field) => field.shortest <= field.longest, 'shortest must not be more than longest'),
]);

const params = z.strictObject({
  /** Under this name review and submission find the answer. */
  name: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/),
  field: Field,
  /** `optional`: a choice "skip" leads to the exit `skipped`. */
  answer: z.enum(['required', 'optional']).default('required'),
});

function ruleFor(field: z.output<typeof Field>): EntryRule {
  switch (field.kind) {
    case 'phone':
      return phoneRule;
    case 'amount':
      return amountRule(field);
    case 'date':
      return dayRule(field);
    case 'region':
      return regionRule;
    case 'text':
      return wordsRule(field);
    default:
      return field satisfies never;
  }
}

const leaveOut = (name: string): Act => ({
  writes: [entryMark(name)],
  run: ({ values }) => withEntry(values, name, { kind: 'left-out' }),
});

const problemKey = (code: string): string => `problem.${code}`;

function questionPage(name: string, rule: EntryRule, answers: Readonly<Record<string, Answer>>): AskState {
  return {
    type: 'ask',
    screen: (view) => {
      const before = entryOf(view.values, name);
      const kept = before && rule.stands(before, view.values) ? before : null;
      const problem = rule.problems.find((code) => code === view.progress?.['problem']);
      return {
        kind: 'entry',
        title: view.text('title'),
        prompt: view.text('prompt', rule.fills(view)),
        field: rule.field(view),
        kept: kept && shownEntry(kept, view.world),
        problem: problem === undefined ? null : view.text(problemKey(problem), rule.fills(view)),
        choices: kept ? view.choices : view.choices.filter(({ id }) => id !== 'keep'),
      };
    },
    entry: { to: to('answered'), name, rule },
    answers,
    // Whoever came to change an answer and would rather not finds the review page again, and the answer as it was.
    backOut: { while: 'changing', to: exit('changed') },
  };
}

export const question = stepKind({
  kind: 'question',
  params,
  plan: ({ name, field, answer }) => {
    const rule = ruleFor(field);
    const keep: Answer = { to: to('answered'), weight: 'equal', when: entryMark(name) };
    const skip: Answer = { to: to('skipped'), weight: 'quiet', act: leaveOut(name) };
    return {
      initial: 'ask',
      states: {
        ask: questionPage(name, rule, answer === 'optional' ? { keep, skip } : { keep }),
        answered: { type: 'decide', filled: 'changing', yes: exit('changed'), no: exit('answered'), empties: true },
        ...(answer === 'optional' ? { skipped: { type: 'decide', filled: 'changing', yes: exit('changed'), no: exit('skipped'), empties: true } as const } : {}),
      },
      // `changed`: the person came from the review page to change this answer, and goes back there.
      exits: ['answered', 'changed', ...(answer === 'optional' ? ['skipped'] : [])],
      otherwise: { changed: 'answered' },
      texts: { title: [], prompt: rule.placeholders, ...Object.fromEntries(rule.problems.map((code) => [problemKey(code), rule.placeholders])) },
      reads: ['identity', ...rule.limitedBy.map(({ mark }) => mark)],
      tells: [{ mark: entryMark(name), type: field.kind }],
      expects: rule.limitedBy,
      needs: [],
      holdsCard: true,
    };
  },
});
