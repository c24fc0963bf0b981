/**
 * Makes the pinyin dictionary and the romanised names of places while the page is built, from packages that are kept elsewhere; the page
 * itself carries only the result. `virtual:pinyin` exports both as one JSON text.
 */
import { createRequire } from 'node:module';
import { areaList } from '@vant/area-data';
import { pinyin } from 'pinyin-pro';
import type { Plugin } from 'vite';
import type { WrittenDictionary } from './dictionary.ts';

const require = createRequire(import.meta.url);
/** Word → its pinyin with tones, and how common it is. */
const lexicon = require('@pinyin-pro/data/modern.json') as Readonly<Record<string, readonly [string, number]>>;
/** Syllable → its characters of GB/T 2312, most common first, with spaces between. */
const common = (require('simple-keyboard-layouts/build/layouts/chinese.js') as { readonly default: { readonly layoutCandidates: Readonly<Record<string, string>> } }).default.layoutCandidates;

/** The unified ideographs and their first extension: what the page's font draws. */
const ideographs = [[0x4e00, 0x9fff], [0x3400, 0x4dbf]] as const;
/** Words rarer than this would only be in the way. */
const rarestWord = 1.5e-10;
const wordLengths = { least: 2, most: 4 };
/** Longer names of places are picked, not typed. */
const longestPlaceName = 5;

/** As it is typed: without tones and spaces, ü as v. */
const typed = (reading: string): string => reading.normalize('NFD').replaceAll(/u\u0308/g, 'v').replaceAll(/[\u0300-\u036f\s']/g, '').toLowerCase();
const readingsOf = (character: string): readonly string[] =>
  pinyin(character, { multiple: true, type: 'array' }).map(typed).filter((reading) => /^[a-z]+$/.test(reading));
const readingOf = (words: string): string => typed(pinyin(words));

/** The common characters of a syllable, then all others that are read so: names and places are full of them. */
function characterLists(): Record<string, string> {
  const lists = new Map(Object.entries(common).map(([syllable, characters]) => [syllable, new Set(characters.replaceAll(' ', ''))]));
  for (const [first, last] of ideographs) {
    for (let code = first; code <= last; code += 1) {
      const character = String.fromCodePoint(code);
      for (const reading of readingsOf(character)) lists.set(reading, (lists.get(reading) ?? new Set()).add(character));
    }
  }
  return Object.fromEntries([...lists].map(([syllable, characters]) => [syllable, [...characters].join('')]));
}

/** Names of places as they are said: with and without what kind of place it is. */
function placeNames(): readonly string[] {
  const { province_list: provinces, city_list: cities, county_list: counties } = areaList;
  const full = [...new Set([...Object.values(provinces), ...Object.values(cities), ...Object.values(counties)])];
  return [...new Set(full.flatMap((name) => [name, name.replace(/[省市区县]$/, '')]))].filter((name) => name.length >= wordLengths.least && name.length <= longestPlaceName);
}

/** Most common first, one a line: pinyin, a space, the word. */
function wordLines(): string {
  const ordinary = Object.entries(lexicon)
    .filter(([word, [, weight]]) => weight >= rarestWord && [...word].length >= wordLengths.least && [...word].length <= wordLengths.most)
    .toSorted(([, [, one]], [, [, other]]) => other - one)
    .map(([word, [reading]]) => `${typed(reading)} ${word}`);
  const known = new Set(ordinary);
  const places = placeNames().map((name) => `${readingOf(name)} ${name}`).filter((line) => /^[a-z]+ /.test(line) && !known.has(line));
  return [...places, ...ordinary].join('\n');
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** 广州市 → Guangzhou Shi; long names syllable by syllable, so that they can be broken into lines. */
function romanised(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true });
  if (syllables.length > 5) return syllables.map(capital).join(' ');
  const kind = /[省市区县州盟旗镇]$/.test(name) && syllables.length > 2 ? syllables.at(-1) : undefined;
  const proper = kind === undefined ? syllables : syllables.slice(0, -1);
  return [capital(proper.join('')), ...(kind === undefined ? [] : [capital(kind)])].join(' ');
}

/** Everything that the page needs, in one value. */
export function writeDictionary(): WrittenDictionary {
  const names = [areaList.province_list, areaList.city_list, areaList.county_list].flatMap((list) => Object.entries(list));
  return {
    characters: characterLists(),
    words: wordLines(),
    placeNames: Object.fromEntries(names.map(([code, name]) => [code, romanised(name)])),
  };
}

const id = 'virtual:pinyin';

export function pinyinDictionary(): Plugin {
  return {
    name: 'pinyin-dictionary',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (resolved) => (resolved === `\0${id}` ? `export const writtenDictionary = ${JSON.stringify(JSON.stringify(writeDictionary()))};` : undefined),
  };
}
