/** Step kind `query`: a named read of the platform about the person; each outcome is an exit. */
import * as z from 'zod';
import type { Effect } from '../effect.ts';
import { platformFailure, platformFailures, platformInvalidAnswer, platformSlow } from '../failures/platform.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { Fact, Facts } from '../../platform/port.ts';
import { answerMark } from '../values.ts';
import type { Mark } from '../values.ts';
import { busy, busyBeforeRows } from './paint.ts';

const FactType = z.enum(['date', 'text', 'number', 'money', 'rate']) satisfies z.ZodType<Fact['type']>;
const FactName = z.string().regex(/^[a-z][a-zA-Z0-9]*$/);

const Told = z.strictObject({
  /** Fact → of which type it is. */
  facts: z.record(FactName, FactType).default({}),
  /** Facts of money of which none is more than the one behind it. */
  rising: z.array(FactName).default([]),
}).refine(({ facts, rising }) => rising.every((name) => facts[name] === 'money'), 'rising names a fact that is no money');
type Told = z.output<typeof Told>;

const params = z.strictObject({
  operation: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Outcome of the operation → what comes with it. */
  outcomes: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), Told),
});
type Params = z.output<typeof params>;

const fenOf = (fact: Fact | undefined): number => (fact?.type === 'money' ? fact.fen : 0);

/** Whether an answer tells what was declared; only then may anything rest on it. */
function keepsWord(facts: Facts, { facts: declared, rising }: Told): boolean {
  const typeOf = (name: string): Fact['type'] | undefined => (Object.hasOwn(facts, name) ? facts[name]?.type : undefined);
  return Object.entries(declared).every(([name, type]) => typeOf(name) === type)
    && rising.every((name, index) => index === 0 || fenOf(facts[rising[index - 1] ?? '']) <= fenOf(facts[name]));
}

/** An answer outside the declared outcomes, or that does not tell what they do, is not acted upon. */
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
    if (!expected || !keepsWord(answer.value.facts.reveal(), expected)) return { failure: platformInvalidAnswer };
    return { outcome: answer.value.outcome, values: { answer: answer.value } };
  },
});

/** Facts that are asked for are shown as rows; a mere yes or no leads to anything. */
const bringsFacts = ({ outcomes }: Params): boolean => Object.values(outcomes).some(({ facts }) => Object.keys(facts).length > 0);

export const query = stepKind({
  kind: 'query',
  params,
  plan: (given) => {
    const leads = Object.entries(given.outcomes).map(([outcome, { facts }]) => {
      const writes: readonly Mark[] = ['answer', ...Object.keys(facts).map(answerMark)];
      return [outcome, { to: exit(outcome), writes }] as const;
    });
    return {
      initial: 'asking',
      states: { asking: { type: 'work', screen: bringsFacts(given) ? busyBeforeRows : busy, ...running(ask(given), Object.fromEntries(leads), { retry: to('asking') }) } },
      exits: Object.keys(given.outcomes),
      texts: { busy: [] },
      reads: ['identity'],
      tells: Object.values(given.outcomes).flatMap(({ facts }) => Object.entries(facts).map(([name, type]) => ({ mark: answerMark(name), type }))),
      needs: ['platform'],
      essential: true,
      holdsCard: true,
    };
  },
});
