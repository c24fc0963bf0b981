/**
 * A language that nobody speaks, to see whether the page works right to left: English in Arabic letters, one for one. It is written as a
 * folder like any other language, so that adding a folder is what is tested.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { openLanguages } from '../../kiosk-config/schema/language.ts';
import type { LocalizedText } from '../../main/contract/index.ts';

/** The tag that CLDR keeps for a made-up language that runs right to left. */
export const pseudoTag = 'ar-XB';

/** Narrow letters for the frequent ones, so that words are about as wide as in English. */
const letters: Readonly<Record<string, string>> = {
  a: 'ر', b: 'ب', c: 'ح', d: 'إ', e: 'ا', f: 'ف', g: 'غ', h: 'ه', i: 'ن', j: 'ج', k: 'ك', l: 'ة', m: 'م',
  n: 'د', o: 'و', p: 'ق', q: 'ص', r: 'ذ', s: 'ز', t: 'ل', u: 'ؤ', v: 'ط', w: 'ش', x: 'خ', y: 'ي', z: 'ض', ',': '،', '?': '؟', ';': '؛',
};

/** Placeholders stay as they are. */
const inArabicLetters = (words: string): string =>
  words.split(/(\{\w+\})/).map((part) => (part.startsWith('{') ? part : [...part.toLowerCase()].map((letter) => letters[letter] ?? letter).join(''))).join('');

/** Writes the language's folder into `shelf`, with a translation of each of these texts. */
export async function writePseudoLanguage(shelf: string, installed: string, texts: readonly LocalizedText[]): Promise<void> {
  const english = openLanguages(installed).find(({ tag }) => tag === 'en');
  if (!english) throw new Error('there is no English to make the language from');
  const folder = path.join(shelf, pseudoTag);
  await mkdir(folder, { recursive: true });
  const files = {
    'language.yaml': { name: inArabicLetters('Pseudo'), direction: 'rtl', fallback: 'en', order: 900, voice: null },
    'interface.yaml': Object.fromEntries(Object.entries(english.ownTexts).map(([key, words]) => [key, inArabicLetters(words)])),
    'texts.yaml': Object.fromEntries(texts.map((text) => [text['zh-CN'], inArabicLetters(text.en)])),
  };
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(path.join(folder, name), stringify(content))));
}
