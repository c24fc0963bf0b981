/** Cards for tests and benches of the card reader: any of the tray, and Zhang San's with something else about it. */
import type { CardReader } from '../../devices/card-reader/index.ts';
import { cardByName, createSocialSecurityCard, issueCard, type CardImage, type VirtualCard } from '../../devices/simulators/card/index.ts';
import { personById, type SyntheticCard } from '../../devices/simulators/persons.ts';
import { untilReports } from './until-reports.ts';

/** Throws where the tray has no card of that name. */
export function cardNamed(name: string): VirtualCard {
  const card = cardByName(name);
  if (!card) throw new Error(`there is no card ${name}`);
  return card;
}

const zhangSan = personById('zhang-san');
if (!zhangSan?.card) throw new Error('Zhang San has no card');
const holder = { ...zhangSan, card: zhangSan.card };

/** Zhang San's card of the third generation, as the issuer knows it. */
export const holderCard: SyntheticCard = holder.card;

/** What the issuer writes on Zhang San's card, had it been issued otherwise. */
export const holderImage = (more: Partial<SyntheticCard> = {}): CardImage => issueCard({ ...holder.card, ...more }, holder);

/** Zhang San's card, issued otherwise, or with another content. */
export const holderCardWith = ({ card = {}, image = {} }: { readonly card?: Partial<SyntheticCard>; readonly image?: Partial<CardImage> } = {}): VirtualCard =>
  createSocialSecurityCard({ ...holderImage(card), ...image });

type Media = ReturnType<CardReader['status']>['specific']['media'];

/** Resolves when the reader's medium is that. */
export const untilMedia = (reader: CardReader, wanted: Media): Promise<void> => untilReports(reader, ({ specific }) => specific.media === wanted);
