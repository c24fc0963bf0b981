/** A card as it comes back from somebody who did not remember its PIN. */
import { meaningOf, parseResponse, selectByName, verify } from '../../card-reader/apdu.ts';
import { environmentName } from '../../card-reader/social-security-application.ts';
import type { VirtualCard } from './virtual-card.ts';

/** No card of the tray has it. */
const wrongPin = Buffer.from('FFFFFF', 'hex');
/** More than any card gives. */
const enough = 16;

/** The same card after wrong entries until it took no more; its PIN can be unblocked, as a real one's. */
export function withPinLocked(card: VirtualCard): VirtualCard {
  card.powerOn();
  card.transmit(selectByName(environmentName));
  const isLocked = (response: Buffer | null): boolean => meaningOf((response && parseResponse(response))?.statusWord ?? 0).kind === 'methodBlocked';
  for (let entry = 0; entry < enough && !isLocked(card.transmit(verify(wrongPin))); entry++);
  card.powerOff();
  return card;
}
