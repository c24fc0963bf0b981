/** Writes machine-readable zones (ICAO 9303) with their check digits, for documents of persons who do not exist. */
import type { SyntheticPerson, SyntheticTravelDocument, TravelDocumentKind } from '../persons.ts';

export interface ZoneFields {
  readonly surname: string;
  readonly givenNames: string;
  /** Up to 9 characters, on TD1 up to 22. */
  readonly number: string;
  /** Alpha-3, issuing state as well. */
  readonly nationality: string;
  /** `YYMMDD`. */
  readonly birth: string;
  readonly expiry: string;
  readonly sex: 'M' | 'F' | '<';
}
export type ZoneFormat = 'TD1' | 'TD2' | 'TD3';

/** ICAO's own specimens; the person does not exist. */
export const specimens: Readonly<Record<ZoneFormat, readonly string[]>> = {
  TD1: ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
  TD2: ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'],
  TD3: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
};

const formatOf: Readonly<Record<TravelDocumentKind, ZoneFormat>> = { passport: 'TD3', 'residence-permit': 'TD1', 'identity-card': 'TD2' };

/** The lines of one of a person's documents; null for a person without a name in Latin letters, which the lines need. */
export function issueZone({ latinName, birthDate, sex }: SyntheticPerson, { kind, number, nationality, validTo }: SyntheticTravelDocument): string[] | null {
  if (latinName === null) return null;
  const [surname = '', ...givenNames] = latinName.split(' ');
  const sixDigits = (isoDate: string): string => isoDate.replaceAll('-', '').slice(2);
  return writeZone(formatOf[kind], {
    surname, givenNames: givenNames.join(' '), number, nationality,
    birth: sixDigits(birthDate), expiry: sixDigits(validTo), sex: sex === 'male' ? 'M' : 'F',
  });
}

const weights = [7, 3, 1];
const shortNumber = 9;

/** Weights 7, 3, 1; a letter is its place in the alphabet and nine more, a filler nothing. */
function checkDigit(text: string): string {
  const sum = [...text].reduce((total, character, index) => {
    const value = character === '<' ? 0 : Number.parseInt(character, 36);
    return total + value * (weights[index % weights.length] ?? 0);
  }, 0);
  return String(sum % 10);
}

const fill = (text: string, length: number): string => text.replaceAll(' ', '<').padEnd(length, '<').slice(0, length);
const checked = (text: string): string => text + checkDigit(text);

export function writeZone(format: ZoneFormat, fields: ZoneFields): string[] {
  const names = `${fields.surname}<<${fields.givenNames}`;
  const state = fill(fields.nationality, 3);
  const birth = checked(fields.birth);
  const expiry = checked(fields.expiry);
  switch (format) {
    case 'TD1': {
      const first = `I<${state}${longNumber(fields.number)}`;
      const optional = fill('', 11);
      return [first, `${birth}${fields.sex}${expiry}${state}${optional}${checkDigit(first.slice(5) + birth + expiry + optional)}`, fill(names, 30)];
    }
    case 'TD2': {
      const number = checked(fill(fields.number, shortNumber));
      const optional = fill('', 7);
      return [`I<${state}${fill(names, 31)}`, `${number}${state}${birth}${fields.sex}${expiry}${optional}${checkDigit(number + birth + expiry + optional)}`];
    }
    case 'TD3': {
      const number = checked(fill(fields.number, shortNumber));
      const optional = `${fill('', 14)}<`;
      return [`P<${state}${fill(names, 39)}`, `${number}${state}${birth}${fields.sex}${expiry}${optional}${checkDigit(number + birth + expiry + optional)}`];
    }
  }
}

/** Number, check digit and optional field of TD1: a number of more than nine characters goes on, with its check digit, in the optional field. */
function longNumber(number: string): string {
  if (number.length <= shortNumber) return checked(fill(number, shortNumber)) + fill('', 15);
  return `${number.slice(0, shortNumber)}<${fill(number.slice(shortNumber) + checkDigit(number), 15)}`;
}
