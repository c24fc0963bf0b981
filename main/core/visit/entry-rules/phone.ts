/** Telephone numbers: mainland mobile and fixed-line (YD/T national numbering plan), and overseas in the form of E.164. */
import type { EntryRule, Reading } from './rule.ts';
import { judgementOf } from './rule.ts';

const mobile = /^1[3-9]\d{9}$/;
/** Area codes 010 and 02x stand before eight digits, all others before seven or eight. */
const fixedLine = /^0(?:(?:10|2\d)[2-9]\d{7}|[3-9]\d{2}[2-9]\d{6,7})$/;
const overseas = /^\+[1-9]\d{6,14}$/;
const mainlandPrefix = /^(?:\+|00)86(?=1[3-9])/;

const problems = ['empty', 'mobile-length', 'not-a-phone'] as const;

/** Digits alone, with a `+` before an overseas number. */
export function readPhone(typed: string): Reading<(typeof problems)[number]> {
  const number = typed.replaceAll(/[\s()-]/g, '').replace(mainlandPrefix, '');
  if (number === '') return { problem: 'empty' };
  if (mobile.test(number) || fixedLine.test(number) || overseas.test(number)) return { value: number };
  return { problem: /^1\d*$/.test(number) && number.length !== 11 ? 'mobile-length' : 'not-a-phone' };
}

export const phoneRule: EntryRule = {
  problems,
  placeholders: [],
  limitedBy: [],
  fills: () => ({}),
  field: () => ({ kind: 'phone' }),
  judge: (typed) => judgementOf('phone', typed, readPhone),
  stands: () => true,
};

/** 13800001234 → 138 0000 1234: as its owner says it. */
export const groupPhone = (number: string): string => (mobile.test(number) ? `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}` : number);

/** 13800001234 → 138****1234: enough to know one's own number again. */
export function maskPhone(number: string): string {
  const first = number.startsWith('+') ? 4 : 3;
  const hidden = Math.max(0, number.length - first - 4);
  return number.slice(0, first) + '*'.repeat(hidden) + number.slice(first + hidden);
}
