/** The rule behind each kind of field, and how its answers may be shown. */
import type { LocalizedText } from '../../../contract/index.ts';
import type { Entry } from '../values.ts';
import { sameWords, spokenDay, spokenMoney } from '../wording.ts';
import type { Telling } from '../wording.ts';
import { groupPhone, maskPhone } from './phone.ts';
import { spokenRegion } from './region.ts';
import { maskWords } from './words.ts';

export { AmountField, amountRule } from './amount.ts';
export { dayRule } from './day.ts';
export { phoneRule } from './phone.ts';
export { regionRule } from './region.ts';
export { wordsRule } from './words.ts';
export type { Asking, EntryRule, Judgement } from './rule.ts';

/**
 * An answer whole, for the eyes of the person who has just given it and has to check it; null where the question was left out.
 * For nothing but the screen of the same visit: paper, and later visits, get `shownEntry`.
 */
export function wholeEntry(entry: Entry, telling: Telling): LocalizedText | null {
  switch (entry.kind) {
    case 'phone':
      return sameWords(groupPhone(entry.value.reveal()));
    case 'text':
      return sameWords(entry.value.reveal());
    case 'region':
    case 'date':
    case 'amount':
    case 'left-out':
      return shownEntry(entry, telling);
    default:
      return entry satisfies never;
  }
}

/** An answer as it may be shown, masked where it tells a stranger something; null where the question was left out. */
export function shownEntry(entry: Entry, telling: Telling): LocalizedText | null {
  switch (entry.kind) {
    case 'phone':
      return sameWords(maskPhone(entry.value.reveal()));
    case 'text':
      return sameWords(maskWords(entry.value.reveal()));
    case 'region':
      return sameWords(spokenRegion(entry.value.reveal()));
    case 'date':
      return spokenDay(entry.value.reveal(), telling.languages);
    case 'amount':
      return spokenMoney(Number(entry.value.reveal()), telling);
    case 'left-out':
      return null;
    default:
      return entry satisfies never;
  }
}
