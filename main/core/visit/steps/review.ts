/** Step kind `review`: everything that is about to be submitted on one page, and the person's own yes. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { LocalizedText } from '../../../contract/index.ts';
import { shownEntry } from '../entry-rules/index.ts';
import { exit, stepKind } from '../step-kind.ts';
import type { Act, View } from '../step-kind.ts';
import { AnswerMark, entryOf, EntryMark, factOf, isEntryMark } from '../values.ts';
import type { Mark, TypedMark } from '../values.ts';
import { sameWords, shareOf, spokenFact, spokenMoney } from '../wording.ts';
import { shownMethod, shownName, shownNumber } from './paint.ts';

const RowName = z.union([z.enum(['service', 'name', 'idNumber', 'method']), AnswerMark, EntryMark]);
type RowName = z.output<typeof RowName>;

/** What follows from an amount that was answered: the share of it that the platform tells. */
const ShareRow = z.strictObject({ name: z.string().regex(/^[a-z][a-zA-Z0-9]*$/), rate: AnswerMark, of: EntryMark });
type ShareRow = z.output<typeof ShareRow>;

const Row = z.union([RowName, ShareRow]);
type Row = z.output<typeof Row>;

const params = z.strictObject({
  /** Rows in order; each has the text `row.<name>`, without `answer.` or `entry.`. */
  rows: z.array(Row).min(1).max(12),
});

/** The name behind `answer.` or `entry.`. */
const nameIn = (row: string): string => row.replace(/^(answer|entry)\./, '');
const notTold = sameWords('—');

function shareValue({ world, values }: View, { rate, of }: ShareRow): LocalizedText {
  const fact = factOf(values, rate);
  const entry = entryOf(values, nameIn(of));
  if (fact?.type !== 'rate' || entry?.kind !== 'amount') return notTold;
  return spokenMoney(shareOf(Number(entry.value.reveal()), fact.basisPoints), world);
}

function namedValue(view: View, row: RowName): LocalizedText {
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
      if (isEntryMark(row)) return shownAnswer(view, nameIn(row));
      const fact = factOf(view.values, row);
      return fact ? spokenFact(fact, view.world) : notTold;
    }
  }
}

const rowValue = (view: View, row: Row): LocalizedText => (typeof row === 'string' ? namedValue(view, row) : shareValue(view, row));

function shownAnswer({ world, values }: View, name: string): LocalizedText {
  const entry = entryOf(values, name);
  return (entry && shownEntry(entry, world)) ?? world.texts.words.leftOut;
}

const labelKey = (row: Row): string => `row.${typeof row === 'string' ? nameIn(row) : row.name}`;

const expectedBy = (row: Row): readonly TypedMark[] =>
  typeof row === 'string' ? [] : [{ mark: row.rate, type: 'rate' }, { mark: row.of, type: 'amount' }];

function marksOf(row: Row): readonly Mark[] {
  if (typeof row !== 'string') return [row.rate, row.of];
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
    expects: rows.flatMap(expectedBy),
    needs: [],
    holdsCard: true,
  }),
});
