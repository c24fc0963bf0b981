import { expect, test } from 'vitest';
import { authenticationCode, decipherField, encipherField, sessionKey, type SoftwareAlgorithm } from './card-cryptography.ts';
import { cardKeyOf } from './key-diversification.ts';
import { sealedReset, sealedUnblock } from './pin-seals.ts';
import { noAuthentication, softwareAuthentication, type AuthenticationChallenge } from './authentication.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const hex = (value: Buffer): string => value.toString('hex').toUpperCase();
const key = bytes('0123456789ABCDEFFEDCBA9876543210');
const factor = bytes('1122334455667788');
const raw = bytes('A1A2A3A4A5A6A7A8');

const vectors: readonly (readonly [SoftwareAlgorithm, string, string])[] = [
  ['SM4', 'EDC7AC8587C62318A01DCD93A63DB384', '2A73A50994D225D6'],
  ['3DES', '3EB3B72576BBBE83', 'CDEA4CC9A59F7169'],
];

test.each(vectors)('%s gives the session key and authentication code of the reference vector', (algorithm, session, code) => {
  expect(hex(sessionKey(algorithm, key, factor))).toBe(session);
  expect(hex(authenticationCode(algorithm, key, factor, raw))).toBe(code);
});

test('SM4 enciphers a block as the published standard vector says', () => {
  expect(hex(sessionKey('SM4', key, key))).toBe('681EDF34D206965E86B3E94F536E4246');
});

const challenge: AuthenticationChallenge = {
  key: 'IRK', algorithm: 'SM4', issuingRegion: '990000', cardId: '', atrHistorical: Buffer.alloc(13), factor, raw,
};
const never = new AbortController().signal;

test.each(vectors)('the software provider answers %s with the key it derives for the card', async (algorithm) => {
  const provider = softwareAuthentication(key.toString('hex'));
  const card = { algorithm, issuingRegion: '990000', atrHistorical: bytes('00814A44468660990000000001') };
  const own = cardKeyOf(key, card) ?? key;
  expect(own.equals(key)).toBe(false);
  expect(await provider.answer({ ...challenge, ...card }, never)).toEqual({ code: 'success', value: authenticationCode(algorithm, own, factor, raw) });
  expect(await provider.answer({ ...challenge, ...card, atrHistorical: bytes('0081') }, never)).toMatchObject({ reason: 'authenticationUnavailable' });
});

test('nobody answers SSF33 in software, and a machine without a provider answers nothing', async () => {
  const unavailable = { code: 'deviceNotReady', reason: 'authenticationUnavailable' };
  expect(await softwareAuthentication(key.toString('hex')).answer({ ...challenge, algorithm: 'SSF33' }, never)).toEqual({ ...unavailable, detail: { provider: 'algorithmMissing' } });
  expect(await noAuthentication.answer(challenge, never)).toEqual({ ...unavailable, detail: { provider: 'noSam' } });
});

test.each([
  ['SM4', 'A2F5D254', '4F3FC03D8F9D341B16AFCE095AF0A1E8', '533B2109'],
  ['3DES', 'D3458DFF', 'C9520A418CE75537', 'FB9A1026'],
] as const)('%s seals the PIN commands as the reference vectors say', (algorithm, unblockMac, enciphered, resetMac) => {
  expect(hex(sealedUnblock(algorithm, key, factor))).toBe(unblockMac);
  expect(hex(sealedReset(algorithm, key, factor, bytes('123456')))).toBe(enciphered + resetMac);
});

test.each(['SM4', '3DES'] as const)('%s gives back what it enciphered, and null for what is no field', (algorithm) => {
  for (const field of ['', '123456', '123456FF', '12345678901234', '1234567890123456']) {
    expect(decipherField(algorithm, key, factor, encipherField(algorithm, key, factor, bytes(field)))).toEqual(bytes(field));
  }
  expect(decipherField(algorithm, key, factor, Buffer.alloc(5))).toBeNull();
  expect(decipherField(algorithm, key, factor, Buffer.alloc(0))).toBeNull();
});
