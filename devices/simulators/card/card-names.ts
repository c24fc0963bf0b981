/** The names of the cards in the tray; apart from the cards themselves, so that a page can know them too. */
import { persons } from '../persons.ts';

/** Cards that belong to no person of the tray: the attendant's, and those that go wrong. */
export const specialCardNames = ['attendant', 'not-social-security', 'bank', 'mute', 'wrong-way-round', 'damaged', 'locked'] as const;
export type SpecialCardName = (typeof specialCardNames)[number];

/** Every name there is a card for: person ids, then special cards. */
export const cardNames: readonly string[] = [...persons.filter(({ card }) => card !== null).map(({ id }) => id), ...specialCardNames];
