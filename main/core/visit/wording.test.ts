import { expect, test } from 'vitest';
import { fillText, maskName, shareOf, spokenDay, spokenFact, spokenMoney, spokenNumber, spokenTime, writtenTime } from './wording.ts';
import type { WrittenLanguages } from './wording.ts';

const languages: WrittenLanguages = [
  { tag: 'zh-CN', direction: 'ltr', fallbacks: [], locale: 'zh-CN' }, { tag: 'zh-Hant', direction: 'ltr', fallbacks: [], locale: 'zh-Hant' },
  { tag: 'fr', direction: 'ltr', fallbacks: ['en'], locale: 'fr' }, { tag: 'en', direction: 'ltr', fallbacks: [], locale: 'en-GB' },
];

test('a placeholder is filled under every key of the text, with the nearest words there are', () => {
  const text = { 'zh-CN': '回复：{said}', 'zh-CN-x-plain': '说：{said}', en: 'It says: {said}', fr: 'Il dit : {said}', 'zh-Hant': '回覆：{said}' };
  expect(fillText(text, { said: { 'zh-CN': '不行', en: 'no' } }, languages)).toEqual({
    'zh-CN': '回复：不行', 'zh-CN-x-plain': '说：不行', en: 'It says: no', fr: 'Il dit : no', 'zh-Hant': '回覆：不行',
  });
});

test('what is put into a text that runs right to left is set apart, so that its own order is kept', () => {
  const filled = fillText({ 'zh-CN': '号码{n}', en: 'No. {n}', ug: 'نومۇر {n}' }, { n: { 'zh-CN': '99**10', en: '99**10' } }, [...languages, { tag: 'ug', direction: 'rtl', fallbacks: [], locale: 'ug' }]);
  expect(filled).toEqual({ 'zh-CN': '号码99**10', en: 'No. 99**10', ug: 'نومۇر \u206899**10\u2069' });
});

test('a placeholder without a value stays, whatever it is called', () => {
  expect(fillText({ 'zh-CN': '{constructor}', en: '{other}' }, {}, languages)).toEqual({ 'zh-CN': '{constructor}', en: '{other}' });
});

test('days, times and numbers are written as each language writes them', () => {
  expect(spokenDay('2026-12-12', languages)).toEqual({ 'zh-CN': '2026年12月12日', 'zh-Hant': '2026年12月12日', fr: '12 décembre 2026', en: '12 December 2026' });
  expect(spokenTime(Date.parse('2026-11-22T15:05:00+08:00'), languages)).toMatchObject({ 'zh-CN': '2026年11月22日 15:05', 'zh-Hant': '2026年11月22日 15:05', en: '22 November 2026 at 15:05' });
  expect(spokenNumber(12_345.5, languages)).toMatchObject({ 'zh-CN': '12,345.5', fr: '12\u202f345,5', en: '12,345.5' });
  expect(writtenTime(Date.parse('2026-11-22T15:05:00+08:00'))).toBe('2026年11月22日 15:05');
});

const telling = { languages, texts: { words: { yuan: { 'zh-CN': '{amount} 元', en: '{amount} yuan', fr: '{amount} yuans' } } } };

test('a fact of the platform is said by its type', () => {
  expect(spokenFact({ type: 'date', value: '2026-12-12' }, telling).fr).toBe('12 décembre 2026');
  expect(spokenFact({ type: 'number', value: 20 }, telling).en).toBe('20');
  expect(spokenFact({ type: 'text', value: { 'zh-CN': '是', en: 'yes' } }, telling)).toEqual({ 'zh-CN': '是', en: 'yes' });
  expect(spokenFact({ type: 'rate', basisPoints: 2050 }, telling)).toMatchObject({ 'zh-CN': '20.5%', en: '20.5%' });
});

test('an amount is given in fen and said in yuan, with fen only where there are some', () => {
  expect(spokenFact({ type: 'money', fen: 495_000 }, telling)).toEqual({ 'zh-CN': '4,950 元', en: '4,950 yuan', fr: '4\u202f950 yuans' });
  expect(spokenMoney(89_840, telling)).toMatchObject({ 'zh-CN': '898.40 元', fr: '898,40 yuans' });
  expect(spokenMoney(0, telling).en).toBe('0 yuan');
});

test('a share of an amount is told to the nearest fen', () => {
  expect([shareOf(500_000, 2000), shareOf(333, 5000), shareOf(1, 2000)]).toEqual([100_000, 167, 0]);
});

test('a name is masked word by word, whatever the script', () => {
  expect([maskName('张三'), maskName('ERIKSSON ANNA'), maskName('阿依古丽·买买提')]).toEqual(['张*', 'E******* A***', '阿*******']);
});
