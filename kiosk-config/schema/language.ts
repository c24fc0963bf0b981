/** A language is one folder in kiosk-config/languages, named by its tag: language.yaml, interface.yaml and, where not written inline, texts.yaml. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import {
  inlineLanguages, InterfaceTexts, Language, type OfferedLanguage, sourceLanguage, TextDirection, usualKey,
} from '../../main/contract/index.ts';
import { ConfigurationError, loadYaml } from './load.ts';

/** language.yaml: what one has to know of a language to offer it. */
export const LanguageCard = z.strictObject({
  /** Its name in itself. */
  name: z.string().min(1).max(40),
  direction: TextDirection,
  /** Language whose words stand in for those it lacks; null: the source language. */
  fallback: Language.nullable(),
  /** Place among the languages offered, smallest first. */
  order: z.int().min(1).max(999),
  /** The tag by which dates and numbers are written, where it is more particular than the folder's own. */
  locale: Language.optional(),
  /** Name of the speech engine's voice (espeak-ng); null where it has none for this language. */
  voice: z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i).nullable(),
  /** File name of the handwriting engine's model (zinnia); absent where nobody writes this language by hand here. */
  handwriting: z.string().regex(/^[\w-]+(\.[\w-]+)*$/).optional(),
});
export type LanguageCard = z.infer<typeof LanguageCard>;

const words = z.string().trim().min(1).max(2000);

/** texts.yaml: a text of the source language (or its plain variant) → the same in this language, placeholders kept. */
export const Translations = z.record(words, words);
export type Translations = z.infer<typeof Translations>;

/** A language as its folder has it. */
export interface InstalledLanguage extends OfferedLanguage {
  readonly voice: string | null;
  readonly handwriting: string | null;
  /** Its own interface words, before those that stand in for what it lacks. */
  readonly ownTexts: InterfaceTexts;
  /** Empty for a language that is written inline. */
  readonly translations: Translations;
}

interface LanguageFolder {
  readonly tag: Language;
  readonly file: string;
  readonly card: LanguageCard;
  readonly texts: InterfaceTexts;
  readonly translations: Translations;
}

const isInline = (tag: Language): boolean => inlineLanguages.some((inline) => inline === tag);

function readFolder(folder: string): LanguageFolder {
  const tag = path.basename(folder);
  const file = path.join(folder, 'language.yaml');
  if (!Language.safeParse(tag).success) throw new ConfigurationError(folder, ['the folder\'s name is no BCP 47 tag in canonical case']);
  const translations = path.join(folder, 'texts.yaml');
  if (isInline(tag) && existsSync(translations)) throw new ConfigurationError(translations, [`the texts in ${tag} are written inline, beside the source`]);
  return {
    tag,
    file,
    card: loadYaml(LanguageCard, file),
    texts: loadYaml(InterfaceTexts, path.join(folder, 'interface.yaml')),
    translations: isInline(tag) ? {} : loadYaml(Translations, translations),
  };
}

/** Where a language's missing words are looked for, nearest first. */
function fallbacksOf({ tag, card, file }: LanguageFolder, folders: ReadonlyMap<Language, LanguageFolder>): Language[] {
  const chain: Language[] = [];
  for (let next = card.fallback; next !== null && next !== sourceLanguage;) {
    const found = folders.get(next);
    if (!found) throw new ConfigurationError(file, [`fallback: there is no language ${next}`]);
    if (next === tag || chain.includes(next)) throw new ConfigurationError(file, [`fallback: ${next} falls back to itself`]);
    chain.push(next);
    next = found.card.fallback;
  }
  return chain;
}

/** A language's words over those that stand in for what it lacks: a plain variant goes with the usual words that it is of. */
function laidOver(standIn: InterfaceTexts, own: InterfaceTexts): InterfaceTexts {
  return { ...Object.fromEntries(Object.entries(standIn).filter(([key]) => !Object.hasOwn(own, usualKey(key)))), ...own };
}

function install(folder: LanguageFolder, folders: ReadonlyMap<Language, LanguageFolder>): InstalledLanguage {
  const { tag, card, texts, translations } = folder;
  const fallbacks = fallbacksOf(folder, folders);
  const standIns = [sourceLanguage, ...fallbacks.toReversed()].map((language) => folders.get(language)?.texts ?? {});
  return {
    tag, name: card.name, direction: card.direction, locale: card.locale ?? tag, voice: card.voice, handwriting: card.handwriting ?? null, fallbacks,
    texts: [...standIns, texts].reduce(laidOver),
    ownTexts: texts,
    translations,
  };
}

/**
 * Every language in these folders of languages, in the order in which they are offered. Throws `ConfigurationError` where one is broken,
 * or one of those written inline is not there; what a language lacks is no error, for it falls back.
 */
export function openLanguages(...shelves: readonly string[]): readonly InstalledLanguage[] {
  const names = shelves.flatMap((shelf) => readdirSync(shelf, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => path.join(shelf, name)));
  const folders = new Map(names.map(readFolder).map((folder) => [folder.tag, folder] as const));
  const absent = inlineLanguages.filter((tag) => !folders.has(tag));
  if (absent.length > 0) throw new ConfigurationError(shelves.join(', '), absent.map((tag) => `there is no folder ${tag}`));
  const inOrder = [...folders.values()].sort((one, other) => one.card.order - other.card.order || one.tag.localeCompare(other.tag));
  return inOrder.map((folder) => install(folder, folders));
}

/** What the page is told of a language. */
export const offered = ({ tag, name, direction, fallbacks, locale, texts }: InstalledLanguage): OfferedLanguage =>
  ({ tag, name, direction, fallbacks, locale, texts });
