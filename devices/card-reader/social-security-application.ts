/** The social-security application on the card: its name, files, records and their codings (LD/T 32, 人社信息函〔2012〕37号, 〔2016〕38号). */
import iconv from 'iconv-lite';
import { dayOfDigits } from '../calendar-day.ts';
import type { CardAlgorithm } from './card-cryptography.ts';
import type { CardGeneration } from './contract.ts';
import { findBerValue } from './tlv-records.ts';

/** DF name of the social-security environment SSSE: `sx1.sh.` and 社会保障 in GBK. */
export const environmentName = Buffer.concat([Buffer.from('sx1.sh.', 'ascii'), iconv.encode('社会保障', 'gb18030')]);

/** EF05 tells of the card, EF06 of its holder; EF06 is closed on third-generation cards until EXTERNAL AUTHENTICATE. */
export const issuerFile = 0xef05;
export const holderFile = 0xef06;

/** Key identifier of RKSSSE in EXTERNAL AUTHENTICATE. */
export const holderReadKeyId = 0x0a;

/** Key identifier of PUK, the PIN-unblock key. */
export const pinUnblockKeyId = 0x06;

/** A record: its tag, and the length of its value in bytes. */
export interface RecordDefinition {
  readonly file: number;
  readonly tag: number;
  readonly length: number;
}

export const records = {
  cardId: { file: issuerFile, tag: 0x01, length: 0x10 },
  cardClass: { file: issuerFile, tag: 0x02, length: 0x01 },
  version: { file: issuerFile, tag: 0x03, length: 0x04 },
  initialiser: { file: issuerFile, tag: 0x04, length: 0x0c },
  issuedOn: { file: issuerFile, tag: 0x05, length: 0x04 },
  expiresOn: { file: issuerFile, tag: 0x06, length: 0x04 },
  cardNumber: { file: issuerFile, tag: 0x07, length: 0x09 },
  socialSecurityNumber: { file: holderFile, tag: 0x08, length: 0x12 },
  name: { file: holderFile, tag: 0x09, length: 0x1e },
  nameExtension: { file: holderFile, tag: 0x4e, length: 0x14 },
  sex: { file: holderFile, tag: 0x0a, length: 0x01 },
  ethnicGroup: { file: holderFile, tag: 0x0b, length: 0x01 },
  birthplace: { file: holderFile, tag: 0x0c, length: 0x03 },
  birthDate: { file: holderFile, tag: 0x0d, length: 0x04 },
} as const satisfies Record<string, RecordDefinition>;

/**
 * Algorithm from the FCI (path 6F/A5/9F0C/86). Cards that do not say use SSF33 where the issuing region begins with 11, else DES.
 * Null: a value nobody knows.
 */
export function algorithmOf(fci: Buffer, issuingRegion: string): CardAlgorithm | null {
  const told = findBerValue(fci, [0x6f, 0xa5, 0x9f0c, 0x86]);
  if (!told) return issuingRegion.startsWith('11') ? 'SSF33' : '3DES';
  switch (told[0]) {
    case 0x01: return '3DES';
    case 0x02: return 'SSF33';
    case 0x03: return 'SM4';
    default: return null;
  }
}

/** Card identification code as 32 upper-case hex digits; null where the length or the region's digits are wrong. */
export function decodeCardId(value: Buffer): string | null {
  const hex = value.toString('hex').toUpperCase();
  return value.length === records.cardId.length && /^\d{6}/.test(hex) ? hex : null;
}

export const issuingRegionOf = (cardId: string): string => cardId.slice(0, 6);

/** By the first three characters only; empty means 1.0; null for generations not known here. */
export function decodeGeneration(value: Buffer): CardGeneration | null {
  const version = decodeAlphanumeric(value).slice(0, 3);
  if (version === '') return '1.0';
  return version === '1.0' || version === '2.0' || version === '3.0' ? version : null;
}

/** ASCII, right-padded with zero bytes or spaces. */
function decodeAlphanumeric(value: Buffer): string {
  const end = value.indexOf(0x00);
  return (end === -1 ? value : value.subarray(0, end)).toString('latin1').trim();
}

/** Nine characters, even where the card holds more; null where they are not digits and capitals. */
export function decodeCardNumber(value: Buffer): string | null {
  const number = decodeAlphanumeric(value).slice(0, records.cardNumber.length);
  return /^[0-9A-Z]{9}$/.test(number) ? number : null;
}

const checkWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Whether the ninth character of a card number is the check digit of the eight before it (V2.0 notice, annex A). */
export function hasValidCheckDigit(cardNumber: string): boolean {
  const sum = checkWeights.reduce((total, weight, at) => total + weight * Number.parseInt(cardNumber[at] ?? '0', 36), 0);
  const check = 11 - (sum % 11);
  return cardNumber.slice(checkWeights.length) === (check === 11 ? '0' : check === 10 ? 'X' : String(check));
}

/** An identity number or one assigned by the ministry's rule; null where empty or with other characters. */
export function decodeSocialSecurityNumber(value: Buffer): string | null {
  const number = decodeAlphanumeric(value);
  return /^[0-9A-Z]{1,18}$/.test(number) ? number : null;
}

const withoutPadding = (value: Buffer): Buffer => {
  const end = value.indexOf(0x00);
  return end === -1 ? value : value.subarray(0, end);
};

/** GB18030, name and extension joined as bytes so that a character may straddle them; null where empty or undecodable. */
export function decodeName(name: Buffer, extension: Buffer): string | null {
  const text = iconv.decode(Buffer.concat([withoutPadding(name), withoutPadding(extension)]), 'gb18030').trim();
  return text === '' || /[\p{Cc}\uFFFD]/u.test(text) ? null : text;
}

/** YYYYMMDD in BCD → YYYY-MM-DD; null where the card holds no date of the calendar. */
export const decodeDate = (value: Buffer): string | null => dayOfDigits(value.toString('hex'));

const asciiZero = 0x30;

/**
 * ASCII digits → BCD, an odd count padded with the nibble F; null where not 4 to 16 digits. Never makes a string of the PIN,
 * since a string cannot be zeroed; the caller zeroes both buffers.
 */
export function packPin(pin: Buffer): Buffer | null {
  const isPin = pin.length >= 4 && pin.length <= 16 && pin.every((byte) => byte >= asciiZero && byte <= asciiZero + 9);
  if (!isPin) return null;
  const packed = Buffer.alloc(Math.ceil(pin.length / 2), 0xff);
  pin.forEach((byte, at) => {
    const digit = byte - asciiZero;
    const before = packed[at >> 1] ?? 0;
    packed[at >> 1] = at % 2 === 0 ? (digit << 4) | 0x0f : (before & 0xf0) | digit;
  });
  return packed;
}
