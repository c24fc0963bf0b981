import { expect, test } from 'vitest';
import { Personal } from '../../../../devices/personal.ts';
import type { Facts } from '../../platform/port.ts';
import { amountRule, readAmount } from './amount.ts';
import { readDay } from './day.ts';
import { maskPhone, readPhone } from './phone.ts';
import { readRegion, spokenRegion } from './region.ts';
import { maskWords, readWords } from './words.ts';

test.each([
  ['13800001234', '13800001234'],
  ['138 0000 1234', '13800001234'],
  ['+86 138-0000-1234', '13800001234'],
  ['008613800001234', '13800001234'],
  ['02012345678', { problem: 'not-a-phone' }],
  ['02032345678', '02032345678'],
  ['07552345678', '07552345678'],
  ['+4512345678', '+4512345678'],
  ['1380000123', { problem: 'mobile-length' }],
  ['138000012345', { problem: 'mobile-length' }],
  ['12800001234', { problem: 'not-a-phone' }],
  ['32345678', { problem: 'not-a-phone' }],
  ['+0123456789', { problem: 'not-a-phone' }],
  ['', { problem: 'empty' }],
  ['drop table', { problem: 'not-a-phone' }],
])('the telephone number "%s" is read as %s', (typed, expected) => {
  expect(readPhone(typed)).toEqual(typeof expected === 'string' ? { value: expected } : expected);
});

test.each([
  ['1234.5', { value: '123450' }],
  ['1,234.56', { value: '123456' }],
  ['100', { value: '10000' }],
  ['99.99', { problem: 'too-little' }],
  ['20000.01', { problem: 'too-much' }],
  ['1.234', { problem: 'not-an-amount' }],
  ['-5', { problem: 'not-an-amount' }],
  ['1e3', { problem: 'not-an-amount' }],
  ['', { problem: 'empty' }],
])('the amount "%s" is read as %s', (typed, expected) => {
  expect(readAmount(typed, { unit: 'fen', leastFen: 10_000, mostFen: 2_000_000 })).toEqual(expected);
});

test.each([
  ['5000', { value: '500000' }],
  ['5,000.00', { value: '500000' }],
  ['5000.5', { problem: 'not-whole-yuan' }],
  ['五千', { problem: 'not-whole-yuan' }],
  ['4950', { value: '495000' }],
  ['4949', { problem: 'too-little' }],
  ['24751', { problem: 'too-much' }],
  ['', { problem: 'empty' }],
])('in whole yuan the amount "%s" is read as %s', (typed, expected) => {
  expect(readAmount(typed, { unit: 'yuan', leastFen: 495_000, mostFen: 2_475_000 })).toEqual(expected);
});

test('an amount given before may be kept only within the limits that the platform tells now', () => {
  const { stands } = amountRule({ kind: 'amount', unit: 'yuan', leastFen: 'answer.lowest', mostFen: 2_475_000 });
  const given = { kind: 'amount', value: new Personal('500000') } as const;
  const told = (fen: number) => ({ answer: { outcome: 'told', facts: new Personal<Facts>({ lowest: { type: 'money', fen } }) } });
  expect([stands(given, told(495_000)), stands(given, told(500_000)), stands(given, told(500_001))]).toEqual([true, true, false]);
  expect(stands({ kind: 'left-out' }, told(495_000))).toBe(true);
});

test.each([
  ['2024-02-29', { value: '2024-02-29' }],
  ['2023-02-29', { problem: 'not-a-day' }],
  ['2024-05', { problem: 'not-a-day' }],
  ['1926-11-21', { problem: 'too-early' }],
  ['1926-11-22', { value: '1926-11-22' }],
  ['2026-11-23', { problem: 'too-late' }],
  ['', { problem: 'empty' }],
])('the day "%s" is read as %s', (typed, expected) => {
  expect(readDay(typed, { earliest: '1926-11-22', latest: '2026-11-22' })).toEqual(expected);
});

test('a region is a county-level division of the table, and is said without repeating itself', () => {
  expect(readRegion('440106')).toEqual({ value: '440106' });
  expect(readRegion('4401')).toEqual({ problem: 'unknown-region' });
  expect(readRegion('990000')).toEqual({ problem: 'unknown-region' });
  expect(readRegion('toString')).toEqual({ problem: 'unknown-region' });
  expect(spokenRegion('440106')).toBe('广东省广州市天河区');
  expect(spokenRegion('110101')).toBe('北京市东城区');
  expect(spokenRegion('429004'), 'a city directly under its province').toBe('湖北省仙桃市');
});

const address = { purpose: 'address', shortest: 2, longest: 12 } as const;
test.each([
  [' 示范路  8号（南门） ', { value: '示范路 8号（南门）' }],
  ['䶮旸村〇七号', { value: '䶮旸村〇七号' }],
  ['𠮷祥里1号', { value: '𠮷祥里1号' }],
  ['1号<script>', { problem: 'odd-character' }],
  ['路🙂8号', { problem: 'odd-character' }],
  ['路', { problem: 'too-short' }],
  ['示范路示范路示范路示范路8号', { problem: 'too-long' }],
  ['   ', { problem: 'empty' }],
])('the address "%s" is read as %s', (typed, expected) => {
  expect(readWords(typed, address)).toEqual(expected);
});

test('a name has letters, not digits', () => {
  expect(readWords('阿依古丽·买买提', { ...address, purpose: 'name' })).toEqual({ value: '阿依古丽·买买提' });
  expect(readWords('张3', { ...address, purpose: 'name' })).toEqual({ problem: 'odd-character' });
});

test('what is shown again keeps only beginning and end', () => {
  expect(maskPhone('13800001234')).toBe('138****1234');
  expect(maskPhone('+4512345678')).toBe('+451***5678');
  expect(maskWords('示范路8号2单元301室')).toBe('示范路*******1室');
  expect(maskWords('东街3号')).toBe('东***');
});
