/** Step kind `review`: everything that is about to be submitted on one page, and the person's own yes. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { ChoiceId } from '../../../contract/index.ts';
import type { Choice, LocalizedText, Row as ShownRow } from '../../../contract/index.ts';
import { wholeEntry } from '../entry-rules/index.ts';
import { exit, stepKind } from '../step-kind.ts';
import type { Act, Answer, View } from '../step-kind.ts';
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
  /** Answers among them that can be changed from here: each has the exit and the text `change-<name>`. */
  changes: z.array(EntryMark).max(8).default([]),
}).superRefine(({ rows, changes }, context) => {
  for (const mark of changes) {
    if (!rows.includes(mark)) context.addIssue({ code: 'custom', path: ['changes'], message: `${mark} can be changed, but is no row` });
    if (!ChoiceId.safeParse(changeOf(mark)).success) context.addIssue({ code: 'custom', path: ['changes'], message: `${mark} is too long a name` });
  }
});

/** The name behind `answer.` or `entry.`. */
const nameIn = (row: string): string => row.replace(/^(answer|entry)\./, '');
/** Choice and exit by which an answer is changed: `entry.baseFen` → `change-base-fen`. */
const changeOf = (mark: EntryMark): string => `change-${nameIn(mark).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

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
      if (isEntryMark(row)) return answered(view, nameIn(row));
      const fact = factOf(view.values, row);
      return fact ? spokenFact(fact, view.world) : notTold;
    }
  }
}

const rowValue = (view: View, row: Row): LocalizedText => (typeof row === 'string' ? namedValue(view, row) : shareValue(view, row));

/** Whole: an answer that is hidden could not be checked. */
function answered({ world, values }: View, name: string): LocalizedText {
  const entry = entryOf(values, name);
  return (entry && wholeEntry(entry, world)) ?? world.texts.words.leftOut;
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

const change = (mark: EntryMark): Answer => ({
  to: exit(changeOf(mark)),
  weight: 'quiet',
  act: { writes: ['changing'], run: () => ({ changing: { question: nameIn(mark) } }) },
});

/** A row with the choice by which it is changed, where there is one. */
function shownRow(view: View, row: Row): ShownRow {
  const told = { label: view.text(labelKey(row)), value: rowValue(view, row) };
  const by = typeof row === 'string' && isEntryMark(row) ? view.choices.find(({ id }) => id === changeOf(row)) : undefined;
  return by ? { ...told, change: by } : told;
}

const isChange = ({ id }: Choice): boolean => id.startsWith('change-');

export const review = stepKind({
  kind: 'review',
  params,
  plan: ({ rows, changes }) => ({
    initial: 'ask',
    states: {
      ask: {
        type: 'ask',
        screen: (view) => ({
          kind: 'review',
          title: view.text('title'),
          lead: view.text('lead'),
          rows: rows.map((row) => shownRow(view, row)),
          choices: view.choices.filter((choice) => !isChange(choice)),
        }),
        answers: {
          confirm: { to: exit('confirmed'), weight: 'primary', act: confirm },
          ...Object.fromEntries(changes.map((mark) => [changeOf(mark), change(mark)])),
        },
      },
    },
    exits: ['confirmed', ...changes.map(changeOf)],
    comesBack: Object.fromEntries(changes.map((mark) => [changeOf(mark), 'changed'])),
    texts: Object.fromEntries([['title', []], ['lead', []], ...rows.map((row) => [labelKey(row), []])]),
    reads: ['identity', ...rows.flatMap(marksOf)],
    expects: rows.flatMap(expectedBy),
    needs: [],
    holdsCard: true,
  }),
});
