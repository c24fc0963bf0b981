import { describe, expect, test } from 'vitest';
import { externalAuthenticate, meaningOf, parseResponse, queryPinTries, readRecordByTag, selectByName, selectFile, verify, withExpectedLength } from './apdu.ts';
import { environmentName } from './social-security-application.ts';

const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();

describe('command APDUs', () => {
  test('select the social-security environment with the bytes of the standard', () => {
    expect(hex(selectByName(environmentName))).toBe('00A404000F7378312E73682EC9E7BBE1B1A3D5CF');
  });

  test('select a file under the current one, read a record by tag, authenticate and ask for the tries', () => {
    expect(hex(selectFile(0xef05))).toBe('00A4020002EF05');
    expect(hex(readRecordByTag(0x09, 0x20))).toBe('00B2090020');
    expect(hex(externalAuthenticate(0x0a, Buffer.alloc(8, 1), Buffer.alloc(8, 2)))).toBe(`0082000A10${'01'.repeat(8)}${'02'.repeat(8)}`);
    expect(hex(queryPinTries())).toBe('0020000000');
    expect(hex(verify(Buffer.from('123456', 'hex')))).toBe('0020000003123456');
  });

  test.each([
    ['a bare header gets one', '00B20104', '00B2010420'],
    ['a lone expected length is replaced', '00B2010400', '00B2010420'],
    ['data gets one behind it', '00A4020002EF05', '00A4020002EF0520'],
    ['one behind data is replaced', '00A4020002EF0500', '00A4020002EF0520'],
  ])('the expected length is put where it belongs: %s', (_, before, after) => {
    expect(hex(withExpectedLength(Buffer.from(before, 'hex'), 0x20))).toBe(after);
  });
});

describe('response APDUs', () => {
  test('are body and status word, and nothing shorter or longer than a short command can bring', () => {
    expect(parseResponse(Buffer.from('AABB9000', 'hex'))).toEqual({ body: Buffer.from('AABB', 'hex'), statusWord: 0x9000 });
    expect(parseResponse(Buffer.alloc(1))).toBeNull();
    expect(parseResponse(Buffer.alloc(258))).not.toBeNull();
    expect(parseResponse(Buffer.alloc(259))).toBeNull();
  });

  test.each([
    [0x9000, { kind: 'ok' }],
    [0x611e, { kind: 'moreAvailable', length: 0x1e }],
    [0x6c0b, { kind: 'wrongExpectedLength', length: 0x0b }],
    [0x63c5, { kind: 'triesLeft', count: 5 }],
    [0x6300, { kind: 'refused' }],
    [0x6982, { kind: 'securityNotSatisfied' }],
    [0x6983, { kind: 'methodBlocked' }],
    [0x6a82, { kind: 'fileNotFound' }],
    [0x6a83, { kind: 'recordNotFound' }],
    [0x9303, { kind: 'applicationLocked' }],
    [0x6f00, { kind: 'refused' }],
  ])('the status word %i means %o', (statusWord, meaning) => {
    expect(meaningOf(statusWord)).toEqual(meaning);
  });
});
