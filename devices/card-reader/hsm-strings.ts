/** The `|`-terminated strings in which a kiosk and a back-end HSM (加密机) speak of a card's challenges (人社信息函〔2016〕38号). */
import type { CardKeyOrigin } from './authentication.ts';
import type { CardAlgorithm } from './card-cryptography.ts';
import { historicalBytes } from './atr.ts';

/** Eight bytes each. */
interface HsmChallenge {
  readonly factor: Buffer;
  readonly raw: Buffer;
}
export interface HsmChallenges extends CardKeyOrigin {
  readonly internal: HsmChallenge;
  /** Null where the card asks for no external authentication. */
  readonly external: HsmChallenge | null;
}

/** Eight bytes each: what was computed, and from what. */
interface HsmAnswer {
  readonly authentication: Buffer;
  readonly raw: Buffer;
}
interface HsmAnswers {
  readonly internal: HsmAnswer;
  readonly external: HsmAnswer | null;
}

const algorithmCode: Readonly<Record<CardAlgorithm, string>> = { '3DES': '01', SSF33: '02', SM4: '03' };
const maximumLength = 512;
const historicalLength = 13;
const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();
const isHex = (text: string, bytes: number): boolean => text.length === 2 * bytes && /^[0-9A-F]*$/i.test(text);

/** `region|ATR historical|algorithm|card id|internal factor|internal raw|external factor|external raw|`. */
export function encodeHsmChallenges({ issuingRegion, atrHistorical, algorithm, cardId, internal, external }: HsmChallenges): string {
  const pair = external ? [hex(external.factor), hex(external.raw)] : ['', ''];
  return [issuingRegion, hex(atrHistorical), algorithmCode[algorithm], cardId, hex(internal.factor), hex(internal.raw), ...pair, ''].join('|');
}

/** Null where malformed. The whole ATR is accepted in place of its historical bytes, and one more field (terminal number) at the end, as some send. */
export function parseHsmChallenges(text: string): HsmChallenges | null {
  if (text.length > maximumLength || !text.endsWith('|')) return null;
  const fields = text.slice(0, -1).split('|');
  const [issuingRegion = '', atr = '', code = '', cardId = '', internalFactor = '', internalRaw = '', externalFactor = '', externalRaw = ''] = fields;
  const algorithm = (['3DES', 'SSF33', 'SM4'] as const).find((one) => algorithmCode[one] === code);
  const atrHistorical = /^([0-9A-F]{2}){2,33}$/i.test(atr) ? historicalOf(Buffer.from(atr, 'hex')) : null;
  const internal = challengeOf(internalFactor, internalRaw);
  const external = challengeOf(externalFactor, externalRaw);
  const isExternalFine = external !== null || (externalFactor === '' && externalRaw === '');
  if (fields.length < 8 || fields.length > 9 || !/^\d{6}$/.test(issuingRegion) || !isHex(cardId, 16)) return null;
  if (!algorithm || !atrHistorical || !internal || !isExternalFine) return null;
  return { issuingRegion, atrHistorical, algorithm, cardId: cardId.toUpperCase(), internal, external };
}

/** `internal authentication + raw|external authentication + raw|`. */
export const encodeHsmAnswers = ({ internal, external }: HsmAnswers): string =>
  [internal, external].map((one) => (one ? hex(Buffer.concat([one.authentication, one.raw])) : '')).join('|') + '|';

/** Null where malformed. */
export function parseHsmAnswers(text: string): HsmAnswers | null {
  const [first = '', second = '', end, ...more] = text.length > maximumLength ? [] : text.split('|');
  if (end !== '' || more.length > 0) return null;
  const internal = answerOf(first);
  const external = answerOf(second);
  return internal && (external !== null || second === '') ? { internal, external } : null;
}

function historicalOf(atr: Buffer): Buffer | null {
  if (atr.length === historicalLength) return atr;
  const historical = historicalBytes(atr);
  return historical.length > 0 ? historical : null;
}

const challengeOf = (factor: string, raw: string): HsmChallenge | null =>
  (isHex(factor, 8) && isHex(raw, 8) ? { factor: Buffer.from(factor, 'hex'), raw: Buffer.from(raw, 'hex') } : null);

const answerOf = (text: string): HsmAnswer | null =>
  (isHex(text, 16) ? { authentication: Buffer.from(text.slice(0, 16), 'hex'), raw: Buffer.from(text.slice(16), 'hex') } : null);
