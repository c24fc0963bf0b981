import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isReaderNamed, preferenceOf } from './reader-name.ts';

const contact = 'ACS ACR1281 1S Dual Reader [ACR1281 Dual Reader ICC] (0012) 00 00';
const contactless = 'ACS ACR1281 1S Dual Reader [ACR1281 Dual Reader PICC] (0012) 00 01';

test.each([
  ['ACS ACR1281', contact, true],
  ['*PICC', contactless, true],
  ['*PICC', contact, false],
  ['ACS*Dual*00 01', contactless, true],
  ['ACS*Dual*00 01', contact, false],
  ['ACR1281', contact, false],
  ['', contact, true],
  ['*', contact, true],
  ['**ICC]**', contact, true],
  ['ACS ACR1281 1S Dual Reader [ACR1281 Dual Reader ICC] (0012) 00 00*more', contact, false],
])('"%s" means "%s": %s', (pattern, name, means) => {
  expect(isReaderNamed(pattern, name)).toBe(means);
});

test('a name without a star means itself and whatever goes on after it', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (name, rest) => isReaderNamed(name.replaceAll('*', ''), name.replaceAll('*', '') + rest)));
});

test('parts found in order are enough, wherever they stand', () => {
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 5 }).map((part) => part.replaceAll('*', '')), { minLength: 1 }), fc.string({ maxLength: 5 }), (parts, between) =>
    isReaderNamed(parts.join('*'), parts.join(between))));
});

test('preference is the order of the patterns; a reader that none means has none', () => {
  expect(['*ICC]', '*PICC'].map((pattern) => preferenceOf(['*[ACR1281 Dual Reader ICC', '*PICC'], pattern === '*PICC' ? contactless : contact))).toEqual([0, 1]);
  expect(preferenceOf(['Desk'], contact)).toBeNull();
  expect(preferenceOf([], contact)).toBe(0);
});
