import { globSync } from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { type LocalizedText, plainTag, sourceLanguage, usualKey } from '../../main/contract/index.ts';
import { Failures } from '../schema/failures.ts';
import { HealthTexts } from '../schema/health.ts';
import { Kiosk } from '../schema/kiosk.ts';
import { openLanguages } from '../schema/language.ts';
import { Profile } from '../schema/profile.ts';
import { Service } from '../schema/service.ts';
import { findGaps, loadTexts, sourceWords, textsIn } from '../schema/translation.ts';
import { VisitTexts } from '../schema/visit-texts.ts';

const configuration = path.resolve(import.meta.dirname, '..');
const inConfiguration = (name: string): string => path.join(configuration, name);
const everyIn = (folder: string): string[] => globSync(`${folder}/*.yaml`, { cwd: configuration }).sort().map(inConfiguration);

const languages = openLanguages(inConfiguration('languages'));
const configurations = [
  loadTexts(Kiosk, inConfiguration('kiosk.yaml'), languages), loadTexts(HealthTexts, inConfiguration('health.yaml'), languages),
  loadTexts(VisitTexts, inConfiguration('visit-texts.yaml'), languages), loadTexts(Failures, inConfiguration('failures.yaml'), languages),
  ...everyIn('services').map((file) => loadTexts(Service, file, languages)), ...everyIn('profiles').map((file) => loadTexts(Profile, file, languages)),
];
const texts = textsIn(configurations);
const source = languages.find(({ tag }) => tag === sourceLanguage);
if (!source) throw new Error('the source language is not installed');

describe.each(languages)('$tag', (language) => {
  const gaps = findGaps(language, source, sourceWords(texts));

  test('says everything that the source language says', () => {
    expect(gaps.missing).toEqual([]);
  });

  test('says nothing that is no longer said', () => {
    expect(gaps.unused).toEqual([]);
  });

  test('has the placeholders of the source in each of its texts', () => {
    expect(gaps.misfilled).toEqual([]);
  });
});

test('no simplified character has stayed among the traditional ones', () => {
  const isBig5 = (words: string): boolean => iconv.decode(iconv.encode(words, 'big5'), 'big5') === words;
  const traditional = languages.flatMap(({ tag, ownTexts, translations }) => (tag === 'zh-Hant' ? [...Object.values(ownTexts), ...Object.values(translations)] : []));
  expect(traditional).not.toEqual([]);
  expect(traditional.filter((words) => !isBig5(words))).toEqual([]);
});

test('languages are offered in the order that they ask for, each once', () => {
  expect(languages.map(({ tag }) => tag)).toEqual(['zh-CN', 'zh-Hant', 'en']);
});

/** Characters from which on a sentence is more than an old person takes in at once. */
const longFrom = 20;
const isLong = (words: string): boolean => words.replaceAll(/\{\w+\}/g, '').length >= longFrom;

const interfaceTexts = Object.entries(source.ownTexts).filter(([key]) => key === usualKey(key));
const plainOf = (key: string): string | undefined => source.ownTexts[plainTag(key)];

describe('a plain variant', () => {
  test('is written in both of the languages that are written inline, or in neither', () => {
    expect(texts.filter((text) => (text[plainTag('zh-CN')] === undefined) !== (text[plainTag('en')] === undefined))).toEqual([]);
  });

  test('is there for every long sentence that people are told on their way', () => {
    const { failures } = loadTexts(Failures, inConfiguration('failures.yaml'), languages);
    const told = [
      ...textsIn([loadTexts(VisitTexts, inConfiguration('visit-texts.yaml'), languages), ...everyIn('services').map((file) => loadTexts(Service, file, languages))]),
      ...Object.values(failures).flatMap(({ whatHappened, whatNow, nothingLost }) => [whatHappened, whatNow, nothingLost]),
    ];
    expect(told.filter((text) => isLong(text['zh-CN']) && text[plainTag('zh-CN')] === undefined).map((text) => text['zh-CN'])).toEqual([]);
  });

  test('is there for every long sentence of the page\'s own', () => {
    expect(interfaceTexts.filter(([key, words]) => isLong(words) && plainOf(key) === undefined).map(([key]) => key)).toEqual([]);
  });

  test('is no longer than the usual words', () => {
    expect(texts.filter((text) => (text[plainTag('zh-CN')] ?? '').length > text['zh-CN'].length)).toEqual([]);
    expect(interfaceTexts.filter(([key, words]) => (plainOf(key) ?? '').length > words.length)).toEqual([]);
  });
});

test('a text has the same placeholders under each of its keys', () => {
  const placeholdersIn = (text: LocalizedText): Set<string> => new Set(Object.values(text).map((words) => (words.match(/\{\w+\}/g) ?? []).sort().join(' ')));
  expect(texts.filter((text) => placeholdersIn(text).size > 1)).toEqual([]);
});

test('what people are told to touch is called as the button is, in both of the languages that are written inline', () => {
  const english = languages.find(({ tag }) => tag === 'en');
  const isSaid = (label: string, inEnglish: string): boolean => texts.some((text) => text['zh-CN'] === label && text.en === inEnglish)
    || Object.entries(source.ownTexts).some(([key, words]) => words === label && english?.ownTexts[key] === inEnglish);
  const quoted = (words: string, quotes: RegExp): string[] => [...words.matchAll(quotes)].map(([, label]) => label ?? '');
  const miscalled = texts.filter((text) => ([['zh-CN', 'en'], [plainTag('zh-CN'), plainTag('en')]] as const).some(([chinese, other]) => {
    const labels = quoted(text[chinese] ?? '', /按“([^”]+)”/g);
    const names = quoted(text[other] ?? '', /touch "([^"]+)"/gi);
    return labels.length !== names.length || labels.some((label) => !names.some((name) => isSaid(label, name)));
  }));
  expect(miscalled).toEqual([]);
});
