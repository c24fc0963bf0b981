import { expect, test } from 'vitest';
import { holderImage } from '../../test/support/cards.ts';
import { createSocialSecurityCard, laidOnContactless } from '../simulators/card/index.ts';
import { atrWithoutSerial } from './atr.ts';

test('an ATR is shown without the serial of its card, by contact and without', () => {
  const card = createSocialSecurityCard(holderImage());
  expect(atrWithoutSerial(card.atr)).toBe('3B6D000000814A444686609900 and 4 bytes not shown');
  expect(atrWithoutSerial(laidOnContactless(card).atr)).toBe('3B8D800100814A444686609900 and 5 bytes not shown');
});

test('of an ATR in which no serial can be found nothing is shown', () => {
  expect(atrWithoutSerial(Buffer.from('00', 'hex'))).toBe('of 1 bytes, not shown');
  expect(atrWithoutSerial(Buffer.from('3B6D0000', 'hex'))).toBe('of 4 bytes, not shown');
});
