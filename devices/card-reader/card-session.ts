/** A powered card and the steps every conversation with it is made of: select, read a record, learn which card it is. */
import { meaningOf, readRecordByTag, selectByName, selectFile, type ResponseApdu } from './apdu.ts';
import { historicalBytes } from './atr.ts';
import type { CardAuthentication, CardKeyOrigin } from './authentication.ts';
import { exchange, expectingAnswer, type CardChannel } from './card-channel.ts';
import type { CardAlgorithm } from './card-cryptography.ts';
import type { CardGeneration } from './contract.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';
import {
  algorithmOf, decodeCardId, decodeCardNumber, decodeGeneration, environmentName, issuerFile, issuingRegionOf, records, type RecordDefinition,
} from './social-security-application.ts';
import { recordValue } from './tlv-records.ts';

/** A card under power, and how to reach it. */
export interface CardSession {
  readonly channel: CardChannel;
  readonly atr: Buffer;
  readonly authentication: CardAuthentication;
}

/** Which card it is, and how it enciphers. */
export interface CardIdentity {
  readonly cardId: string;
  readonly generation: CardGeneration;
  readonly cardNumber: string;
  readonly algorithm: CardAlgorithm;
}

/** SELECT by DF name. */
export async function selectName(channel: CardChannel, name: Uint8Array, signal: AbortSignal): Promise<CardOutcome<ResponseApdu>> {
  return exchange(channel, expectingAnswer(channel, selectByName(name)), signal);
}

/** Returns the FCI of the environment. */
export async function selectEnvironment(session: CardSession, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
  const response = await selectName(session.channel, environmentName, signal);
  if (response.code !== 'success') return response;
  const { body, statusWord } = response.value;
  const { kind } = meaningOf(statusWord);
  if (kind === 'ok') return succeed(body);
  if (kind === 'applicationLocked') return failFor('applicationLocked', { statusWord });
  // 6581, memory failure, is a card in trouble; any other refusal of the name is a card of another kind.
  return failFor(statusWord === 0x6581 ? 'cardUnreadable' : 'notSocialSecurityCard', { statusWord });
}

/** SELECT of an elementary file, where the environment is selected; returns what the card says of it. */
export async function selectEnvironmentFile(session: CardSession, fileId: number, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
  const response = await exchange(session.channel, selectFile(fileId), signal);
  return response.code === 'success' ? bodyOf(response.value) : response;
}

/** Returns the FCI of the environment. */
export async function selectIssuerFile(session: CardSession, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
  const environment = await selectEnvironment(session, signal);
  if (environment.code !== 'success') return environment;
  const file = await selectEnvironmentFile(session, issuerFile, signal);
  return file.code === 'success' ? environment : file;
}

/** The body of a response that had to be `9000`. */
export function bodyOf({ body, statusWord }: ResponseApdu): CardOutcome<Buffer> {
  const { kind } = meaningOf(statusWord);
  switch (kind) {
    case 'ok': return succeed(body);
    case 'applicationLocked': return failFor('applicationLocked', { statusWord });
    case 'securityNotSatisfied':
    case 'methodBlocked':
    case 'triesLeft': return failFor('authenticationFailed', { statusWord });
    case 'fileNotFound':
    case 'recordNotFound':
    case 'moreAvailable':
    case 'wrongExpectedLength':
    case 'refused': return failFor('cardUnreadable', { statusWord });
    default: return kind satisfies never;
  }
}

/** Reads a record of the current file and decodes it; what cannot be decoded is unreadable, never guessed. */
export async function readRecord<Value>(
  { channel }: CardSession,
  { tag, length }: RecordDefinition,
  decode: (value: Buffer) => Value | null,
  signal: AbortSignal,
): Promise<CardOutcome<Value>> {
  const response = await exchange(channel, readRecordByTag(tag, length + 2), signal);
  if (response.code !== 'success') return response;
  const body = bodyOf(response.value);
  if (body.code !== 'success') return body;
  const value = recordValue(body.value, tag);
  const decoded = value && decode(value);
  return decoded === null ? failFor('cardUnreadable') : succeed(decoded);
}

/** Selects the environment and its EF05, and tells which card this is. */
export async function identify(session: CardSession, signal: AbortSignal): Promise<CardOutcome<CardIdentity>> {
  const fci = await selectIssuerFile(session, signal);
  if (fci.code !== 'success') return fci;
  const cardId = await readRecord(session, records.cardId, decodeCardId, signal);
  if (cardId.code !== 'success') return cardId;
  const generation = await readRecord(session, records.version, decodeGeneration, signal);
  if (generation.code !== 'success') return generation;
  const cardNumber = await readRecord(session, records.cardNumber, decodeCardNumber, signal);
  if (cardNumber.code !== 'success') return cardNumber;
  const algorithm = algorithmOf(fci.value, issuingRegionOf(cardId.value));
  if (!algorithm) return failFor('authenticationUnavailable');
  return succeed({ cardId: cardId.value, generation: generation.value, cardNumber: cardNumber.value, algorithm });
}

/** The same, where it has to be that card. */
export async function identifyAs(session: CardSession, cardId: string, signal: AbortSignal): Promise<CardOutcome<CardIdentity>> {
  const identity = await identify(session, signal);
  return identity.code === 'success' && identity.value.cardId !== cardId ? failFor('otherCard') : identity;
}

/** What a PSAM or an HSM has to know of the card. */
export const keyOriginOf = ({ atr }: CardSession, { algorithm, cardId }: CardIdentity): CardKeyOrigin =>
  ({ algorithm, cardId, issuingRegion: issuingRegionOf(cardId), atrHistorical: historicalBytes(atr) });
