/** The PIN as the card guards it: tries left, and VERIFY. */
import { fault } from '../device.ts';
import type { Personal } from '../personal.ts';
import { meaningOf, parseResponse, queryPinTries, verify } from './apdu.ts';
import { exchange } from './card-channel.ts';
import { readRecord, selectEnvironment, selectIssuerFile, type CardSession } from './card-session.ts';
import type { PinVerification } from './contract.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';
import { decodeCardId, packPin, records } from './social-security-application.ts';

/** VERIFY on the very card whose identification code is given; both PIN buffers made on the way are zeroed. */
export async function verifyPin(
  session: CardSession,
  request: { readonly pin: Buffer; readonly cardId: Personal<string> },
  signal: AbortSignal,
): Promise<CardOutcome<PinVerification>> {
  const selected = await selectIssuerFile(session, signal);
  if (selected.code !== 'success') return selected;
  const cardId = await readRecord(session, records.cardId, decodeCardId, signal);
  if (cardId.code !== 'success') return cardId;
  if (cardId.value !== request.cardId.reveal()) return failFor('otherCard');
  const tries = await queryTries(session, signal);
  if (tries.code !== 'success') return tries;
  if (tries.value === 0) return succeed({ outcome: 'locked' });
  return presentPin(session, request.pin, signal);
}

/** The tries left, without consuming one; 0 where the PIN is locked. */
export async function countPinTries(session: CardSession, signal: AbortSignal): Promise<CardOutcome<{ readonly triesLeft: number }>> {
  const selected = await selectEnvironment(session, signal);
  if (selected.code !== 'success') return selected;
  const tries = await queryTries(session, signal);
  return tries.code === 'success' ? succeed({ triesLeft: tries.value }) : tries;
}

/** In the selected environment: the tries left, 0 where locked; `pinNotSet` where the card has no PIN. */
export async function queryTries({ channel }: CardSession, signal: AbortSignal): Promise<CardOutcome<number>> {
  const response = await exchange(channel, queryPinTries(), signal);
  if (response.code !== 'success') return response;
  const { statusWord } = response.value;
  const meaning = meaningOf(statusWord);
  switch (meaning.kind) {
    case 'triesLeft': return succeed(meaning.count);
    case 'methodBlocked': return succeed(0);
    case 'ok': return failFor('pinNotSet');
    case 'applicationLocked': return failFor('applicationLocked', { statusWord });
    default: return failFor('cardUnreadable', { statusWord });
  }
}

/** VERIFY in the selected environment; the copies of the PIN made on the way are zeroed. */
export async function presentPin({ channel }: CardSession, pin: Buffer, signal: AbortSignal): Promise<CardOutcome<PinVerification>> {
  const packed = packPin(pin);
  if (!packed) return fault('invalidData');
  const command = verify(packed);
  try {
    // Not `exchange`: a card that answers 6Cxx here would make it copy the PIN into another buffer.
    const sent = await channel.transmit(command, signal);
    if (sent.code !== 'success') return sent;
    const response = parseResponse(sent.value);
    return response ? judgePin(response.statusWord) : failFor('cardUnreadable');
  } finally {
    packed.fill(0);
    command.fill(0);
  }
}

/** What the answer to a presented PIN says. */
export function judgePin(statusWord: number): CardOutcome<PinVerification> {
  const meaning = meaningOf(statusWord);
  switch (meaning.kind) {
    case 'ok': return succeed({ outcome: 'verified' });
    case 'triesLeft': return succeed(meaning.count === 0 ? { outcome: 'locked' } : { outcome: 'wrong', triesLeft: meaning.count });
    case 'methodBlocked': return succeed({ outcome: 'locked' });
    case 'applicationLocked': return failFor('applicationLocked', { statusWord });
    default: return failFor('cardUnreadable', { statusWord });
  }
}
