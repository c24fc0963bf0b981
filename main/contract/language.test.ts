import { describe, expect, test } from 'vitest';
import { Language, LocalizedText, lookUpOrder, wordsIn } from './language.ts';

const text = { 'zh-CN': '请出示证件', 'zh-CN-x-plain': '请放卡', en: 'Please present your card', fr: 'Présentez votre carte' };

test.each(['zh-CN', 'zh-Hant', 'en', 'ug', 'ar-XB', 'es-419', 'de-1996', 'zh-Hant-HK'])('%s is a language', (tag) => {
  expect(Language.safeParse(tag).success).toBe(true);
});

test.each(['', 'ZH', 'zh-cn', 'zh_CN', 'english', 'en-x-plain', '../en', 'en-', '__proto__', `en-${'abcde-'.repeat(9)}abcde`])('"%s" is none', (tag) => {
  expect(Language.safeParse(tag).success).toBe(false);
});

describe('a text', () => {
  test('may have any language beside those written inline, and plain variants', () => {
    expect(LocalizedText.safeParse(text).success).toBe(true);
  });

  test.each([
    ['lacks a language that is written inline', { 'zh-CN': '请' }],
    ['has an empty word', { ...text, fr: '' }],
    ['has words without end', { ...text, fr: 'x'.repeat(2001) }],
    ['has a key that is no language', { ...text, 'en-loud': 'PLEASE' }],
    ['has a value that is no words', { ...text, fr: 3 }],
    ['has keys without end', { ...text, ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`a${String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26))}`, 'x'])) }],
  ])('that %s is refused', (_, broken) => {
    expect(LocalizedText.safeParse(broken).success).toBe(false);
  });

  test('is said in the language asked for, else along its fallbacks, else in the source language', () => {
    expect(wordsIn(text, lookUpOrder({ tag: 'fr', fallbacks: ['en'] }, 'usual'))).toBe('Présentez votre carte');
    expect(wordsIn(text, lookUpOrder({ tag: 'oc', fallbacks: ['fr', 'en'] }, 'usual'))).toBe('Présentez votre carte');
    expect(wordsIn(text, lookUpOrder({ tag: 'ug', fallbacks: [] }, 'usual'))).toBe('请出示证件');
    expect(wordsIn(text, [])).toBe('请出示证件');
  });

  test('is said plainly where that is asked for and the language has it, and never in another language for plainness\' sake', () => {
    expect(wordsIn(text, lookUpOrder({ tag: 'zh-CN', fallbacks: [] }, 'plain'))).toBe('请放卡');
    expect(wordsIn(text, lookUpOrder({ tag: 'zh-CN', fallbacks: [] }, 'usual'))).toBe('请出示证件');
    expect(wordsIn(text, lookUpOrder({ tag: 'en', fallbacks: [] }, 'plain'))).toBe('Please present your card');
  });
});
