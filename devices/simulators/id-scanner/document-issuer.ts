/** Issues the chip content of resident documents for synthetic persons: the 256-byte text block, photo, fingerprints, address, serial. */
import { createHash } from 'node:crypto';
import {
  citizenFields, foreigner2017Fields, foreigner2023Fields, hmtPermitFields, textBlockSize, typeMarks, typeOffset, type Field,
} from '../../id-scanner/text-layout.ts';
import type { SyntheticPerson } from '../persons.ts';

/** What the module reads off a document. */
export interface IssuedDocument {
  /** 256 bytes, UTF-16LE. */
  readonly text: Uint8Array;
  /** 1024 bytes. */
  readonly photo: Uint8Array;
  /** Up to 1024 bytes, or null: the document was made without. */
  readonly fingerprints: Uint8Array | null;
  /** 70 bytes, or null: the address has not changed since the document was made. */
  readonly newAddress: Uint8Array | null;
  /** What the chip says of itself: 8 bytes. */
  readonly serial: Uint8Array;
}

/** Fields as printed; dates `YYYYMMDD`, sex `1` or `2`. */
interface CommonFields {
  readonly sex: string;
  readonly birth: string;
  readonly number: string;
  readonly validFrom: string;
  /** `YYYYMMDD` or `长期`. */
  readonly validTo: string;
}
export type DocumentFields =
  | CommonFields & { readonly type: 'citizen'; readonly name: string; readonly ethnic: string; readonly address: string; readonly issuer: string }
  | CommonFields & {
    readonly type: 'hmt-residence-permit'; readonly name: string; readonly address: string; readonly issuer: string;
    readonly passNumber: string; readonly issueCount: string;
  }
  | CommonFields & { readonly type: 'foreign-permanent-resident-2017'; readonly latinName: string; readonly chineseName: string; readonly nationality: string }
  | CommonFields & { readonly type: 'foreign-permanent-resident-2023'; readonly latinName: string; readonly chineseName: string; readonly nationality: string };

const photoSize = 1024;
const serialSize = 8;
const fingerprintsSize = 1024;
const fingerprintMark = 'TONGBAN SYNTHETIC FINGERPRINT ';
const newHome = '示范省通办示范区新居路2号';
const portraitMark = 'TONGBAN SYNTHETIC PORTRAIT ';

/** Writes the text block of any of the four kinds. What is too long for its field is cut at the field's end, as on a chip. */
export function writeTextBlock(fields: DocumentFields): Uint8Array {
  const block = Buffer.from(' '.repeat(textBlockSize / 2), 'utf16le');
  const put = ([offset, length]: Field, text: string): void => {
    Buffer.from(text, 'utf16le').copy(block, offset, 0, length);
  };
  put([typeOffset, 2], typeMarks[fields.type]);
  switch (fields.type) {
    case 'citizen':
      putCommon(citizenFields, fields, put);
      put(citizenFields.name, fields.name);
      put(citizenFields.ethnic, fields.ethnic);
      put(citizenFields.address, fields.address);
      put(citizenFields.issuer, fields.issuer);
      return block;
    case 'hmt-residence-permit':
      putCommon(hmtPermitFields, fields, put);
      put(hmtPermitFields.name, fields.name);
      put(hmtPermitFields.address, fields.address);
      put(hmtPermitFields.issuer, fields.issuer);
      put(hmtPermitFields.passNumber, fields.passNumber);
      put(hmtPermitFields.issueCount, fields.issueCount);
      return block;
    case 'foreign-permanent-resident-2017':
      putCommon(foreigner2017Fields, fields, put);
      put(foreigner2017Fields.latinName, fields.latinName);
      put(foreigner2017Fields.chineseName, fields.chineseName);
      put(foreigner2017Fields.nationality, fields.nationality);
      return block;
    case 'foreign-permanent-resident-2023': {
      const at = foreigner2023Fields;
      const firstPiece = at.latinName[1] / 2;
      putCommon(at, fields, put);
      put(at.latinName, fields.latinName.slice(0, firstPiece));
      put(at.latinNameMore, fields.latinName.slice(firstPiece));
      put(at.chineseName, fields.chineseName);
      put(at.nationality, fields.nationality);
      return block;
    }
  }
}

function putCommon(at: Record<keyof CommonFields, Field>, fields: CommonFields, put: (field: Field, text: string) => void): void {
  put(at.sex, fields.sex);
  put(at.birth, fields.birth);
  put(at.number, fields.number);
  put(at.validFrom, fields.validFrom);
  put(at.validTo, fields.validTo);
}

/** What a document may have besides: a fingerprint block, and an address newer than the one printed on it. */
export const documentTraits = ['moved', 'fingers'] as const;
export type DocumentTrait = (typeof documentTraits)[number];

/** The document of a synthetic person; null where that person has none. */
export function issueDocument(person: SyntheticPerson, traits: readonly DocumentTrait[] = []): IssuedDocument | null {
  const fields = fieldsOf(person);
  return fields && issueFields(fields, person.portrait, traits);
}

/** A document with those fields and that bundled portrait. */
export function issueFields(fields: DocumentFields, portrait: string, traits: readonly DocumentTrait[]): IssuedDocument {
  return {
    text: writeTextBlock(fields),
    photo: writePortraitMark(portrait),
    fingerprints: traits.includes('fingers') ? writeFingerprintMark() : null,
    newAddress: traits.includes('moved') ? writeNewAddress(newHome) : null,
    serial: serialOf(fields.number),
  };
}

function fieldsOf(person: SyntheticPerson): DocumentFields | null {
  const card = person.idCard;
  if (!card) return null;
  const compact = (iso: string): string => iso.replaceAll('-', '');
  const common: CommonFields = {
    sex: person.sex === 'male' ? '1' : '2',
    birth: compact(person.birthDate),
    number: person.number,
    validFrom: compact(card.validFrom),
    validTo: card.validTo === 'long-term' ? '长期' : compact(card.validTo),
  };
  return card.type === 'citizen'
    ? { ...common, type: card.type, name: person.name, ethnic: person.ethnicCode, address: card.address, issuer: card.issuer }
    : { ...common, type: card.type, chineseName: person.name, latinName: person.latinName ?? '', nationality: card.nationality ?? '' };
}

/** Always the same for the same number. */
const serialOf = (number: string): Uint8Array => Uint8Array.from(createHash('sha256').update(number).digest().subarray(0, serialSize));

/** The address field of a document that was changed after it was made. */
export function writeNewAddress(address: string): Uint8Array {
  return Buffer.from(address.padEnd(citizenFields.address[1] / 2).slice(0, citizenFields.address[1] / 2), 'utf16le');
}

/**
 * Real photographs are WLT, which nobody has published; ours carries the name of a bundled portrait instead, in ASCII,
 * for whatever stands in for the closed decoder.
 */
function writePortraitMark(portrait: string): Uint8Array {
  const block = Buffer.alloc(photoSize);
  block.write(`${portraitMark}${portrait}\0`, 'ascii');
  return block;
}

/** Fingerprints are in makers' own coding, which nobody has published either: ours say in ASCII that they are none. */
const writeFingerprintMark = (): Uint8Array => Uint8Array.from(Buffer.alloc(fingerprintsSize, fingerprintMark));

/** The portrait's name in a photo block that we issued; null for any other. */
export function readPortraitMark(photo: Uint8Array): string | null {
  const text = Buffer.from(photo).toString('latin1');
  const end = text.indexOf('\0');
  return text.startsWith(portraitMark) && end > portraitMark.length ? text.slice(portraitMark.length, end) : null;
}
