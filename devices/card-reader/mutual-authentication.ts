/** The card proves itself to the kiosk (INTERNAL AUTHENTICATE), the kiosk to the card (EXTERNAL AUTHENTICATE); a provider holds the keys. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { externalAuthenticate, getChallenge, internalAuthenticate, meaningOf } from './apdu.ts';
import type { AuthenticationKey } from './authentication.ts';
import { exchange, expectingAnswer } from './card-channel.ts';
import { bodyOf, keyOriginOf, type CardIdentity, type CardSession } from './card-session.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';

const challengeLength = 8;

const askProvider = (
  session: CardSession, identity: CardIdentity, key: AuthenticationKey, factor: Buffer, raw: Buffer, signal: AbortSignal,
): Promise<CardOutcome<Buffer>> => session.authentication.answer({ ...keyOriginOf(session, identity), key, factor, raw }, signal);

/** Fails as `authenticationFailed` where the card does not know the key, as `authenticationUnavailable` where nobody here can judge it. */
export async function authenticateCard(session: CardSession, identity: CardIdentity, signal: AbortSignal): Promise<CardOutcome<null>> {
  const factor = randomBytes(challengeLength);
  const raw = randomBytes(challengeLength);
  // The provider first: where it cannot judge, the card need not be asked.
  const expected = await askProvider(session, identity, 'IRK', factor, raw, signal);
  if (expected.code !== 'success') return expected;
  const response = await exchange(session.channel, expectingAnswer(session.channel, internalAuthenticate(factor, raw)), signal);
  if (response.code !== 'success') return response;
  const answered = bodyOf(response.value);
  if (answered.code !== 'success') return answered;
  const isGenuine = answered.value.length === expected.value.length && timingSafeEqual(answered.value, expected.value);
  return isGenuine ? succeed(null) : failFor('authenticationFailed');
}

/** Proves the key of that identifier to the card, which then grants what the key opens until the power ends. */
export async function proveKey(
  session: CardSession, identity: CardIdentity, { key, keyId }: { readonly key: AuthenticationKey; readonly keyId: number }, signal: AbortSignal,
): Promise<CardOutcome<null>> {
  const factor = await challenge(session, signal);
  if (factor.code !== 'success') return factor;
  const raw = await challenge(session, signal);
  if (raw.code !== 'success') return raw;
  const proof = await askProvider(session, identity, key, factor.value, raw.value, signal);
  if (proof.code !== 'success') return proof;
  const response = await exchange(session.channel, externalAuthenticate(keyId, proof.value, raw.value), signal);
  if (response.code !== 'success') return response;
  const { statusWord } = response.value;
  const { kind } = meaningOf(statusWord);
  if (kind === 'ok') return succeed(null);
  return failFor(kind === 'applicationLocked' ? 'applicationLocked' : 'authenticationFailed', { statusWord });
}

/** Eight random bytes of the card. */
export async function challenge({ channel }: CardSession, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
  const response = await exchange(channel, getChallenge(challengeLength), signal);
  if (response.code !== 'success') return response;
  const body = bodyOf(response.value);
  return body.code === 'success' && body.value.length !== challengeLength ? failFor('cardUnreadable') : body;
}
