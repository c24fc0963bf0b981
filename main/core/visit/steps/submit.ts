/** Step kind `submit`: keeps the confirmed act in the journal, has it sent, and tells honestly which of the two the person has. */
import * as z from 'zod';
import type { Tone } from '../../../contract/index.ts';
import { beijingDateTime } from '../../beijing-time.ts';
import type { PlatformSubmission } from '../../platform/port.ts';
import { Personal } from '../../../../devices/personal.ts';
import type { Effect, EffectCall, EffectResult } from '../effect.ts';
import { submissionFailures } from '../failures/platform.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { AskState } from '../step-kind.ts';
import { EntryMark, entryOf, isEntryMark } from '../values.ts';
import type { Entry, HeldValues, Mark } from '../values.ts';
import { spokenTime } from '../wording.ts';
import { busyBeforeRows, shownName } from './paint.ts';

/** `entry.<name>`: the answer to a question, sent under that name; one that was left out is not sent. */
const Content = z.union([z.enum(['verification', 'consent']), EntryMark]);
type Content = z.output<typeof Content>;

const params = z.strictObject({
  operation: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** What of the visit is sent beside the person. */
  content: z.array(Content).default([]),
});

type SubmitOutcome = 'accepted' | 'kept';

/** One part of the content as a name and what goes on the wire under it; nothing where the person left it out. */
function part(values: HeldValues, name: Content): readonly (readonly [string, unknown])[] {
  if (isEntryMark(name)) {
    const question = name.slice('entry.'.length);
    const entry = entryOf(values, question);
    return entry && entry.kind !== 'left-out' ? [[question, writtenEntry(entry)]] : [];
  }
  return [[name, name === 'consent' && values.consent ? writtenConsent(values.consent) : values[name]]];
}

/** Amounts are numbers of fen, all others words. */
const writtenEntry = ({ kind, value }: Exclude<Entry, { kind: 'left-out' }>): string | number => (kind === 'amount' ? Number(value.reveal()) : value.reveal());

function composed({ world, values }: EffectCall, operation: string, content: readonly Content[]): PlatformSubmission | null {
  const { identity, confirmation } = values;
  if (!identity || !confirmation) return null;
  return {
    id: confirmation.submissionId,
    operation,
    person: identity,
    content: new Personal(Object.fromEntries(content.flatMap((name) => part(values, name)))),
    terminal: world.kiosk.terminal,
    madeAt: beijingDateTime(confirmation.at),
  };
}

const writtenConsent = ({ id, version, at }: { id: string; version: string; at: number }): Record<string, string> =>
  ({ id, version, at: beijingDateTime(at) });

async function keepAndSettle({ world, signal }: EffectCall, submission: PlatformSubmission): Promise<EffectResult<SubmitOutcome>> {
  const { number } = await world.journal.keep(submission);
  const reached = await world.journal.settle(submission.id, { deadlineMs: world.kiosk.deadlines.submitSeconds * 1000, signal });
  const at = world.clock.now();
  switch (reached.state) {
    case 'accepted':
      return {
        outcome: 'accepted',
        values: { submission: { id: submission.id, state: 'accepted', number: reached.number, verificationCode: reached.verificationCode ?? null, at } },
      };
    case 'kept':
      return { outcome: 'kept', values: { submission: { id: submission.id, state: 'kept', number, verificationCode: null, at } } };
    case 'refused':
      return { failure: submissionFailures.refused, fills: { message: reached.message } };
    default:
      return reached satisfies never;
  }
}

/** Time for the journal's own write, beside the time for the platform. */
const keepingMs = 3000;

const send = (operation: string, content: readonly Content[]): Effect<SubmitOutcome> => ({
  outcomes: ['accepted', 'kept'],
  fails: Object.values(submissionFailures),
  late: submissionFailures.notKept,
  deadlineMs: (kiosk) => kiosk.deadlines.submitSeconds * 1000 + keepingMs,
  async run(call) {
    const submission = composed(call, operation, content);
    if (!submission) return { failure: submissionFailures.notKept };
    try {
      return await keepAndSettle(call, submission);
    } catch (error) {
      // A full or failing disk: nothing was sent, and the person may try again under the same id.
      call.world.log('keeping-failed', { error: error instanceof Error ? error.name : 'unknown' });
      return { failure: submissionFailures.notKept };
    }
  },
});

/** The result page of one of the two honest states. */
const result = (state: SubmitOutcome, tone: Tone): AskState => ({
  type: 'ask',
  screen: (view) => ({
    kind: 'result',
    tone,
    title: view.text(`${state}.title`),
    number: view.values.submission?.number ?? '—',
    paragraphs: [view.text(`${state}.text`)],
    rows: [
      { label: view.text('row.service'), value: view.errand.serviceTitle },
      { label: view.text('row.name'), value: shownName(view) },
      { label: view.text('row.time'), value: spokenTime(view.values.submission?.at ?? view.world.clock.now(), view.world.languages) },
    ],
    choices: view.choices,
  }),
  answers: { continue: { to: exit('done'), weight: 'primary' } },
});

export const submit = stepKind({
  kind: 'submit',
  params,
  plan: ({ operation, content }) => ({
    initial: 'sending',
    states: {
      sending: {
        type: 'work',
        screen: busyBeforeRows,
        holdsOn: true,
        submits: { operation, confirmedBy: 'confirmation' },
        ...running(send(operation, content), {
          accepted: { to: to('accepted'), writes: ['submission'] },
          kept: { to: to('kept'), writes: ['submission'] },
        }, { retry: to('sending') }),
      },
      accepted: result('accepted', 'success'),
      kept: result('kept', 'attention'),
    },
    exits: ['done'],
    texts: {
      busy: [], 'accepted.title': [], 'accepted.text': [], 'kept.title': [], 'kept.text': [], 'row.service': [], 'row.name': [], 'row.time': [],
    },
    reads: ['identity', 'confirmation', ...content.map((name): Mark => name)],
    needs: [],
    essential: true,
  }),
});
