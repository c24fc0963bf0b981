/** The names of the cards in the tray; apart from the cards themselves, so that a page can know them too. */
import { persons } from '../persons.ts';

/** Cards beside those of the persons: the attendant's, those that go wrong, and Zhang San's as it might have been issued otherwise. */
export const specialCardNames = [
  'attendant', 'not-social-security', 'bank', 'mute', 'wrong-way-round', 'damaged', 'locked',
  'first-generation', 'contactless', 'ssf33', 'forged', 'pin-locked', 'no-pin',
] as const;
export type SpecialCardName = (typeof specialCardNames)[number];

/** Every name there is a card for: person ids, then special cards. */
export const cardNames: readonly string[] = [...persons.filter(({ card }) => card !== null).map(({ id }) => id), ...specialCardNames];
