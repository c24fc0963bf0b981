/** Completes the texts of a configuration with the languages that are not written inline, and finds what these lack. */
import type * as z from 'zod';
import { inlineLanguages, plainTag, sourceLanguage } from '../../main/contract/index.ts';
import type { LocalizedText } from '../../main/contract/index.ts';
import type { InstalledLanguage } from './language.ts';
import { loadYaml } from './load.ts';

const isText = (value: object): value is LocalizedText => inlineLanguages.every((tag) => typeof (value as Record<string, unknown>)[tag] === 'string');

/** The keys under which a text is written in the source language, each with the words that a translation is found by. */
function sourcesOf(text: LocalizedText): readonly { readonly plain: boolean; readonly words: string }[] {
  const plain = text[plainTag(sourceLanguage)];
  return [{ plain: false, words: text[sourceLanguage] }, ...(plain === undefined ? [] : [{ plain: true, words: plain }])];
}

function completeText(text: LocalizedText, languages: readonly InstalledLanguage[]): LocalizedText {
  const found = languages.flatMap(({ tag, translations }) => sourcesOf(text).flatMap(({ plain, words }) => {
    const translation = Object.hasOwn(translations, words) ? translations[words] : undefined;
    return translation === undefined ? [] : [[plain ? plainTag(tag) : tag, translation] as const];
  }));
  return { ...Object.fromEntries(found), ...text };
}

/** The same configuration, which is plain values, with every text in it changed. */
export function mapTexts<Value>(value: Value, change: (text: LocalizedText) => LocalizedText): Value {
  const mapped = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(mapped);
    if (isText(part)) return change(part);
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, mapped(inner)]));
  };
  // A text stays a text; nothing else changes.
  return mapped(value) as Value;
}

/** The same configuration with every text in it completed; a text keeps the words it has. */
export const completeTexts = <Value>(value: Value, languages: readonly InstalledLanguage[]): Value => mapTexts(value, (text) => completeText(text, languages));

/** Reads a configuration file (`loadYaml`) and completes its texts. */
export function loadTexts<Schema extends z.ZodType>(schema: Schema, file: string, languages: readonly InstalledLanguage[]): z.output<Schema> {
  return completeTexts(loadYaml(schema, file), languages);
}

/** Every text in these configurations. */
export function textsIn(configurations: readonly unknown[]): readonly LocalizedText[] {
  return configurations.flatMap((part): readonly LocalizedText[] => {
    if (typeof part !== 'object' || part === null) return [];
    return !Array.isArray(part) && isText(part) ? [part] : textsIn(Object.values(part));
  });
}

/** The words in the source language, plain variants among them, that these texts are translated by; each once. */
export const sourceWords = (texts: readonly LocalizedText[]): readonly string[] => [...new Set(texts.flatMap(sourcesOf).map(({ words }) => words))];

/** What is wrong with a language: what it does not say, says for nobody any more, or says with other placeholders than the source. */
export interface LanguageGaps {
  readonly missing: readonly string[];
  readonly unused: readonly string[];
  readonly misfilled: readonly string[];
}

const placeholders = (words: string): string => (words.match(/\{\w+\}/g) ?? []).sort().join(' ');

function gapsBetween(wanted: Readonly<Record<string, string>>, present: Readonly<Record<string, string>>): LanguageGaps {
  const has = (key: string): boolean => Object.hasOwn(present, key);
  return {
    missing: Object.keys(wanted).filter((key) => !has(key)),
    unused: Object.keys(present).filter((key) => !Object.hasOwn(wanted, key)),
    misfilled: Object.keys(wanted).filter((key) => has(key) && placeholders(wanted[key] ?? '') !== placeholders(present[key] ?? '')),
  };
}

/** Compares a language's own words with the interface words of the source language and with the words that are to be translated. */
export function findGaps(language: InstalledLanguage, source: InstalledLanguage, wanted: readonly string[]): LanguageGaps {
  const inline = inlineLanguages.some((tag) => tag === language.tag);
  const spoken = gapsBetween(source.ownTexts, language.ownTexts);
  const told = inline ? { missing: [], unused: [], misfilled: [] } : gapsBetween(Object.fromEntries(wanted.map((words) => [words, words])), language.translations);
  return {
    missing: [...spoken.missing, ...told.missing],
    unused: [...spoken.unused, ...told.unused],
    misfilled: [...spoken.misfilled, ...told.misfilled],
  };
}
