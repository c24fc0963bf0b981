import { expect, test } from 'vitest';
import { authenticationCode, sessionKey, type SoftwareAlgorithm } from './card-cryptography.ts';
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

test('the software provider answers SM4 and 3DES with its test key', async () => {
  const provider = softwareAuthentication(key.toString('hex'));
  expect(await provider.answer(challenge, never)).toEqual({ code: 'success', value: bytes('2A73A50994D225D6') });
  expect(await provider.answer({ ...challenge, algorithm: '3DES' }, never)).toEqual({ code: 'success', value: bytes('CDEA4CC9A59F7169') });
});

test('nobody answers SSF33 in software, and a machine without a provider answers nothing', async () => {
  const unavailable = { code: 'deviceNotReady', reason: 'authenticationUnavailable' };
  expect(await softwareAuthentication(key.toString('hex')).answer({ ...challenge, algorithm: 'SSF33' }, never)).toEqual(unavailable);
  expect(await noAuthentication.answer(challenge, never)).toEqual(unavailable);
});
