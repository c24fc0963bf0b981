import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plainTag, sourceLanguage, usualKey, type Wording } from '../../main/contract/index.ts';
import { openLanguages } from '../../kiosk-config/schema/language.ts';
import { type TextKey, textKeys } from './text-keys.ts';
import { createWords, installLanguages, messageKey } from './words.ts';

const languages = openLanguages(path.resolve(import.meta.dirname, '../../kiosk-config/languages'));

test('the source language has exactly the words the page needs', () => {
  const source = languages.find(({ tag }) => tag === sourceLanguage);
  expect([...new Set(Object.keys(source?.ownTexts ?? {}).map(usualKey))].sort()).toEqual([...textKeys].sort());
});

test.each(languages)('$tag is said plainly in large text, where it can be, and as usual otherwise', ({ tag, ownTexts }) => {
  const words = createWords();
  installLanguages(words, languages);
  const present = words.offered.value.find((language) => language.tag === tag);
  if (!present) throw new Error(`${tag} is not offered`);
  const { t } = words.i18n.global;
  const said = (key: TextKey, wording: Wording): string => t(messageKey(key, wording, present), {}, { locale: tag });
  expect(said('idle.text', 'plain')).toBe(ownTexts[plainTag('idle.text')]);
  expect(said('idle.text', 'usual')).toBe(ownTexts['idle.text']);
  expect(said('frame.back', 'plain')).toBe(ownTexts['frame.back']);
});

test.each(languages)('every word in $tag says something', ({ ownTexts }) => {
  for (const [key, text] of Object.entries(ownTexts)) expect(text.trim(), key).not.toBe('');
});

test('every word is said somewhere on the page', () => {
  const page = globSync(['../{components,screens}/*.vue', '../app/*.ts'], { cwd: import.meta.dirname }).map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n');
  expect(textKeys.filter((key) => !page.includes(`'${key}'`))).toEqual([]);
});
