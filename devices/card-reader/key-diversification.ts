/** How a card's keys are derived from a master key, level by level: nation, province and city, card (人社信息函〔2016〕38号 §10.3). */
import { sessionKey, type SoftwareAlgorithm } from './card-cryptography.ts';

const lastFactorFrom = 5;
const factorLength = 8;
/** Regions that begin so derive their second level from four digits instead of six. */
const fourDigitProvince = '33';

/** Eight bytes each, in the order of derivation; null where the ATR has too few historical bytes or the region is not six digits. */
export function diversificationFactors(issuingRegion: string, atrHistorical: Buffer): readonly [Buffer, Buffer, Buffer] | null {
  if (!/^\d{6}$/.test(issuingRegion) || atrHistorical.length < lastFactorFrom + factorLength) return null;
  const city = issuingRegion.startsWith(fourDigitProvince) ? `${issuingRegion.slice(0, 4)}00` : issuingRegion;
  return [
    Buffer.from(`${issuingRegion.slice(0, 2)}0000sh`, 'ascii'),
    Buffer.from(`${city}sx`, 'ascii'),
    Buffer.from(atrHistorical.subarray(lastFactorFrom, lastFactorFrom + factorLength)),
  ];
}

/**
 * A key one level down, 16 bytes as the one above. The published part names the factors only; the way of deriving is that of
 * PBOC cards: the factor and its complement, enciphered with the key above.
 */
export function deriveKey(algorithm: SoftwareAlgorithm, key: Buffer, factor: Buffer): Buffer {
  const complement = Buffer.from(factor.map((byte) => byte ^ 0xff));
  return algorithm === 'SM4'
    ? sessionKey('SM4', key, Buffer.concat([factor, complement]))
    : Buffer.concat([sessionKey('3DES', key, factor), sessionKey('3DES', key, complement)]);
}

/** What the key of a card is derived with. */
interface CardKeyFactors {
  readonly algorithm: SoftwareAlgorithm;
  readonly issuingRegion: string;
  readonly atrHistorical: Buffer;
}

/** The card's own key under a national master key of 16 bytes; null where region or historical bytes are malformed. */
export function cardKeyOf(masterKey: Buffer, { algorithm, issuingRegion, atrHistorical }: CardKeyFactors): Buffer | null {
  return diversificationFactors(issuingRegion, atrHistorical)?.reduce((above, factor) => deriveKey(algorithm, above, factor), masterKey) ?? null;
}
