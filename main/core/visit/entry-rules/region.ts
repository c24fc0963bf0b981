/** County-level divisions by their six-digit codes (GB/T 2260 and the codes in use beside it), from the table the page picks from too. */
import { areaList } from '@vant/area-data';
import type { EntryRule, Reading } from './rule.ts';
import { judgementOf } from './rule.ts';

const problems = ['empty', 'unknown-region'] as const;

export function readRegion(typed: string): Reading<(typeof problems)[number]> {
  if (typed === '') return { problem: 'empty' };
  return Object.hasOwn(areaList.county_list, typed) ? { value: typed } : { problem: 'unknown-region' };
}

/** Groups of the table that nobody says aloud: counties directly under a province, and the like. */
const isGrouping = (name: string): boolean => name === '县' || name.includes('直辖');

/** 440106 → 广东省广州市天河区; 110101 → 北京市东城区. A code the table does not know stays a code. */
export function spokenRegion(code: string): string {
  const province = areaList.province_list[`${code.slice(0, 2)}0000`] ?? '';
  const city = areaList.city_list[`${code.slice(0, 4)}00`] ?? '';
  const county = areaList.county_list[code] ?? code;
  return province + (city === province || isGrouping(city) ? '' : city) + county;
}

export const regionRule: EntryRule = {
  problems,
  placeholders: [],
  limitedBy: [],
  fills: () => ({}),
  field: ({ world: { kiosk } }) => ({ kind: 'region', ...(kiosk.division !== undefined && { near: kiosk.division }) }),
  judge: (typed) => judgementOf('region', typed, readRegion),
  stands: () => true,
};
