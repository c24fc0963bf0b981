import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween } from './calendar.ts';

test('twelve months after 29 February is 28 February', () => {
  expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
});

test('months run over the end of the year', () => {
  expect(addMonths('2026-11-22', 12)).toBe('2027-11-22');
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
});

test('days are counted forwards and backwards', () => {
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(daysBetween('2026-11-22', '2026-11-07')).toBe(-15);
});
