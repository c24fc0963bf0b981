/** Step kind `rating` (好差评): five levels, voluntary; a rating is itself a submission through the journal. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { Personal } from '../../../../devices/personal.ts';
import { beijingDateTime } from '../../beijing-time.ts';
import type { Effect } from '../effect.ts';
import { submissionFailures } from '../failures/platform.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { Act, AskState } from '../step-kind.ts';
import { busy } from './paint.ts';

const levels = [5, 4, 3, 2, 1] as const;

const params = z.strictObject({ operation: z.string().regex(/^[a-z][a-z0-9-]*$/) });

const rate: Act = {
  writes: ['rating'],
  run: ({ level }) => ({ rating: { submissionId: randomUUID(), level } }),
};

/** Kept, and sent when the platform can be reached: the person need not wait for it. */
const keepRating = (operation: string): Effect<'kept'> => ({
  outcomes: ['kept'],
  fails: [submissionFailures.notKept],
  late: submissionFailures.notKept,
  deadlineMs: (kiosk) => kiosk.deadlines.submitSeconds * 1000,
  async run({ world, values: { identity, submission, rating: given } }) {
    if (!identity || !submission || !given) return { failure: submissionFailures.notKept };
    await world.journal.keep({
      id: given.submissionId,
      operation,
      person: identity,
      content: new Personal({ level: given.level, submission: submission.id }),
      terminal: world.kiosk.terminal,
      madeAt: beijingDateTime(world.clock.now()),
    });
    return { outcome: 'kept' };
  },
});

const ask: AskState = {
  type: 'ask',
  screen: (view) => ({
    kind: 'rating',
    title: view.text('title'),
    lead: view.text('lead'),
    levels: levels.map((level) => ({ level, label: view.text(`level-${level}`) })),
    choices: view.choices,
  }),
  answers: { skip: { to: exit('done'), weight: 'quiet' } },
  rating: { to: to('keeping'), act: rate },
};

export const rating = stepKind({
  kind: 'rating',
  params,
  plan: ({ operation }) => ({
    initial: 'ask',
    states: {
      ask,
      keeping: {
        type: 'work',
        screen: busy,
        holdsOn: true,
        submits: { operation, confirmedBy: 'rating' },
        ...running(keepRating(operation), { kept: { to: exit('done') } }, { retry: to('keeping'), continue: exit('done') }),
      },
    },
    exits: ['done'],
    texts: Object.fromEntries([['title', []], ['lead', []], ['busy', []], ...levels.map((level) => [`level-${level}`, []])]),
    reads: ['identity', 'submission'],
    needs: [],
  }),
});
