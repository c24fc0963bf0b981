import { expect, test } from 'vitest';
import { nextPlaces } from './places.ts';
import { provinceInEnglish } from './province-names.ts';

test('every province that can be picked has an English name of its own, and nothing else has', () => {
  const names = nextPlaces('').map(({ code }) => provinceInEnglish(code));
  expect(names).not.toContain(null);
  expect(new Set(names).size).toBe(names.length);
  expect(provinceInEnglish('15')).toBe('Inner Mongolia');
  expect(provinceInEnglish('61'), 'two provinces that romanise alike').toBe('Shaanxi');
  expect(provinceInEnglish('4401')).toBeNull();
});
