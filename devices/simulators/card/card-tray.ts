/** The tray of cards to insert: one for every synthetic person who has one, the attendant's, the cards that go wrong, and Zhang San's issued otherwise. */
import { attendantCard, personById, persons, type SyntheticCard } from '../persons.ts';
import { specialCardNames, type SpecialCardName } from './card-names.ts';
import { fciOfSsf33, issueCard, type CardBearer } from './card-issuer.ts';
import type { CardImage } from './card-image.ts';
import { createForeignCard } from './foreign-card.ts';
import { withPinLocked } from './locked-pin.ts';
import { createSocialSecurityCard } from './social-security-card.ts';
import { createMuteCard, laidOnContactless, type VirtualCard } from './virtual-card.ts';

const attendant: CardBearer = { name: '示范工号', number: '990000197001010018', sex: 'male', ethnicCode: '01', birthDate: '1970-01-01' };

/** A card nobody was issued, for the conditions that have no person. */
const spare: SyntheticCard = { ...attendantCard, cardId: '990000D15600000500000098A1A2A3A4' };
const spareImage = (): CardImage => issueCard(spare, attendant);

/** What a reader takes for an answer to reset where the contacts lie on bare plastic. */
const noise = Buffer.from('00', 'hex');
const plainAtr = Buffer.from('3B6500002063CB6A00', 'hex');
const paymentEnvironment = Buffer.from('1PAY.SYS.DDF01', 'ascii');
const bankApplications = new Map([[paymentEnvironment.toString('hex'), Buffer.from('6F15840E315041592E5359532E4444463031A503880101', 'hex')]]);

/** Zhang San's card, so that a whole visit goes with it as far as it is good for one. */
function issuedOtherwise({ card = {}, image = {} }: { readonly card?: Partial<SyntheticCard>; readonly image?: Partial<CardImage> } = {}): VirtualCard {
  const holder = personById('zhang-san');
  if (!holder?.card) throw new Error('Zhang San has no card');
  return createSocialSecurityCard({ ...issueCard({ ...holder.card, ...card }, holder), ...image });
}

/** Of no issuer. */
const forgedKey = Buffer.alloc(16, 7);

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
    case 'first-generation': return issuedOtherwise({ card: { generation: '1.0' } });
    case 'contactless': return laidOnContactless(issuedOtherwise());
    case 'ssf33': return issuedOtherwise({ image: { fci: fciOfSsf33 } });
    case 'forged': return issuedOtherwise({ image: { key: forgedKey } });
    case 'pin-locked': return withPinLocked(issuedOtherwise());
    case 'no-pin': return issuedOtherwise({ image: { pin: null } });
    default: return name satisfies never;
  }
}
