/** The factors from which a card's keys are derived, level by level: nation, province and city, card (人社信息函〔2016〕38号 §10.3). */

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
