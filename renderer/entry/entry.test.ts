import { expect, test } from 'vitest';
import { levelOf, nextPicks, pickedLevels } from './day-levels.ts';
import { spokenBeginning } from './day-words.ts';
import { candidateLines, type KeyboardFace, keyLayout } from './key-layout.ts';
import { groupedAmount, groupedPhone, withAmountKey, withoutLast, withPhoneKey } from './typed.ts';

const typed = (keys: string, press: (before: string, key: string) => string): string => [...keys].reduce(press, '');

test.each([
  ['13800001234', '138 0000 1234'],
  ['1380000', '138 0000'],
  ['02032345678', '020 3234 5678'],
  ['07552345678', '0755 2345 678'],
  ['+4512345678', '+45 1234 5678'],
])('the number %s is shown as "%s"', (number, shown) => {
  expect(groupedPhone(number)).toBe(shown);
});

test('a plus stands only before a number, which ends at its longest', () => {
  expect(typed('+45+12', withPhoneKey)).toBe('+4512');
  expect(typed('1'.repeat(40), withPhoneKey)).toHaveLength(16);
});

test('an amount takes one point, two places and no needless zeros, and is shown with thousands', () => {
  expect(typed('007', withAmountKey)).toBe('7');
  expect(typed('.5', withAmountKey)).toBe('0.5');
  expect(typed('1234.567.8', withAmountKey)).toBe('1234.56');
  expect(groupedAmount('1234567.5')).toBe('1,234,567.5');
});

test('erasing takes a rare character whole', () => {
  expect(withoutLast('路𠮷')).toBe('路');
});

const century = { earliest: '1926-11-22', latest: '2026-11-22' };

test('a day of a century is picked by decade, year, month and day, none of them outside the limits', () => {
  expect(nextPicks('', century)[0]).toBe('202');
  expect(nextPicks('', century).at(-1)).toBe('192');
  expect(nextPicks('202', century).at(-1)).toBe('2026');
  expect(nextPicks('192', century)[0]).toBe('1926');
  expect(nextPicks('2026', century).at(-1)).toBe('2026-11');
  expect(nextPicks('2026-11', century).at(-1)).toBe('2026-11-22');
  expect(nextPicks('2024-02', century)).toHaveLength(29);
  expect(nextPicks('2024-02-29', century)).toEqual([]);
});

test('what was picked of a day is a way back, and a year that was taken back leads to its decade', () => {
  const beginnings = (picked: string) => pickedLevels(picked, century).map(({ beginning }) => beginning);
  expect([beginnings(''), beginnings('193'), beginnings('1930'), beginnings('1930-05-17')]).toEqual([[], ['193'], ['1930'], ['1930', '1930-05', '1930-05-17']]);
  expect(pickedLevels('1930-05-17', century).map(({ before }) => before)).toEqual(['193', '1930', '1930-05']);
  expect(pickedLevels('193', century)).toEqual([{ beginning: '193', before: '' }]);
});

test('within a few years no decade is asked for', () => {
  const span = { earliest: '2019-03-01', latest: '2021-02-01' };
  expect(nextPicks('', span)).toEqual(['2021', '2020', '2019']);
  expect(pickedLevels('2020-05', span)).toEqual([{ beginning: '2020', before: '' }, { beginning: '2020-05', before: '2020' }]);
  expect(levelOf('2020-05-17')).toBe('whole');
});

test('a day is said as far as it was picked', () => {
  expect(['202', '2024', '2024-05', '2024-05-17'].map((beginning) => spokenBeginning(beginning, 'zh-CN', 'whole'))).toEqual(['2020–2029', '2024年', '2024年5月', '2024年5月17日']);
  expect(spokenBeginning('2024-05', 'en-GB', 'short')).toBe('May');
});

const everyLayout = (['pinyin', 'letters', 'symbols'] as const satisfies readonly KeyboardFace[]).flatMap((face) =>
  (['normal', 'large'] as const).flatMap((textSize) => (['address', 'name'] as const).map((purpose) => ({ face, textSize, purpose }))));

test.each(everyLayout)('the $textSize keyboard of $face for a $purpose fits its grid, has each key once, and can erase and confirm', ({ face, textSize, purpose }) => {
  const { units, rows } = keyLayout(face, textSize, purpose);
  for (const row of rows) expect(row.reduce((sum, key) => sum + key.units, 0), 'no gap and nothing over the edge').toBe(units);
  const keys = rows.flat();
  expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  expect(keys.map(({ does }) => does)).toEqual(expect.arrayContaining(['erase', 'confirm', 'space', 'face']));
  if (face !== 'symbols') expect(keys.filter(({ does }) => does === 'type').map(({ key }) => key).sort().join('')).toBe('abcdefghijklmnopqrstuvwxyz');
});

test.each(everyLayout)('the $textSize keyboard of $face for a $purpose leads to each of the two other faces', ({ face, textSize, purpose }) => {
  const leads = keyLayout(face, textSize, purpose).rows.flat().flatMap((key) => (key.does === 'face' ? [key.key] : []));
  expect([face, ...leads].sort()).toEqual(['letters', 'pinyin', 'symbols']);
});

test.each([['normal', 'address'], ['large', 'address'], ['normal', 'name'], ['large', 'name']] as const)('on the %s keyboard for a %s the keys that every face has end at the same place, counted from the lower edge', (textSize, purpose) => {
  const placesOn = (face: KeyboardFace) => {
    const { rows } = keyLayout(face, textSize, purpose);
    return Object.fromEntries(rows.flatMap((row, at) => row.flatMap((key, index) => {
      const end = row.slice(0, index + 1).reduce((sum, { units }) => sum + units, 0);
      return key.does === 'erase' || key.does === 'confirm' ? [[key.does, [rows.length - at, end]]] : [];
    })));
  };
  expect(placesOn('letters')).toEqual(placesOn('pinyin'));
  expect(placesOn('symbols')).toEqual(placesOn('pinyin'));
});

test('candidates fill lines of cells and none is split', () => {
  const words = ['北京', '天河区', '内蒙古自治区', '天'].map((text) => ({ text }));
  expect(candidateLines(words, 4).map((line) => line.map(({ text }) => text))).toEqual([['北京', '天河区'], ['内蒙古自治区', '天']]);
  expect(candidateLines([], 4)).toEqual([]);
});
