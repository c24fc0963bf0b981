/** The tray of cards to insert: one for every synthetic person who has one, the attendant's, and the cards that go wrong. */
import { attendantCard, persons, type SyntheticCard } from '../persons.ts';
import { specialCardNames, type SpecialCardName } from './card-names.ts';
import { issueCard, type CardBearer } from './card-issuer.ts';
import type { CardImage } from './card-image.ts';
import { createForeignCard } from './foreign-card.ts';
import { createSocialSecurityCard } from './social-security-card.ts';
import { createMuteCard, type VirtualCard } from './virtual-card.ts';

const attendant: CardBearer = { name: '示范工号', number: '990000197001010018', sex: 'male', ethnicCode: '01', birthDate: '1970-01-01' };

/** A card nobody was issued, for the conditions that have no person. */
const spare: SyntheticCard = { ...attendantCard, cardId: '990000D15600000500000098A1A2A3A4' };
const spareImage = (): CardImage => issueCard(spare, attendant);

/** What a reader takes for an answer to reset where the contacts lie on bare plastic. */
const noise = Buffer.from('00', 'hex');
const plainAtr = Buffer.from('3B6500002063CB6A00', 'hex');
const paymentEnvironment = Buffer.from('1PAY.SYS.DDF01', 'ascii');
const bankApplications = new Map([[paymentEnvironment.toString('hex'), Buffer.from('6F15840E315041592E5359532E4444463031A503880101', 'hex')]]);

/** A card fresh from the issuer, with its PIN tries untouched; null where no card has that name. */
export function cardByName(name: string): VirtualCard | null {
  const person = persons.find(({ id }) => id === name);
  if (person) return person.card && createSocialSecurityCard(issueCard(person.card, person));
  const special = specialCardNames.find((one) => one === name);
  return special ? specialCard(special) : null;
}

function specialCard(name: SpecialCardName): VirtualCard {
  switch (name) {
    case 'attendant': return createSocialSecurityCard(issueCard(attendantCard, attendant));
    case 'not-social-security': return createForeignCard(plainAtr, new Map());
    case 'bank': return createForeignCard(plainAtr, bankApplications);
    case 'mute': return createMuteCard(spareImage().atr);
    case 'wrong-way-round': return createMuteCard(noise);
    case 'damaged': return createSocialSecurityCard({ ...spareImage(), condition: 'damagedRecords' });
    case 'locked': return createSocialSecurityCard({ ...spareImage(), condition: 'locked' });
    default: return name satisfies never;
  }
}
