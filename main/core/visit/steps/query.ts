/** Step kind `query`: a named read of the platform about the person; each outcome is an exit. */
import * as z from 'zod';
import type { Effect } from '../effect.ts';
import { platformFailure, platformFailures, platformInvalidAnswer, platformSlow } from '../failures/platform.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { Mark } from '../values.ts';
import { busy } from './paint.ts';

const params = z.strictObject({
  operation: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Outcome of the operation → the facts that come with it. */
  outcomes: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.strictObject({ facts: z.array(z.string().regex(/^[a-z][a-zA-Z0-9]*$/)).default([]) })),
});
type Params = z.output<typeof params>;

/** An answer outside the declared outcomes, or without their facts, is not acted upon. */
const ask = ({ operation, outcomes }: Params): Effect => ({
  outcomes: Object.keys(outcomes),
  fails: platformFailures,
  late: platformSlow,
  deadlineMs: (kiosk) => kiosk.deadlines.platformSeconds * 1000,
  async run({ world, values, signal }) {
    if (!values.identity) return { failure: platformInvalidAnswer };
    const answer = await world.platform.query(operation, values.identity, {}, { deadlineMs: world.kiosk.deadlines.platformSeconds * 1000, signal });
    if (!answer.ok) return platformFailure(answer.problem);
    const expected = Object.hasOwn(outcomes, answer.value.outcome) ? outcomes[answer.value.outcome] : undefined;
    if (!expected?.facts.every((fact) => Object.hasOwn(answer.value.facts, fact))) return { failure: platformInvalidAnswer };
    return { outcome: answer.value.outcome, values: { answer: answer.value } };
  },
});

export const query = stepKind({
  kind: 'query',
  params,
  plan: (given) => {
    const leads = Object.entries(given.outcomes).map(([outcome, { facts }]) => {
      const writes: readonly Mark[] = ['answer', ...facts.map((fact): Mark => `answer.${fact}`)];
      return [outcome, { to: exit(outcome), writes }] as const;
    });
    return {
      initial: 'asking',
      states: { asking: { type: 'work', screen: busy, ...running(ask(given), Object.fromEntries(leads), { retry: to('asking') }) } },
      exits: Object.keys(given.outcomes),
      texts: { busy: [] },
      reads: ['identity'],
      needs: ['platform'],
      essential: true,
      holdsCard: true,
    };
  },
});
