import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { specimens, writeZone, type ZoneFields, type ZoneFormat } from '../simulators/document-reader/index.ts';
import { readMrz } from './mrz-document.ts';

const now = Date.parse('2026-11-22T09:00:00+08:00');
const read = (lines: readonly string[], at = now) => {
  const outcome = readMrz(lines, at);
  if (!outcome.ok) throw new Error(outcome.field);
  const { name, number, sex, nationality, birthDate, ...rest } = outcome.document;
  return { ...rest, sex: sex.reveal(), nationality: nationality?.reveal() ?? null, name: name.reveal(), number: number.reveal(), birthDate: birthDate.reveal() };
};

test.each([
  ['TD1', 'travel-card', 'D23145890'],
  ['TD2', 'travel-card', 'D23145890'],
  ['TD3', 'passport', 'L898902C3'],
] as const)('the specimen of %s is read in full', (format, type, number) => {
  expect(read(specimens[format])).toMatchObject({
    type, number, name: 'ERIKSSON ANNA MARIA', sex: 'female', nationality: 'UTO', birthDate: '1974-08-12', validFrom: null, validTo: '2012-04-15', photo: null,
  });
});

test.each(['TD1', 'TD2', 'TD3'] as const)('the simulated issuer of %s agrees with the specimen in every check digit', (format) => {
  const written = writeZone(format, {
    surname: 'ERIKSSON', givenNames: 'ANNA MARIA', number: format === 'TD3' ? 'L898902C3' : 'D23145890', nationality: 'UTO', birth: '740812', expiry: '120415', sex: 'F',
  });
  if (format !== 'TD3') expect(written).toEqual(specimens[format]);
  expect(read(written)).toMatchObject({ birthDate: '1974-08-12' });
});

test('a TD1 number that goes on in the optional field is read whole', () => {
  expect(read(writeZone('TD1', { ...anna, number: 'D23145890734' })).number).toBe('D23145890734');
});

const anna: ZoneFields = { surname: 'ERIKSSON', givenNames: 'ANNA', number: 'X1', nationality: 'D', birth: '740812', expiry: '301231', sex: 'F' };

describe('years of two digits', () => {
  test.each([
    ['261122', '2026-11-22', 'born today'],
    ['261201', '1926-12-01', 'a birth is past'],
    ['000229', '2000-02-29', 'the latest century'],
  ])('birth %s is %s: %s', (birth, expected) => {
    expect(read(writeZone('TD3', { ...anna, birth })).birthDate).toBe(expected);
  });

  test.each([
    ['361122', '2036-11-22', 'ten years ahead'],
    ['761121', '2076-11-21', 'a day less than fifty years ahead'],
    ['771122', '1977-11-22', 'more than fifty years ahead is long past'],
    ['991231', '1999-12-31', 'long past'],
  ])('expiry %s is %s: %s', (expiry, expected) => {
    expect(read(writeZone('TD3', { ...anna, expiry })).validTo).toBe(expected);
  });

  test('the turn of a century is crossed by the clock, not by a constant', () => {
    const late = Date.parse('2098-06-01T00:00:00Z');
    expect(read(writeZone('TD3', { ...anna, expiry: '050601' }), late).validTo).toBe('2105-06-01');
    expect(read(writeZone('TD3', { ...anna, birth: '990101' }), late).birthDate).toBe('1999-01-01');
  });
});

test('a day that is unknown or does not exist is refused by the name of its field', () => {
  expect(readMrz(writeZone('TD3', { ...anna, birth: '74<<<<' }), now)).toEqual({ ok: false, field: 'birthDate' });
  expect(readMrz(writeZone('TD3', { ...anna, expiry: '300230' }), now)).toEqual({ ok: false, field: 'expirationDate' });
});

test('any one wrong digit in what check digits cover is seen', () => {
  const [names, numbers = ''] = specimens.TD3;
  for (let at = 0; at < numbers.length; at++) {
    if (!/\d/.test(numbers.charAt(at))) continue;
    const wrong = numbers.slice(0, at) + ((Number(numbers.charAt(at)) + 1) % 10) + numbers.slice(at + 1);
    expect(readMrz([names ?? '', wrong], now).ok, `digit ${at}`).toBe(false);
  }
});

test('driving licences and other zones of the library are none of ours', () => {
  expect(readMrz(['D1NLD15094962111659VK1234567<1'.slice(0, 30)], now).ok).toBe(false);
  expect(readMrz(['FACCHE305142128097<<800126<<<<<'.slice(0, 9), 'x'], now).ok).toBe(false);
});

const zone = fc.record({
  surname: fc.stringMatching(/^[A-Z]{1,20}$/), givenNames: fc.stringMatching(/^[A-Z]{1,8}$/), number: fc.stringMatching(/^[A-Z0-9]{1,9}$/),
  nationality: fc.constantFrom('CHN', 'HKG', 'D', 'UTO', 'XXA'), birth: fc.constantFrom('740812', '000101'), expiry: fc.constantFrom('120415', '361231'),
  sex: fc.constantFrom('M' as const, 'F' as const, '<' as const),
});

test('whatever is issued is read back', () => {
  fc.assert(fc.property(zone, fc.constantFrom<ZoneFormat>('TD1', 'TD2', 'TD3'), (fields, format) => {
    const document = read(writeZone(format, fields));
    expect([document.number, document.nationality]).toEqual([fields.number, fields.nationality]);
    expect(document.name).toBe(`${fields.surname} ${fields.givenNames}`.slice(0, format === 'TD1' ? 29 : undefined));
  }), { numRuns: 60 });
});

test('no lines make the reader throw', () => {
  const line = fc.oneof(fc.string({ maxLength: 50 }), fc.stringMatching(/^[A-Z0-9<]{30}$/), fc.stringMatching(/^[A-Z0-9<]{36}$/), fc.stringMatching(/^[A-Z0-9<]{44}$/));
  fc.assert(fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
    expect(() => readMrz(lines, now)).not.toThrow();
  }), { numRuns: 200 });
});
