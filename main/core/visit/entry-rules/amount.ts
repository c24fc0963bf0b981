/** Amounts of money: typed in yuan, kept in fen, within limits that the service names or the platform tells. */
import * as z from 'zod';
import { AmountUnit, largestAmountFen } from '../../../contract/index.ts';
import type { EntryFieldOf } from '../../../contract/index.ts';
import { AnswerMark, factOf } from '../values.ts';
import type { HeldValues, TypedMark } from '../values.ts';
import { spokenMoney } from '../wording.ts';
import type { EntryRule, Reading } from './rule.ts';
import { judgementOf } from './rule.ts';

/** In fen, or the fact of the platform's answer that tells it, such as `answer.lowestBase`. */
const Limit = z.union([z.int().min(0).max(largestAmountFen), AnswerMark]);
type Limit = z.output<typeof Limit>;

/** An amount as a service asks for it; both limits are allowed answers. */
export const AmountField = z.strictObject({ kind: z.literal('amount'), unit: AmountUnit.default('fen'), leastFen: Limit, mostFen: Limit })
  .refine(({ leastFen, mostFen }) => typeof leastFen === 'string' || typeof mostFen === 'string' || leastFen <= mostFen, 'leastFen must not be more than mostFen');
export type AmountField = z.output<typeof AmountField>;

type Limits = Omit<EntryFieldOf<'amount'>, 'kind'>;

const shapes = { yuan: /^(\d{1,9})(?:\.0{0,2})?$/, fen: /^(\d{1,9})(?:\.(\d{0,2}))?$/ } as const satisfies Record<AmountUnit, RegExp>;
const misshapen = { yuan: 'not-whole-yuan', fen: 'not-an-amount' } as const satisfies Record<AmountUnit, string>;

type Problem = 'empty' | (typeof misshapen)[AmountUnit] | 'too-little' | 'too-much';

/** `1234.5` → `123450`. */
export function readAmount(typed: string, { unit, leastFen, mostFen }: Limits): Reading<Problem> {
  const plain = typed.replaceAll(/[\s,]/g, '');
  if (plain === '') return { problem: 'empty' };
  const parts = shapes[unit].exec(plain);
  if (!parts) return { problem: misshapen[unit] };
  const fen = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  if (fen < leastFen) return { problem: 'too-little' };
  return fen > mostFen ? { problem: 'too-much' } : { value: String(fen) };
}

const marksOf = (limits: readonly Limit[]): readonly TypedMark[] =>
  limits.flatMap((limit) => (typeof limit === 'string' ? [{ mark: limit, type: 'money' } as const] : []));

/** Every fact was proved to be there, and to be money, before the service opened. */
function fenOf(limit: Limit, values: HeldValues): number {
  if (typeof limit === 'number') return limit;
  const fact = factOf(values, limit);
  if (fact?.type !== 'money') throw new Error(`${limit} tells no money`);
  return fact.fen;
}

export function amountRule({ unit, leastFen, mostFen }: AmountField): EntryRule {
  const limitsIn = (values: HeldValues): Limits => ({ unit, leastFen: fenOf(leastFen, values), mostFen: fenOf(mostFen, values) });
  return {
    problems: ['empty', misshapen[unit], 'too-little', 'too-much'] satisfies readonly Problem[],
    placeholders: ['least', 'most'],
    limitedBy: marksOf([leastFen, mostFen]),
    fills({ world, values }) {
      const limits = limitsIn(values);
      return { least: spokenMoney(limits.leastFen, world), most: spokenMoney(limits.mostFen, world) };
    },
    field: ({ values }) => ({ kind: 'amount', ...limitsIn(values) }),
    judge: (typed, { values }) => judgementOf('amount', typed, (words) => readAmount(words, limitsIn(values))),
    stands(entry, values) {
      if (entry.kind === 'left-out') return true;
      const limits = limitsIn(values);
      const fen = Number(entry.value.reveal());
      return limits.leastFen <= fen && fen <= limits.mostFen;
    },
  };
}
