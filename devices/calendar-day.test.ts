import { expect, test } from 'vitest';
import { dayOfDigits, isRealDay } from './calendar-day.ts';

test('a day is one that the calendar has', () => {
  expect(['1960-02-29', '2000-02-29', '2026-12-31'].map(isRealDay)).toEqual([true, true, true]);
  expect(['1961-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-1-1', '2026-01', '2026', ''].map(isRealDay)).not.toContain(true);
});

test('eight digits are a day or nothing', () => {
  expect(dayOfDigits('19850615')).toBe('1985-06-15');
  expect(['19850230', '1985061', '198506150', '1985-6-5', '', 'abcdefgh'].map(dayOfDigits)).toEqual([null, null, null, null, null, null]);
});
