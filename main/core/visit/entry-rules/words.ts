/** Words: addresses and names, in Chinese with all its rare characters, or in Latin letters. */
import type { EntryFieldOf } from '../../../contract/index.ts';
import { sameWords } from '../wording.ts';
import type { EntryRule, Reading } from './rule.ts';
import { judgementOf } from './rule.ts';

export type Purpose = EntryFieldOf<'text'>['purpose'];

export interface WordLimits {
  readonly purpose: Purpose;
  /** Characters, both included; a rare character is one. */
  readonly shortest: number;
  readonly longest: number;
}

/** Nothing here is normalised by Unicode: compatibility forms of rare characters are how some names are registered. */
const allowed: { readonly [One in Purpose]: RegExp } = {
  address: /^[\p{Script=Han}〇\p{Script=Latin}\p{Nd} ·.,，、。:：\-—_#&'’/()（）]*$/u,
  name: /^[\p{Script=Han}〇\p{Script=Latin} ·.'’-]*$/u,
};

const problems = ['empty', 'odd-character', 'too-short', 'too-long'] as const;

/** The words with single spaces between them and none around. */
export function readWords(typed: string, { purpose, shortest, longest }: WordLimits): Reading<(typeof problems)[number]> {
  const words = typed.replaceAll(/\s+/g, ' ').trim();
  const length = [...words].length;
  if (length === 0) return { problem: 'empty' };
  if (!allowed[purpose].test(words)) return { problem: 'odd-character' };
  if (length < shortest) return { problem: 'too-short' };
  return length > longest ? { problem: 'too-long' } : { value: words };
}

export const wordsRule = (limits: WordLimits): EntryRule => ({
  problems,
  placeholders: ['shortest', 'longest'],
  limitedBy: [],
  fills: () => ({ shortest: sameWords(String(limits.shortest)), longest: sameWords(String(limits.longest)) }),
  field: () => ({ kind: 'text', purpose: limits.purpose, longest: limits.longest }),
  judge: (typed) => judgementOf('text', typed, (words) => readWords(words, limits)),
  stands: () => true,
});

/** The beginning and the end of the words, so that one knows one's own again: 示范路8号2单元301室 → 示范路********01室. */
export function maskWords(words: string): string {
  const letters = [...words];
  const shown = letters.length >= 8 ? 3 : 1;
  return letters.map((letter, place) => (place < shown || place >= letters.length - (shown === 3 ? 2 : 0) ? letter : '*')).join('');
}
