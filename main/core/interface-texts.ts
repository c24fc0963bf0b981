/** The interface words of every language, from kiosk-config/languages; the page gets them as values. */
import { join } from 'node:path';
import { InterfaceTexts, languages, type Language } from '../contract/index.ts';
import { ConfigurationError, loadYaml } from '../../kiosk-config/schema/load.ts';

const source = languages[0];

/** Throws `ConfigurationError` where a language lacks a text of the source language, or has one that it lacks. */
export function loadInterfaceTexts(configuration: string): Record<Language, InterfaceTexts> {
  const fileOf = (language: Language): string => join(configuration, 'languages', language, 'interface.yaml');
  const entries = languages.map((language) => [language, loadYaml(InterfaceTexts, fileOf(language))] as const);
  const texts = Object.fromEntries(entries) as Record<Language, InterfaceTexts>;
  const wanted = Object.keys(texts[source]);
  for (const language of languages) {
    const present = Object.keys(texts[language]);
    const missing = wanted.filter((key) => !(key in texts[language])).map((key) => `${key}: missing`);
    const surplus = present.filter((key) => !(key in texts[source])).map((key) => `${key}: not in ${source}`);
    if (missing.length + surplus.length > 0) throw new ConfigurationError(fileOf(language), [...missing, ...surplus]);
  }
  return texts;
}
