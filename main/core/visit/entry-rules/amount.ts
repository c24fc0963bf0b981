/** Amounts of money: typed in yuan, kept in fen. */
import { spokenMoney } from '../wording.ts';
import type { EntryRule, Reading } from './rule.ts';
import { judgementOf } from './rule.ts';

export interface AmountLimits {
  readonly leastFen: number;
  readonly mostFen: number;
}

const inYuan = /^(\d{1,9})(?:\.(\d{0,2}))?$/;

const problems = ['empty', 'not-an-amount', 'too-little', 'too-much'] as const;

/** `1234.5` → `123450`. */
export function readAmount(typed: string, { leastFen, mostFen }: AmountLimits): Reading<(typeof problems)[number]> {
  const plain = typed.replaceAll(/[\s,]/g, '');
  if (plain === '') return { problem: 'empty' };
  const parts = inYuan.exec(plain);
  if (!parts) return { problem: 'not-an-amount' };
  const fen = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  if (fen < leastFen) return { problem: 'too-little' };
  return fen > mostFen ? { problem: 'too-much' } : { value: String(fen) };
}

export const amountRule = (limits: AmountLimits): EntryRule => ({
  problems,
  placeholders: ['least', 'most'],
  fills: ({ languages }) => ({ least: spokenMoney(limits.leastFen, languages), most: spokenMoney(limits.mostFen, languages) }),
  field: () => ({ kind: 'amount', ...limits }),
  judge: (typed) => judgementOf('amount', typed, (words) => readAmount(words, limits)),
});
