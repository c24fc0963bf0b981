/** Writes the social-security cards of the synthetic persons: ATR, FCI and records as the standard codes them. */
import iconv from 'iconv-lite';
import { historicalBytes } from '../../card-reader/atr.ts';
import type { SoftwareAlgorithm } from '../../card-reader/card-cryptography.ts';
import { cardKeyOf } from '../../card-reader/key-diversification.ts';
import { environmentName, holderFile, issuerFile, issuingRegionOf, records, type RecordDefinition } from '../../card-reader/social-security-application.ts';
import { testAuthenticationKey, type SyntheticCard, type SyntheticPerson } from '../persons.ts';
import { issueApplications, readKeyIds } from './application-issuer.ts';
import type { CardFile, CardImage } from './card-image.ts';
import { updateKeyIdOf } from './update-keys.ts';

/** What the card says of its holder. */
export type CardBearer = Pick<SyntheticPerson, 'name' | 'number' | 'sex' | 'ethnicCode' | 'birthDate'>;

/** Wrong PIN entries until it locks; the number most regions publish. */
const defaultPinTries = 6;
const adult = '3';
const photoFile = 0xef08;

export function issueCard(card: SyntheticCard, bearer: CardBearer): CardImage {
  const isThirdGeneration = card.generation === '3.0';
  const algorithm = isThirdGeneration ? 'SM4' : '3DES';
  const atr = atrOf(card);
  return {
    atr,
    fci: isThirdGeneration ? fciWithAlgorithm : fciWithoutAlgorithm,
    algorithm,
    key: keyOf(card, algorithm, atr),
    files: new Map<number, CardFile>([
      [issuerFile, { kind: 'records', read: 'free', updateKeyId: updateKeyIdOf('SSSE', issuerFile), records: issuerRecords(card) }],
      [holderFile, {
        kind: 'records', read: isThirdGeneration ? 'afterAuthentication' : 'free', updateKeyId: updateKeyIdOf('SSSE', holderFile), records: holderRecords(card, bearer),
      }],
      [photoFile, { kind: 'transparent', read: 'afterAuthentication', updateKeyId: updateKeyIdOf('SSSE', photoFile), content: Buffer.alloc(photoLength) }],
    ]),
    applications: issueApplications(card),
    readKeyIds,
    pin: card.pin,
    pinTries: defaultPinTries,
    condition: 'sound',
  };
}

/** Photo area of a card whose photo was never written. */
const photoLength = 0x1000;

const tlv = (tag: number, value: Buffer): Buffer => Buffer.concat([Buffer.from([tag, value.length]), value]);

/** 6F { 84 name, A5 { 88 SFI of DIR, 9F0C { 86 algorithm } } }; older cards do not tell their algorithm. */
const algorithmSsf33 = Buffer.from('9F0C03860102', 'hex');
const algorithmSm4 = Buffer.from('9F0C03860103', 'hex');
const directoryFile = Buffer.from('88011E', 'hex');
const fciOf = (proprietary: Buffer): Buffer => tlv(0x6f, Buffer.concat([tlv(0x84, environmentName), tlv(0xa5, proprietary)]));
const fciWithAlgorithm = fciOf(Buffer.concat([directoryFile, algorithmSm4]));
const fciWithoutAlgorithm = fciOf(directoryFile);
/** Of a card that says it enciphers with SSF33. The cipher is not published, so such a card answers as it can, and nobody can judge that. */
export const fciOfSsf33 = fciOf(Buffer.concat([directoryFile, algorithmSsf33]));

/** `3B 6D 00 00`, then 13 historical bytes: chip and maker, first four digits of the region, card serial. */
function atrOf({ cardId }: SyntheticCard): Buffer {
  const region = cardId.slice(0, 4);
  const serial = cardId.slice(16, 24);
  return Buffer.from(`3B6D000000814A44468660${region}${serial}`, 'hex');
}

/** As a real one, each card has a key of its own. */
function keyOf({ cardId }: SyntheticCard, algorithm: SoftwareAlgorithm, atr: Buffer): Buffer {
  const key = cardKeyOf(Buffer.from(testAuthenticationKey, 'hex'), { algorithm, issuingRegion: issuingRegionOf(cardId), atrHistorical: historicalBytes(atr) });
  if (!key) throw new Error(`no key can be derived for the card ${cardId}`);
  return key;
}

const digits = (value: string): Buffer => Buffer.from(value, 'hex');
const date = (iso: string): Buffer => digits(iso.replaceAll('-', ''));
const ascii = (value: string): Buffer => Buffer.from(value, 'ascii');

/** Left-aligned, filled with zero bytes to the record's length. */
const recordOf = ({ tag, length }: RecordDefinition, value: Buffer): Buffer => tlv(tag, Buffer.concat([value], length));

function issuerRecords({ cardId, cardNumber, generation, issuedOn, expiresOn }: SyntheticCard): readonly Buffer[] {
  const region = cardId.slice(0, 6);
  return [
    recordOf(records.cardId, digits(cardId)),
    recordOf(records.cardClass, ascii(adult)),
    recordOf(records.version, ascii(`${generation}0`)),
    recordOf(records.initialiser, digits(`9156000002${region}${region}01`)),
    recordOf(records.issuedOn, date(issuedOn)),
    recordOf(records.expiresOn, date(expiresOn)),
    recordOf(records.cardNumber, ascii(cardNumber)),
  ];
}

function holderRecords({ generation, cardId }: SyntheticCard, { name, number, sex, ethnicCode, birthDate }: CardBearer): readonly Buffer[] {
  const [first, rest] = splitName(name);
  return [
    recordOf(records.socialSecurityNumber, ascii(number)),
    recordOf(records.name, first),
    ...(generation === '1.0' ? [] : [recordOf(records.nameExtension, rest)]),
    recordOf(records.sex, ascii(sex === 'male' ? '1' : '2')),
    recordOf(records.ethnicGroup, digits(ethnicCode)),
    recordOf(records.birthplace, digits(cardId.slice(0, 6))),
    recordOf(records.birthDate, date(birthDate)),
  ];
}

/** As many whole characters as the name record holds, the rest for the extension; what fits neither is cut off. */
function splitName(name: string): readonly [Buffer, Buffer] {
  let first = Buffer.alloc(0);
  let rest = Buffer.alloc(0);
  for (const character of name) {
    const bytes = iconv.encode(character, 'gb18030');
    if (rest.length === 0 && first.length + bytes.length <= records.name.length) first = Buffer.concat([first, bytes]);
    else rest = Buffer.concat([rest, bytes]);
  }
  return [first, rest.subarray(0, records.nameExtension.length)];
}
