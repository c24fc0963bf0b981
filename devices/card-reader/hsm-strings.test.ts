import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeHsmAnswers, encodeHsmChallenges, parseHsmAnswers, parseHsmChallenges, type HsmChallenges } from './hsm-strings.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((one) => Buffer.from(one));
const challenge = fc.record({ factor: bytes(8), raw: bytes(8) });
const challenges: fc.Arbitrary<HsmChallenges> = fc.record({
  issuingRegion: fc.constantFrom('990000', '110105'),
  atrHistorical: bytes(13),
  algorithm: fc.constantFrom('3DES' as const, 'SSF33' as const, 'SM4' as const),
  cardId: bytes(16).map((one) => one.toString('hex').toUpperCase()),
  internal: challenge,
  external: fc.option(challenge),
});

test('challenges and answers come back as they were sent', () => {
  fc.assert(fc.property(challenges, (sent) => {
    expect(parseHsmChallenges(encodeHsmChallenges(sent))).toEqual(sent);
  }));
  fc.assert(fc.property(fc.record({ internal: fc.record({ authentication: bytes(8), raw: bytes(8) }), external: fc.option(fc.record({ authentication: bytes(8), raw: bytes(8) })) }), (sent) => {
    expect(parseHsmAnswers(encodeHsmAnswers(sent))).toEqual(sent);
  }));
});

test('the whole ATR is accepted for its historical bytes, and a terminal number behind the rest', () => {
  const pair = '1122334455667788|A1A2A3A4A5A6A7A8';
  const text = `990000|3B6D000000814A44468660990000000001|03|990000D15600000500000001A1B2C3D4|${pair}|||`;
  expect(parseHsmChallenges(text)?.atrHistorical.toString('hex')).toBe('00814a44468660990000000001');
  expect(parseHsmChallenges(`${text}990000000001|`)?.algorithm).toBe('SM4');
});

test('no text whatever makes a parser throw, and half a pair is no challenge', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 600 }), fc.array(fc.constantFrom('|', '00', 'FF', '990000', 'x')).map((parts) => parts.join(''))), (text) => {
    parseHsmChallenges(text);
    parseHsmAnswers(text);
  }));
  expect(parseHsmChallenges('990000|00814A44468660990000000001|03|990000D15600000500000001A1B2C3D4|1122334455667788|A1A2A3A4A5A6A7A8|1122334455667788||')).toBeNull();
});
