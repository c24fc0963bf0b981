/** Step kind `inform`: tells something, perhaps with facts of the platform's answer, and lets the person choose how to go on. */
import * as z from 'zod';
import { Tone } from '../../../contract/index.ts';
import { exit, stepKind } from '../step-kind.ts';
import type { AskState, View } from '../step-kind.ts';
import { answerMark, factOf } from '../values.ts';
import type { Mark } from '../values.ts';
import { spokenFact } from '../wording.ts';
import type { Fills } from '../wording.ts';
import { shownName } from './paint.ts';

const params = z.strictObject({
  tone: Tone.default('neutral'),
  /** Facts of the answer that the texts may use as placeholders. */
  facts: z.array(z.string()).default([]),
  /** Facts shown as rows; each has the text `row.<fact>`. */
  rows: z.array(z.string()).default([]),
  /** Keys of the paragraphs, in order. */
  paragraphs: z.array(z.string()).default(['text']),
  /** Each choice is an exit of the same name; the first is the one most people want. */
  choices: z.array(z.enum(['continue', 'leave'])).min(1).max(2),
});

function answerFills({ world, values }: View, facts: readonly string[]): Fills {
  const spoken = facts.flatMap((name) => {
    const fact = factOf(values, answerMark(name));
    return fact ? [[name, spokenFact(fact, world)] as const] : [];
  });
  return Object.fromEntries(spoken);
}

export const inform = stepKind({
  kind: 'inform',
  params,
  plan: ({ tone, facts, rows, paragraphs, choices }) => {
    const told: AskState = {
      type: 'ask',
      screen: (view) => {
        const fills: Fills = { name: shownName(view), ...answerFills(view, [...facts, ...rows]) };
        return {
          kind: 'information',
          tone,
          title: view.text('title', fills),
          paragraphs: paragraphs.map((key) => view.text(key, fills)),
          rows: rows.flatMap((row) => (fills[row] ? [{ label: view.text(`row.${row}`), value: fills[row] }] : [])),
          choices: view.choices,
        };
      },
      answers: Object.fromEntries(choices.map((choice, index) => [choice, { to: exit(choice), weight: index === 0 ? 'primary' : 'quiet' }])),
    };
    const usable = ['name', ...facts, ...rows];
    return {
      initial: 'told',
      states: { told },
      exits: choices,
      texts: Object.fromEntries([['title', usable], ...paragraphs.map((key) => [key, usable]), ...rows.map((row) => [`row.${row}`, []])]),
      reads: ['identity', ...[...facts, ...rows].map((fact): Mark => `answer.${fact}`)],
      needs: [],
      holdsCard: true,
    };
  },
});
