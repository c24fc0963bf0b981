/** The rule behind each kind of field, and how its answers may be shown. */
import type { LocalizedText } from '../../../contract/index.ts';
import type { Entry } from '../values.ts';
import { sameWords, spokenDay, spokenMoney } from '../wording.ts';
import type { WrittenLanguages } from '../wording.ts';
import { maskPhone } from './phone.ts';
import { spokenRegion } from './region.ts';
import { maskWords } from './words.ts';

export { amountRule } from './amount.ts';
export { dayRule } from './day.ts';
export { phoneRule } from './phone.ts';
export { regionRule } from './region.ts';
export { wordsRule } from './words.ts';
export type { EntryRule, Judgement } from './rule.ts';

/** An answer as it may be shown, masked where it tells a stranger something; null where the question was left out. */
export function shownEntry(entry: Entry, languages: WrittenLanguages): LocalizedText | null {
  switch (entry.kind) {
    case 'phone':
      return sameWords(maskPhone(entry.value.reveal()));
    case 'text':
      return sameWords(maskWords(entry.value.reveal()));
    case 'region':
      return sameWords(spokenRegion(entry.value.reveal()));
    case 'date':
      return spokenDay(entry.value.reveal(), languages);
    case 'amount':
      return spokenMoney(Number(entry.value.reveal()), languages);
    case 'left-out':
      return null;
    default:
      return entry satisfies never;
  }
}
