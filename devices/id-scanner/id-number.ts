/** The 18-character identity number: check character (GB 11643, ISO 7064 MOD 11-2), embedded birth date and sex. Pure. */
import type { Sex } from './contract.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** What is wrong with a number. */
type IdNumberProblem = 'form' | 'checkCharacter' | 'birthDate' | 'sex';

/** The check character that belongs to the first 17 digits. */
export function checkCharacterOf(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index] ?? 0), 0);
  return checkCharacters.charAt(sum % 11);
}

/** Null where all is well. `birthDate` is an ISO date; an `unknown` sex is not compared. */
export function idNumberProblem(number: string, holder: { readonly birthDate: string; readonly sex: Sex }): IdNumberProblem | null {
  if (!/^\d{17}[\dX]$/.test(number)) return 'form';
  if (checkCharacterOf(number) !== number.charAt(17)) return 'checkCharacter';
  if (number.slice(6, 14) !== holder.birthDate.replaceAll('-', '')) return 'birthDate';
  const sex = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
  return holder.sex === 'unknown' || holder.sex === sex ? null : 'sex';
}
