/** What is handed to an engine that reads pinyin, and what espeak-ng makes of it where it is installed. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { inPinyin } from './pinyin.ts';

test.each([
  ['请插入社会保障卡。', 'qing3 cha1 ru4 she4 hui4 bao3 zhang4 ka3 。'],
  ['银行卡，重新开始，长者版', 'yin2 hang2 ka3 ， chong2 xin1 kai1 shi3 ， zhang3 zhe3 ban3'],
  ['您好了吗', 'nin2 hao3 le5 ma5'],
  ['女士', 'nv3 shi4'],
  ['受理号 P T 2 0', 'shou4 li3 hao4 P T 2 0'],
  ['2026年11月22日 09:30', '2026 nian2 11 yue4 22 ri4 09:30'],
  ['Touch here', 'Touch here'],
] as const)('%s', (text, said) => {
  expect(inPinyin(text)).toBe(said);
});

const espeak = (text: string): string => spawnSync('espeak-ng', ['-q', '-v', 'cmn-latn-pinyin', '-x', '--stdin'], { input: text, encoding: 'utf8' }).stdout;
const hasEspeak = spawnSync('espeak-ng', ['--version']).status === 0;

describe.skipIf(!hasEspeak)('espeak-ng', () => {
  test.each(['请插入社会保障卡', '待遇资格认证', '请看着前面，先别动', '受理号', '核验方式', '长者版', '呼叫工作人员'])('reads no syllable of %s as an English word', (text) => {
    const said = espeak(inPinyin(text));
    expect(said.trim()).not.toBe('');
    expect(said).not.toContain('(en)');
  });

  test('reads a character by its sound in the word', () => {
    expect(espeak(inPinyin('银行'))).toBe(espeak('yin2 hang2'));
    expect(espeak(inPinyin('重新'))).toBe(espeak('chong2 xin1'));
  });
});
