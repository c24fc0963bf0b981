import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { persons } from '../simulators/persons.ts';
import {
  algorithmOf, decodeCardId, decodeCardNumber, decodeDate, decodeGeneration, decodeName, decodeSocialSecurityNumber, hasValidCheckDigit, packPin,
} from './social-security-application.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const none = Buffer.alloc(0);

describe('the algorithm of a card', () => {
  const fci = (value: string): Buffer => bytes(`6F0BA50988011E9F0C038601${value}`);

  test.each([['01', '3DES'], ['02', 'SSF33'], ['03', 'SM4'], ['07', null]])('is what its FCI says: %s', (value, algorithm) => {
    expect(algorithmOf(fci(value), '990000')).toBe(algorithm);
  });

  test('follows from the issuing region where the FCI does not say', () => {
    expect(algorithmOf(none, '110105')).toBe('SSF33');
    expect(algorithmOf(none, '990000')).toBe('3DES');
  });
});

describe('the check digit of a card number', () => {
  test.each(['D2143569X', 'K00000014', 'A12345674', 'B76543212'])('is right in the published %s', (number) => {
    expect(hasValidCheckDigit(number)).toBe(true);
  });

  test('is right on every synthetic card, and wrong as soon as one character is another', () => {
    for (const { card } of persons) {
      if (!card) continue;
      expect(hasValidCheckDigit(card.cardNumber)).toBe(true);
      expect(hasValidCheckDigit(`Z${card.cardNumber.slice(1)}`)).toBe(false);
    }
    expect(['D21435691', 'D2143569', 'D2143569XX'].map(hasValidCheckDigit)).toEqual([false, false, false]);
  });
});

describe('records', () => {
  test.each([['322E3030', '2.0'], ['332E3030', '3.0'], ['312E3000', '1.0'], ['00000000', '1.0'], ['342E3030', null]])(
    'version %s is generation %s', (hex, generation) => {
      expect(decodeGeneration(bytes(hex))).toBe(generation);
    },
  );

  test('a date is null where the card holds none, or none of the calendar', () => {
    expect(decodeDate(bytes('20240601'))).toBe('2024-06-01');
    expect(decodeDate(bytes('99991231'))).toBe('9999-12-31');
    expect(decodeDate(bytes('FFFFFFFF'))).toBeNull();
    expect(decodeDate(bytes('20240230'))).toBeNull();
    expect(decodeDate(bytes('00000000'))).toBeNull();
    expect(decodeDate(bytes('2024'))).toBeNull();
  });

  test('a card number is nine characters even where the card holds more', () => {
    expect(decodeCardNumber(Buffer.from('K00000014XYZ'))).toBe('K00000014');
    expect(decodeCardNumber(Buffer.from('K0000'))).toBeNull();
  });

  test('an identification code needs its length and a region of digits', () => {
    expect(decodeCardId(bytes('990000D15600000500000001a1b2c3d4'))).toBe('990000D15600000500000001A1B2C3D4');
    expect(decodeCardId(bytes('99000FD15600000500000001A1B2C3D4'))).toBeNull();
    expect(decodeCardId(bytes('990000'))).toBeNull();
  });

  test('a social-security number of other than digits and capitals is refused', () => {
    expect(decodeSocialSecurityNumber(Buffer.from('99000019480120006X'))).toBe('99000019480120006X');
    expect(decodeSocialSecurityNumber(Buffer.alloc(18))).toBeNull();
    expect(decodeSocialSecurityNumber(Buffer.from('990000<script>'))).toBeNull();
  });

  test('a name with rare characters is read as GB18030, padding dropped', () => {
    expect(decodeName(Buffer.concat([iconv.encode('王𬱖䶮', 'gb18030')], 30), Buffer.alloc(20))).toBe('王𬱖䶮');
  });

  test('a character that straddles name and extension is put together', () => {
    const name = iconv.encode('甲𬱖', 'gb18030');
    expect(decodeName(name.subarray(0, 4), name.subarray(4))).toBe('甲𬱖');
  });

  test('a name that is empty or cannot be decoded is no name', () => {
    expect(decodeName(Buffer.alloc(30), Buffer.alloc(20))).toBeNull();
    expect(decodeName(bytes('FFFF'), none)).toBeNull();
    expect(decodeName(bytes('410A42'), none)).toBeNull();
  });

  test('no bytes whatever make a decoder throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (input) => {
      const value = Buffer.from(input);
      for (const decode of [decodeCardId, decodeGeneration, decodeDate, decodeCardNumber, decodeSocialSecurityNumber, packPin]) decode(value);
      decodeName(value, value);
      algorithmOf(value, '990000');
    }));
  });
});

describe('a PIN', () => {
  test('is packed as BCD, an odd count padded with F', () => {
    expect(packPin(Buffer.from('123456'))).toEqual(bytes('123456'));
    expect(packPin(Buffer.from('12345'))).toEqual(bytes('12345F'));
  });

  test.each(['123', '12345678901234567', '12345a', ''])('of other than 4 to 16 digits is refused: %s', (pin) => {
    expect(packPin(Buffer.from(pin))).toBeNull();
  });
});
