/** Languages by their tags, what a language brings to be offered to a person, and a text that exists in several of them. */
import * as z from 'zod';

/** The language in which every text is written first, and the last that is fallen back to. */
export const sourceLanguage = 'zh-CN';

/** A BCP 47 tag of language, script, region and variants in its canonical case, so that one language has one tag. */
const canonicalTag = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*$/;
const longestTag = 35;

export const Language = z.string().max(longestTag).regex(canonicalTag);
export type Language = z.infer<typeof Language>;

const plainMark = '-x-plain';

/**
 * The key of a plain variant, from the key of the usual words: shorter sentences and everyday words, for people who read in large
 * text. Of a text that is its language, so that this is a private-use subtag of BCP 47; of interface words their dotted key.
 */
export const plainTag = (key: string): string => `${key}${plainMark}`;

/** The key of the usual words, from theirs or from that of their plain variant. */
export const usualKey = (key: string): string => (key.endsWith(plainMark) ? key.slice(0, -plainMark.length) : key);

/** The language of a text's key, whether it is the key of the usual words or of the plain ones. */
export const languageOfKey = (key: string): Language => usualKey(key);

const isTextKey = (key: string): boolean => Language.safeParse(languageOfKey(key)).success;
const mostKeys = 60;

const words = z.string().min(1).max(2000);

/**
 * One user text, ready to be shown: nothing in it is left to fill in. The languages written inline are always there; others, and plain
 * variants, may be. A language that is missing falls back (`wordsIn`).
 */
export const LocalizedText = z.object({ 'zh-CN': words, en: words }).catchall(words)
  .refine((text) => Object.keys(text).length <= mostKeys && Object.keys(text).every(isTextKey), 'every key must be a BCP 47 tag, or one ending in -x-plain');
export type LocalizedText = z.infer<typeof LocalizedText>;

/** The languages in which every text is written inline, side by side; all others come from their own folder. */
export const inlineLanguages = ['zh-CN', 'en'] as const;

/** Interface texts of one language: dotted key → text with vue-i18n placeholders, and beside it, where there is one, its plain variant. */
export const InterfaceTexts = z.record(z.string().regex(/^[a-z][a-zA-Z0-9.-]*$/), z.string().max(2000))
  .refine((texts) => Object.keys(texts).every((key) => Object.hasOwn(texts, usualKey(key))), 'a plain variant must stand beside the usual words');
export type InterfaceTexts = z.infer<typeof InterfaceTexts>;

export const TextDirection = z.enum(['ltr', 'rtl']);
export type TextDirection = z.infer<typeof TextDirection>;

/** A language that a person can choose at this kiosk. */
export const OfferedLanguage = z.strictObject({
  tag: Language,
  /** Its name in itself, which those look for who read no other. */
  name: z.string().min(1).max(40),
  direction: TextDirection,
  /** Where words are looked for that it lacks, nearest first; the source language comes after all of them. */
  fallbacks: z.array(Language).max(8),
  /** The tag by which its dates and numbers are written: its own, or a more particular one (`en-GB`). */
  locale: Language,
  texts: InterfaceTexts,
});
export type OfferedLanguage = z.infer<typeof OfferedLanguage>;

/** `plain`: the plain variant is preferred wherever a text has one. */
export type Wording = 'usual' | 'plain';

/** The keys under which a text is looked up for a reader of `language`, best first. */
export function lookUpOrder({ tag, fallbacks }: Pick<OfferedLanguage, 'tag' | 'fallbacks'>, wording: Wording): readonly string[] {
  const languages = [tag, ...fallbacks, sourceLanguage];
  return wording === 'plain' ? languages.flatMap((language) => [plainTag(language), language]) : languages;
}

/** The words of a text under the first of these keys that it has; in the source language where it has none of them. */
export function wordsIn(text: LocalizedText, order: readonly string[]): string {
  const key = order.find((candidate) => Object.hasOwn(text, candidate)) ?? sourceLanguage;
  return text[key] ?? text[sourceLanguage];
}
