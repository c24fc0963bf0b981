/** What is handed to the engine, for what stands on the screen. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pronounceable } from './pronunciation.ts';

test.each([
  ['受理号 PT20261122000001', 'zh-CN', '受理号 P T 2 0，2 6 1 1，2 2 0 0，0 0 0 1'],
  ['证件号码 9900***********026', 'zh-CN', '证件号码 9 9 0 0，隐去，0 2 6'],
  ['手机 138****1234', 'zh-Hant', '手机 1 3 8，隱去，1 2 3 4'],
  ['姓名 张*', 'zh-CN', '姓名 张某'],
  ['姓名 欧阳**', 'zh-Hant', '姓名 欧阳某某'],
  ['Name Z**', 'en', 'Name Z, hidden'],
  ['ID 9900***********026', 'en', 'ID 9 9 0 0, hidden, 0 2 6'],
  ['咨询电话 12333', 'zh-CN', '咨询电话 1 2 3 3 3'],
  ['受理号 K000001-261123-0001', 'zh-CN', '受理号 K 0 0 0，0 0 1，2 6 1 1，2 3，0 0 0 1'],
  ['Phone 0991-1234567', 'en', 'Phone 0 9 9 1, 1 2 3 4, 5 6 7'],
] as const)('%s (%s)', (text, language, said) => {
  expect(pronounceable(text, language)).toBe(said);
});

test.each([
  '2026年11月22日', '09:30', '每月 1,234.50 元', '第 2 题，共 4 题', '音量 3', '3 Mbit', '2026-11-22', '8-12 号', 'self-service', '还剩 120 秒', 'A4',
])('%s is said as it is written', (text) => {
  expect(pronounceable(text, 'zh-CN')).toBe(text);
});

test('nothing that could be noted down is lost or added', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('zh-CN', 'zh-Hant', 'en'), (text, language) => {
    const signs = (words: string): string => (words.match(/\d/g) ?? []).join('');
    expect(signs(pronounceable(text, language))).toBe(signs(text));
  }));
});
