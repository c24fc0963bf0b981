/** Waiting for a social-security card and reading it. */
import type { CardHolder, CardReader } from '../../../../devices/card-reader/contract.ts';
import type { FailureCode } from '../../../contract/index.ts';
import { beijingDate } from '../../beijing-time.ts';
import type { EffectCall } from '../effect.ts';
import { cardExpired, cardReaderFailure } from '../failures/card.ts';
import { cardAbsent, cardPresent, untilStatus } from './device-waits.ts';

export type CardReading = { readonly holder: CardHolder } | { readonly failure: FailureCode };
export type ExpiredCards = 'refuse' | 'accept';

/** Resolves true when a card lies in the reader that was put there for this reading; false when the signal aborts. */
export async function untilCard(reader: CardReader, call: EffectCall, signal: AbortSignal): Promise<boolean> {
  if (call.cardLeftBehind() || call.notes.cardRefused) {
    call.show({ phase: 'take-out' });
    if (!(await untilStatus(reader, cardAbsent, signal))) return false;
    call.show({ phase: 'waiting' });
  }
  return untilStatus(reader, cardPresent, signal);
}

/** Reads the card in the reader, within the kiosk's deadline for cards. */
export async function readCard(reader: CardReader, { world }: EffectCall, expired: ExpiredCards, signal: AbortSignal): Promise<CardReading> {
  const { completion } = reader.execute('readHolder', null, { deadlineMs: world.kiosk.deadlines.cardSeconds * 1000, signal });
  const reading = await completion;
  if (reading.code !== 'success') return { failure: cardReaderFailure(reading) };
  const { expiresOn } = reading.value;
  const over = expiresOn !== null && expiresOn < beijingDate(world.clock.now());
  return over && expired === 'refuse' ? { failure: cardExpired } : { holder: reading.value };
}
