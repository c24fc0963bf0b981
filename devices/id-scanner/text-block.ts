/** Reads the 256-byte text block of a resident's document into its fields, whichever of the four layouts it has. Pure. */
import { dayOfDigits } from '../calendar-day.ts';
import { Personal } from '../personal.ts';
import type { IdDocument, ResidentDocumentType, Sex } from './contract.ts';
import { idNumberProblem } from './id-number.ts';
import {
  citizenFields, foreigner2017Fields, foreigner2023Fields, hmtPermitFields, textBlockSize, typeMarks, typeOffset, type Field,
} from './text-layout.ts';

/** Names the field that makes no sense; never its content. */
type TextBlockOutcome =
  | { readonly ok: true; readonly document: Omit<IdDocument, 'photo'> }
  | { readonly ok: false; readonly field: string };

type Text = (field: Field) => string;
/** The fields as plain values, before they are judged. */
interface Plain {
  readonly type: ResidentDocumentType;
  readonly chineseName: string;
  readonly latinName: string | null;
  readonly sexCode: string;
  readonly ethnic: string | null;
  readonly birth: string;
  readonly address: string | null;
  readonly number: string;
  readonly issuer: string | null;
  readonly nationality: string | null;
  readonly validFrom: string;
  readonly validTo: string;
}

/** Never throws. Lone surrogates, impossible dates, wrong check characters and empty names make the block undecodable. */
export function readTextBlock(block: Uint8Array): TextBlockOutcome {
  if (block.length !== textBlockSize) return { ok: false, field: 'size' };
  const bytes = Buffer.from(block);
  const raw: Text = ([offset, length]) => bytes.toString('utf16le', offset, offset + length);
  const mark = raw([typeOffset, 2]);
  switch (mark) {
    case ' ':
    case '\0':
      return judge(citizen(raw));
    case typeMarks['hmt-residence-permit']:
      return judge(hmtPermit(raw));
    case typeMarks['foreign-permanent-resident-2017']:
      return judge(foreigner2017(raw));
    case typeMarks['foreign-permanent-resident-2023']:
      return judge(foreigner2023(raw));
    default:
      return { ok: false, field: 'type' };
  }
}

/** Some makers pad with zeros instead of spaces. */
const unpad = (text: string): string => text.replace(/[\s\0]+$/, '');
const orNull = (text: string): string | null => (text === '' ? null : text);

function citizen(raw: Text): Plain {
  const at = citizenFields;
  return {
    type: 'citizen', chineseName: unpad(raw(at.name)), latinName: null, sexCode: raw(at.sex), ethnic: orNull(unpad(raw(at.ethnic))),
    birth: raw(at.birth), address: orNull(unpad(raw(at.address))), number: unpad(raw(at.number)), issuer: orNull(unpad(raw(at.issuer))),
    nationality: null, validFrom: raw(at.validFrom), validTo: unpad(raw(at.validTo)),
  };
}

function hmtPermit(raw: Text): Plain {
  const at = hmtPermitFields;
  return {
    type: 'hmt-residence-permit', chineseName: unpad(raw(at.name)), latinName: null, sexCode: raw(at.sex), ethnic: null,
    birth: raw(at.birth), address: orNull(unpad(raw(at.address))), number: unpad(raw(at.number)), issuer: orNull(unpad(raw(at.issuer))),
    nationality: null, validFrom: raw(at.validFrom), validTo: unpad(raw(at.validTo)),
  };
}

function foreigner2017(raw: Text): Plain {
  const at = foreigner2017Fields;
  return {
    type: 'foreign-permanent-resident-2017', chineseName: unpad(raw(at.chineseName)), latinName: orNull(unpad(raw(at.latinName))),
    sexCode: raw(at.sex), ethnic: null, birth: raw(at.birth), address: null, number: unpad(raw(at.number)), issuer: null,
    nationality: orNull(unpad(raw(at.nationality))), validFrom: raw(at.validFrom), validTo: unpad(raw(at.validTo)),
  };
}

function foreigner2023(raw: Text): Plain {
  const at = foreigner2023Fields;
  return {
    // The two pieces are joined before the padding goes, since the cut may fall on a space of the name.
    type: 'foreign-permanent-resident-2023', chineseName: unpad(raw(at.chineseName)), latinName: orNull(unpad(raw(at.latinName) + raw(at.latinNameMore))),
    sexCode: raw(at.sex), ethnic: null, birth: raw(at.birth), address: null, number: unpad(raw(at.number)), issuer: null,
    nationality: orNull(unpad(raw(at.nationality))), validFrom: raw(at.validFrom), validTo: unpad(raw(at.validTo)),
  };
}

/** The newest address, a field of its own shape (70 bytes, UTF-16LE); null where it is empty or makes no sense. Never throws. */
export function readAddressBlock(block: Uint8Array): Personal<string> | null {
  if (block.length !== citizenFields.address[1]) return null;
  const address = unpad(Buffer.from(block).toString('utf16le'));
  return address && isText(address) ? new Personal(address) : null;
}

function judge(plain: Plain): TextBlockOutcome {
  const wrong = (field: string): TextBlockOutcome => ({ ok: false, field });
  const name = plain.chineseName || plain.latinName;
  const birthDate = dayOfDigits(plain.birth);
  const validFrom = dayOfDigits(plain.validFrom);
  const validTo = plain.validTo === '长期' ? 'long-term' : dayOfDigits(plain.validTo);
  const sex = sexOf(plain.sexCode);
  if (!name || ![plain.chineseName, plain.latinName, plain.address, plain.issuer].every(isText)) return wrong('name or address');
  if (!birthDate) return wrong('birth date');
  if (!sex) return wrong('sex');
  if (plain.ethnic !== null && !/^\d{2}$/.test(plain.ethnic)) return wrong('ethnic code');
  if (plain.nationality !== null && !/^[A-Z]{3}$/.test(plain.nationality)) return wrong('nationality');
  if (!validFrom || !validTo) return wrong('validity');
  const numberIsSound = plain.type === 'foreign-permanent-resident-2017'
    ? /^[A-Z]{3}\d{12}$/.test(plain.number)
    : idNumberProblem(plain.number, { birthDate, sex }) === null;
  if (!numberIsSound) return wrong('number');
  const personal = (text: string | null): Personal<string> | null => (text === null ? null : new Personal(text));
  return {
    ok: true,
    document: {
      type: plain.type, name: new Personal(name), latinName: personal(plain.latinName), number: new Personal(plain.number), sex: new Personal(sex),
      ethnicCode: personal(plain.ethnic), nationality: personal(plain.nationality), birthDate: new Personal(birthDate),
      address: personal(plain.address), issuer: personal(plain.issuer), validFrom, validTo,
    },
  };
}

/** Whole characters only (a surrogate pair may have been cut at the field's end) and nothing that steers a terminal. */
function isText(text: string | null): boolean {
  return text === null || (text.isWellFormed() && !/\p{Cc}/u.test(text));
}

function sexOf(code: string): Sex | null {
  switch (code) {
    case '1':
      return 'male';
    case '2':
      return 'female';
    case '0':
    case '9':
      return 'unknown';
    default:
      return null;
  }
}
