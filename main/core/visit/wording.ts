/** Fills `{placeholders}` in texts, in every language at once. */
import type { LocalizedText } from '../../contract/index.ts';
import type { Fact } from '../platform/port.ts';

export type Fills = Readonly<Record<string, LocalizedText>>;

const placeholder = /\{(\w+)\}/g;

/** The names of the placeholders a text has, in whichever language. */
export function placeholdersOf(text: LocalizedText): readonly string[] {
  const names = Object.values(text).flatMap((words) => [...words.matchAll(placeholder)].map(([, name]) => name ?? ''));
  return [...new Set(names)];
}

/** A placeholder without a value stays as it is: the proof of a service sees to it that there is none. */
export function fillText(text: LocalizedText, fills: Fills): LocalizedText {
  const filled = (language: keyof LocalizedText): string =>
    text[language].replaceAll(placeholder, (whole, name: string) => fills[name]?.[language] ?? whole);
  return { 'zh-CN': filled('zh-CN'), en: filled('en') };
}

/** The same words in every language: names, numbers. */
export const sameWords = (words: string): LocalizedText => ({ 'zh-CN': words, en: words });

const beijing = { timeZone: 'Asia/Shanghai' } as const;
const chineseDay = new Intl.DateTimeFormat('zh-CN', { ...beijing, year: 'numeric', month: 'long', day: 'numeric' });
const englishDay = new Intl.DateTimeFormat('en-GB', { ...beijing, year: 'numeric', month: 'long', day: 'numeric' });
const chineseTime = new Intl.DateTimeFormat('zh-CN', { ...beijing, dateStyle: 'long', timeStyle: 'short' });
const englishTime = new Intl.DateTimeFormat('en-GB', { ...beijing, dateStyle: 'long', timeStyle: 'short' });

/** An ISO calendar day as people say it. */
export function spokenDay(day: string): LocalizedText {
  const at = Date.parse(`${day}T00:00:00+08:00`);
  return { 'zh-CN': chineseDay.format(at), en: englishDay.format(at) };
}

/** A moment (milliseconds since the epoch) as people say it, in Beijing time. */
export const spokenTime = (at: number): LocalizedText => ({ 'zh-CN': chineseTime.format(at), en: englishTime.format(at) });

/** A fact of the platform as people say it. */
export function spokenFact(fact: Fact): LocalizedText {
  switch (fact.type) {
    case 'date':
      return spokenDay(fact.value);
    case 'number':
      return sameWords(String(fact.value));
    case 'text':
      return fact.value;
    default:
      return fact satisfies never;
  }
}

/** 张三 → 张*; ERIKSSON ANNA → E******* A***. */
export function maskName(name: string): string {
  return name
    .split(' ')
    .map((part) => [...part].map((letter, index) => (index === 0 ? letter : '*')).join(''))
    .join(' ');
}

/** 990000198506150010 → 9900***********010; a number too short to hide anything is hidden whole. */
export function maskNumber(number: string): string {
  const first = 4;
  const last = 3;
  if (number.length < first + last + 4) return '*'.repeat(number.length);
  return number.slice(0, first) + '*'.repeat(number.length - first - last) + number.slice(-last);
}
