/** Door of the virtual card: cards by name, and the peer that inserts them into a reader over the vpcd protocol. */
export { cardNames, specialCardNames, type SpecialCardName } from './card-names.ts';
export { cardByName } from './card-tray.ts';
export { issueCard, type CardBearer } from './card-issuer.ts';
export { readKeyIds } from './application-issuer.ts';
export type { CardFile, CardImage, ReadRight } from './card-image.ts';
export { withPinLocked } from './locked-pin.ts';
export { createSocialSecurityCard } from './social-security-card.ts';
export { createMuteCard, laidOnContactless, mutedAfter, type VirtualCard } from './virtual-card.ts';
export { createCardPeer, type CardPeer } from './vpcd-peer.ts';
export { createPsamCard, psamByName, psamNames, testPsam, type PsamImage } from './psam-card.ts';
