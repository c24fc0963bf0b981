import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OfferedLanguage } from '../../main/contract/index.ts';
import { offered, openLanguages } from './language.ts';
import { completeTexts, findGaps, sourceWords, textsIn } from './translation.ts';

let shelf = '';

/** Writes a language's folder: its card, its interface words and, where it is not inline, its texts. */
function put(tag: string, card: string, words: string, texts?: string): void {
  mkdirSync(path.join(shelf, tag));
  writeFileSync(path.join(shelf, tag, 'language.yaml'), `{ name: ${tag}, direction: ltr, voice: null, ${card} }`);
  writeFileSync(path.join(shelf, tag, 'interface.yaml'), words);
  if (texts !== undefined) writeFileSync(path.join(shelf, tag, 'texts.yaml'), texts);
}

beforeEach(() => {
  shelf = mkdtempSync(path.join(tmpdir(), 'languages-'));
  put('zh-CN', 'fallback: null, order: 10', '{ a: 甲, b: "乙 {n}", c: 丙 }');
  put('en', 'fallback: null, order: 30, locale: en-GB', '{ a: A, b: "B {n}", c: C }');
});
afterEach(() => rmSync(shelf, { recursive: true }));

const opened = (tag: string) => {
  const found = openLanguages(shelf).find((language) => language.tag === tag);
  if (!found) throw new Error(`${tag} is not installed`);
  return found;
};

describe('a language that is added as a folder', () => {
  test('is offered in its place, and what it lacks comes along its fallbacks', () => {
    put('fr', 'fallback: en, order: 20', '{ a: à }', '{}');
    put('br', 'fallback: fr, order: 40', '{ c: k }', '{}');
    expect(openLanguages(shelf).map(({ tag }) => tag)).toEqual(['zh-CN', 'fr', 'en', 'br']);
    expect(opened('br')).toMatchObject({ fallbacks: ['fr', 'en'], texts: { a: 'à', b: 'B {n}', c: 'k' }, locale: 'br' });
    expect(opened('en').locale).toBe('en-GB');
  });

  test('says what it says itself without another language\'s plain variant of it, and what it lacks with one', () => {
    put('fr', 'fallback: en, order: 20', '{ a: à, b: "B {n}", b-x-plain: "b {n}" }', '{}');
    put('br', 'fallback: fr, order: 40', '{ a: h }', '{}');
    writeFileSync(path.join(shelf, 'zh-CN/interface.yaml'), '{ a: 甲, a-x-plain: 甲甲, b: "乙 {n}", c: 丙, c-x-plain: 丙丙 }');
    expect(opened('fr').texts).toEqual({ a: 'à', b: 'B {n}', 'b-x-plain': 'b {n}', c: 'C' });
    expect(opened('br').texts).toEqual({ a: 'h', b: 'B {n}', 'b-x-plain': 'b {n}', c: 'C' });
    expect(opened('zh-CN').texts['c-x-plain']).toBe('丙丙');
  });

  test('is refused where it says plainly what it does not say at all', () => {
    put('fr', 'fallback: en, order: 20', '{ d-x-plain: d }', '{}');
    expect(() => openLanguages(shelf)).toThrow(/plain variant must stand beside/);
  });

  test('is told to the page in a shape that the contract allows', () => {
    for (const language of openLanguages(shelf)) expect(OfferedLanguage.safeParse(offered(language)).error).toBeUndefined();
  });

  test('is refused where its fallback is not there, or leads back to itself', () => {
    put('fr', 'fallback: oc, order: 20', '{}', '{}');
    expect(() => openLanguages(shelf)).toThrow(/there is no language oc/);
    put('oc', 'fallback: fr, order: 20', '{}', '{}');
    expect(() => openLanguages(shelf)).toThrow(/falls back to itself/);
  });

  test.each(['zh_TW', 'EN', 'english', 'zh-cn', 'zh-CN-x-plain'])('is refused where its folder has a name such as %s', (tag) => {
    put(tag, 'fallback: null, order: 20', '{}', '{}');
    expect(() => openLanguages(shelf)).toThrow(/BCP 47/);
  });

  test('is refused where texts are written both inline and in its folder', () => {
    writeFileSync(path.join(shelf, 'en/texts.yaml'), '{}');
    expect(() => openLanguages(shelf)).toThrow(/written inline/);
  });

  test('cannot stand in for one that every text is written in', () => {
    rmSync(path.join(shelf, 'en'), { recursive: true });
    expect(() => openLanguages(shelf)).toThrow(/there is no folder en/);
  });
});

describe('the texts of a configuration', () => {
  const text = { 'zh-CN': '你好，{name}', 'zh-CN-x-plain': '你好', en: 'Good day, {name}', 'en-x-plain': 'Hello' };

  test('are completed wherever they stand, plain variants too, and keep the words they have', () => {
    put('fr', 'fallback: en, order: 20', '{}', '{ "你好，{name}": "Bonjour, {name}", 你好: Salut, 有: Oui }');
    const completed = completeTexts({ deep: [{ text }], other: { 'zh-CN': '有', en: 'Yes', fr: 'Si' }, number: 3, none: null }, openLanguages(shelf));
    expect(completed).toEqual({
      deep: [{ text: { ...text, fr: 'Bonjour, {name}', 'fr-x-plain': 'Salut' } }], other: { 'zh-CN': '有', en: 'Yes', fr: 'Si' }, number: 3, none: null,
    });
  });

  test('are left alone where nobody translated them', () => {
    put('fr', 'fallback: en, order: 20', '{}', '{}');
    expect(completeTexts({ text }, openLanguages(shelf))).toEqual({ text });
  });

  test('lack a plain variant where the source language has one, and must fill it as the source does', () => {
    writeFileSync(path.join(shelf, 'zh-CN/interface.yaml'), '{ a: 甲, a-x-plain: 甲, b: "乙 {n}", b-x-plain: "{n}", c: 丙 }');
    writeFileSync(path.join(shelf, 'en/interface.yaml'), '{ a: A, b: "B {n}", b-x-plain: "{m}", c: C, c-x-plain: C }');
    expect(findGaps(opened('en'), opened('zh-CN'), [])).toEqual({ missing: ['a-x-plain'], unused: ['c-x-plain'], misfilled: ['b-x-plain'] });
  });

  test('and the interface words tell what a language lacks, says for nobody, and fills otherwise', () => {
    put('fr', 'fallback: en, order: 20', '{ a: à, b: "B {m}", d: D }', '{ "你好，{name}": "Bonjour", 没有: Non }');
    expect(findGaps(opened('fr'), opened('zh-CN'), sourceWords(textsIn([{ text }])))).toEqual({ missing: ['c', '你好'], unused: ['d', '没有'], misfilled: ['b', '你好，{name}'] });
  });
});
