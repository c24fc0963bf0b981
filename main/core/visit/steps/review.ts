/** Step kind `review`: everything that is about to be submitted on one page, and the person's own yes. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { LocalizedText } from '../../../contract/index.ts';
import { shownEntry } from '../entry-rules/index.ts';
import { exit, stepKind } from '../step-kind.ts';
import type { Act, View } from '../step-kind.ts';
import { entryOf, isEntryMark } from '../values.ts';
import type { Mark } from '../values.ts';
import { sameWords, spokenFact } from '../wording.ts';
import { shownMethod, shownName, shownNumber } from './paint.ts';

const FactRow = z.templateLiteral(['answer.', z.string().regex(/^[a-z][a-zA-Z0-9]*$/)]);
/** The answer to a question, by its name. */
const EntryRow = z.templateLiteral(['entry.', z.string().regex(/^[a-z][a-zA-Z0-9]*$/)]);
const RowName = z.union([z.enum(['service', 'name', 'idNumber', 'method']), FactRow, EntryRow]);

const params = z.strictObject({
  /** Rows in order; each has the text `row.<name>`, without `answer.` or `entry.`. */
  rows: z.array(RowName).min(1).max(12),
});

type RowName = z.output<typeof RowName>;

function rowValue(view: View, row: RowName): LocalizedText {
  switch (row) {
    case 'service':
      return view.errand.serviceTitle;
    case 'name':
      return shownName(view);
    case 'idNumber':
      return shownNumber(view);
    case 'method':
      return shownMethod(view);
    default: {
      if (isEntryMark(row)) return shownAnswer(view, row.slice('entry.'.length));
      const fact = view.values.answer?.facts[row.slice('answer.'.length)];
      return fact ? spokenFact(fact, view.world.languages) : sameWords('—');
    }
  }
}

function shownAnswer({ world, values }: View, name: string): LocalizedText {
  const entry = entryOf(values, name);
  return (entry && shownEntry(entry, world.languages)) ?? world.texts.words.leftOut;
}

const labelKey = (row: RowName): string => `row.${row.replace(/^(answer|entry)\./, '')}`;

function marksOf(row: RowName): readonly Mark[] {
  switch (row) {
    case 'service':
      return [];
    case 'name':
    case 'idNumber':
      return ['identity'];
    case 'method':
      return ['verification'];
    default:
      return [row];
  }
}

const confirm: Act = {
  writes: ['confirmation'],
  // The id of one and the same confirmed content never changes, so that a repeated send is recognised.
  run: ({ world, values }) => ({ confirmation: values.confirmation ?? { submissionId: randomUUID(), at: world.clock.now() } }),
};

export const review = stepKind({
  kind: 'review',
  params,
  plan: ({ rows }) => ({
    initial: 'ask',
    states: {
      ask: {
        type: 'ask',
        screen: (view) => ({
          kind: 'review',
          title: view.text('title'),
          lead: view.text('lead'),
          rows: rows.map((row) => ({ label: view.text(labelKey(row)), value: rowValue(view, row) })),
          choices: view.choices,
        }),
        answers: { confirm: { to: exit('confirmed'), weight: 'primary', act: confirm } },
      },
    },
    exits: ['confirmed'],
    texts: Object.fromEntries([['title', []], ['lead', []], ...rows.map((row) => [labelKey(row), []])]),
    reads: ['identity', ...rows.flatMap(marksOf)],
    needs: [],
    holdsCard: true,
  }),
});
