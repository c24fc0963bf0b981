/** Fills `{placeholders}` in texts, and says days, times and numbers, in every language at once. */
import { languageOfKey, lookUpOrder, plainTag, sourceLanguage, wordsIn } from '../../contract/index.ts';
import type { LocalizedText, OfferedLanguage } from '../../contract/index.ts';
import type { Kiosk } from '../../../kiosk-config/schema/kiosk.ts';
import type { VisitTexts } from '../../../kiosk-config/schema/visit-texts.ts';
import type { Fact } from '../platform/port.ts';

export type Fills = Readonly<Record<string, LocalizedText>>;

/** What one has to know of the languages offered to fill texts and to write days and numbers in them. */
export type WrittenLanguages = readonly Pick<OfferedLanguage, 'tag' | 'direction' | 'fallbacks' | 'locale'>[];

const placeholder = /\{(\w+)\}/g;

/** The names of the placeholders a text has, in whichever language. */
export function placeholdersOf(text: LocalizedText): readonly string[] {
  const names = Object.values(text).flatMap((words) => [...words.matchAll(placeholder)].map(([, name]) => name ?? ''));
  return [...new Set(names)];
}

/** Where the words are looked for that fill the text under this key. */
function fillOrder(key: string, languages: WrittenLanguages): readonly string[] {
  const tag = languageOfKey(key);
  const fallbacks = languages.find((language) => language.tag === tag)?.fallbacks ?? [];
  return lookUpOrder({ tag, fallbacks }, key === plainTag(tag) ? 'plain' : 'usual');
}

const everyKey = (text: LocalizedText, words: (key: string, present: string) => string): LocalizedText => ({
  ...Object.fromEntries(Object.entries(text).map(([key, present]) => [key, words(key, present)])),
  'zh-CN': words(sourceLanguage, text[sourceLanguage]),
  en: words('en', text.en),
});

const isolateFirstStrong = '\u2068';
const popIsolate = '\u2069';

/** In a text that runs right to left a name or a number keeps its own order only when it is set apart (Unicode Bidirectional Algorithm, isolates). */
const setApart = (key: string, languages: WrittenLanguages) => (words: string): string =>
  languages.find(({ tag }) => tag === languageOfKey(key))?.direction === 'rtl' ? `${isolateFirstStrong}${words}${popIsolate}` : words;

/** A placeholder without a value stays as it is: the proof of a service sees to it that there is none. */
export function fillText(text: LocalizedText, fills: Fills, languages: WrittenLanguages): LocalizedText {
  return everyKey(text, (key, present) => {
    const order = fillOrder(key, languages);
    const apart = setApart(key, languages);
    return present.replaceAll(placeholder, (whole, name: string) => {
      const fill = Object.hasOwn(fills, name) ? fills[name] : undefined;
      return fill ? apart(wordsIn(fill, order)) : whole;
    });
  });
}

/** The same words in every language: names, codes. */
export const sameWords = (words: string): LocalizedText => ({ 'zh-CN': words, en: words });

/** Placeholders that any text of a visit may have: what is true of this kiosk, whatever the person does. */
export const kioskPlaceholders: readonly string[] = ['hotline'];

/** What fills them. */
export const kioskFills = ({ hotline }: Pick<Kiosk, 'hotline'>): Fills => ({ hotline: sameWords(hotline) });

/** Something written anew in each language, by its locale. */
function writtenIn(languages: WrittenLanguages, write: (locale: string) => string): LocalizedText {
  const each = Object.fromEntries(languages.map(({ tag, locale }) => [tag, write(locale)]));
  return { ...each, 'zh-CN': each[sourceLanguage] ?? write(sourceLanguage), en: each['en'] ?? write('en') };
}

const beijing = { timeZone: 'Asia/Shanghai' } as const;

/** An ISO calendar day as people say it. */
export function spokenDay(day: string, languages: WrittenLanguages): LocalizedText {
  const at = Date.parse(`${day}T00:00:00+08:00`);
  return writtenIn(languages, (locale) => new Intl.DateTimeFormat(locale, { ...beijing, dateStyle: 'long' }).format(at));
}

const timeFormat = (locale: string): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, {
  ...beijing, year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** A moment (milliseconds since the epoch) as people say it, in Beijing time. */
export const spokenTime = (at: number, languages: WrittenLanguages): LocalizedText => writtenIn(languages, (locale) => timeFormat(locale).format(at));

/** A moment as a receipt says it, which is written in the source language alone. */
export const writtenTime = (at: number): string => timeFormat(sourceLanguage).format(at);

/** A number with the digits and the grouping of each language. */
export const spokenNumber = (value: number, languages: WrittenLanguages): LocalizedText =>
  writtenIn(languages, (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(value));

/** What one has to know to say amounts as well. */
export interface Telling {
  readonly languages: WrittenLanguages;
  readonly texts: { readonly words: Pick<VisitTexts['words'], 'yuan'> };
}

const yuanFormat = (locale: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, trailingZeroDisplay: 'stripIfInteger' });

/** An amount of money, given in fen: in words rather than with a sign, which voices leave out and heads of printers may lack. */
export const spokenMoney = (fen: number, { languages, texts }: Telling): LocalizedText =>
  fillText(texts.words.yuan, { amount: writtenIn(languages, (locale) => yuanFormat(locale).format(fen / 100)) }, languages);

/** So many hundredths of a percent are the whole. */
const wholeInBasisPoints = 10_000;

/** A share, given in hundredths of a percent. */
export const spokenRate = (basisPoints: number, languages: WrittenLanguages): LocalizedText =>
  writtenIn(languages, (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / wholeInBasisPoints));

/** A share of an amount, in fen, to the nearest. */
export const shareOf = (fen: number, basisPoints: number): number => Math.round((fen * basisPoints) / wholeInBasisPoints);

/** A fact of the platform as people say it. */
export function spokenFact(fact: Fact, telling: Telling): LocalizedText {
  const { languages } = telling;
  switch (fact.type) {
    case 'date':
      return spokenDay(fact.value, languages);
    case 'number':
      return spokenNumber(fact.value, languages);
    case 'text':
      return fact.value;
    case 'money':
      return spokenMoney(fact.fen, telling);
    case 'rate':
      return spokenRate(fact.basisPoints, languages);
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
