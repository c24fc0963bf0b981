import { describe, expect, test } from 'vitest';
import { openDictionary } from './dictionary.ts';
import { writeDictionary } from './dictionary.vite.ts';

const small = openDictionary({ characters: { xi: '西希', an: '安', xian: '先线', lu: '路', zhe: '这', zhu: '住' }, words: 'xian 西安\nxianlu 西安路\nanlu 安路' });
const texts = (letters: string): string[] => small.candidates(letters).map(({ text }) => text);

describe('what letters may mean', () => {
  test('whole words come first, then the characters of the longest syllable, then of shorter ones', () => {
    expect(texts('xian')).toEqual(['西安', '先', '线', '西', '希']);
  });

  test('a word for a part of the letters leaves the rest', () => {
    expect(small.candidates('xianlu').slice(0, 2)).toEqual([{ text: '西安路', letters: 6 }, { text: '西安', letters: 4 }]);
  });

  test('words that go on are offered before they are typed out', () => {
    expect(texts('xianl')[0]).toBe('西安路');
  });

  test('the beginning of a syllable offers what could come of it', () => {
    expect(texts('zh')).toEqual(['这', '住']);
  });

  test('letters that mean nothing offer nothing, and nothing typed offers nothing', () => {
    expect(texts('vvv')).toEqual([]);
    expect(texts('')).toEqual([]);
  });
});

describe('what tells a character from others of the same sound', () => {
  test('is a common word that begins with it, else one that has it; a word explains itself', () => {
    expect(['安', '路', '西安', '住'].map(small.exampleOf)).toEqual(['安路', '安路', null, null]);
  });
});

describe('the dictionary in the page', () => {
  const written = writeDictionary();
  const dictionary = openDictionary(written);
  const first = (letters: string): string | undefined => dictionary.candidates(letters)[0]?.text;

  test('knows the words of addresses and the names of places', () => {
    expect(['danyuan', 'xiaoqu', 'guangdong', 'chongqing', 'nver'].map(first)).toEqual(['单元', '小区', '广东', '重庆', '女儿']);
  });

  test('has rare characters of names, behind the common ones', () => {
    const yan = dictionary.candidates('yan').map(({ text }) => text);
    expect(yan).toEqual(expect.arrayContaining(['䶮', '严', '閆']));
    expect(yan.indexOf('严')).toBeLessThan(yan.indexOf('䶮'));
  });

  test('tells the most common characters of one sound apart', () => {
    const shi = dictionary.candidates('shi').map(({ text }) => text).slice(0, 10);
    const examples = shi.map(dictionary.exampleOf);
    expect(examples).not.toContain(null);
    expect(new Set(examples).size).toBe(shi.length);
  });

  test('writes places in Latin letters', () => {
    expect(['440106', '110000', '500000'].map((code) => written.placeNames[code])).toEqual(['Tianhe Qu', 'Beijing Shi', 'Chongqing Shi']);
  });
});
