import { expect, test } from 'vitest';
import { mostColumns, optionGrid } from './option-grid.ts';

const optionsOf = (...labels: readonly string[]) => labels.map((label) => ({ label, hint: null }));

test('a column is as wide as most options need, and the few that are longer lie across two', () => {
  const { columnEm, spans } = optionGrid(optionsOf(...Array.from({ length: 19 }, () => '天河区'), '石柱土家族自治县'));
  expect(columnEm).toBe(3);
  expect(spans.filter((span) => span === 2)).toHaveLength(1);
  expect(spans.at(-1)).toBe(2);
});

test('a few names that are a little longer than the rest make no holes', () => {
  expect(optionGrid(optionsOf('北京', '天津', '河北', '山西', '内蒙古', '辽宁', '吉林', '黑龙江')).spans).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

test('no column is wider than it needs to be for letters, digits, a hint or a sign', () => {
  const widthOf = (option: Parameters<typeof optionGrid>[0][number]): number => optionGrid([option]).columnEm;
  expect(widthOf({ label: '31日', hint: null })).toBeLessThan(widthOf({ label: '三十一日', hint: null }));
  expect(widthOf({ label: '北京', hint: 'Beijing' })).toBeGreaterThan(widthOf({ label: '北京', hint: null }));
  expect(widthOf({ label: '北京', hint: null, icon: 'near' })).toBeGreaterThan(2);
  expect(widthOf({ label: '双江拉祜族佤族布朗族傣族自治县', hint: null })).toBe(8);
});

test('few options are laid in few columns, many in more', () => {
  const columnsFor = (count: number): number => mostColumns(optionGrid(optionsOf(...Array.from({ length: count }, () => '天河区'))));
  expect([1, 2, 4, 12].map(columnsFor)).toEqual([2, 2, 3, 4]);
  expect([28, 29, 30, 31].map(columnsFor), 'a month in lines of seven').toEqual([7, 7, 7, 7]);
});
