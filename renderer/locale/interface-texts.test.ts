import { readFileSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { InterfaceTexts, languages } from '../../main/contract/index.ts';
import { textKeys } from './text-keys.ts';

const textsOf = (language: string): InterfaceTexts =>
  InterfaceTexts.parse(parse(readFileSync(new URL(`../../kiosk-config/languages/${language}/interface.yaml`, import.meta.url), 'utf8')));
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(languages)('%s has exactly the words the page needs', (language) => {
  expect(Object.keys(textsOf(language)).sort()).toEqual([...textKeys].sort());
});

test.each(languages)('every word in %s says something', (language) => {
  for (const [key, text] of Object.entries(textsOf(language))) expect(text.trim(), key).not.toBe('');
});

test('a word has the same placeholders in every language', () => {
  const source = textsOf(languages[0]);
  for (const language of languages) {
    const texts = textsOf(language);
    for (const key of textKeys) expect(placeholders(texts[key] ?? ''), `${language} ${key}`).toEqual(placeholders(source[key] ?? ''));
  }
});

test('every word is said somewhere on the page', () => {
  const page = globSync('../{components,screens}/*.vue', { cwd: import.meta.dirname }).map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n');
  expect(textKeys.filter((key) => !page.includes(`'${key}'`))).toEqual([]);
});
