/** What the kiosk does on a powered social-security card, command by command (order of 人社信息函〔2016〕38号), over any channel. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { fault } from '../device.ts';
import { Personal } from '../personal.ts';
import {
  externalAuthenticate, getChallenge, internalAuthenticate, meaningOf, parseResponse, queryPinTries, readRecordByTag, selectByName, selectFile, verify,
  withExpectedLength, type ResponseApdu,
} from './apdu.ts';
import { historicalBytes, isContactless } from './atr.ts';
import type { AuthenticationKey, CardAuthentication } from './authentication.ts';
import { exchange, type CardChannel } from './card-channel.ts';
import type { CardAlgorithm } from './card-cryptography.ts';
import type { CardAuthenticity, CardGeneration, CardHolder, PinVerification } from './contract.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';
import {
  algorithmOf, decodeCardId, decodeCardNumber, decodeDate, decodeGeneration, decodeName, decodeSocialSecurityNumber, environmentName,
  holderFile, holderReadKeyId, issuerFile, issuingRegionOf, packPin, records, type RecordDefinition,
} from './social-security-application.ts';
import { recordValue } from './tlv-records.ts';

/** A card under power, and how to reach it. */
export interface CardSession {
  readonly channel: CardChannel;
  readonly atr: Buffer;
  readonly authentication: CardAuthentication;
}

interface CardIdentity {
  readonly cardId: string;
  readonly generation: CardGeneration;
  readonly cardNumber: string;
  readonly algorithm: CardAlgorithm;
}

const challengeLength = 8;

/** Selects, identifies, authenticates both ways as the generation asks, and reads card and holder. */
export async function readHolder(session: CardSession, signal: AbortSignal): Promise<CardOutcome<CardHolder>> {
  const identity = await identify(session, signal);
  if (identity.code !== 'success') return identity;
  const authenticity = await authenticate(session, identity.value, signal);
  if (authenticity.code !== 'success') return authenticity;
  return readFiles(session, identity.value, authenticity.value, signal);
}

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

async function selectEnvironment({ channel }: CardSession, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
  const bare = selectByName(environmentName);
  const response = await exchange(channel, channel.protocol === 'T=1' ? withExpectedLength(bare, 0) : bare, signal);
  if (response.code !== 'success') return response;
  const { kind } = meaningOf(response.value.statusWord);
  if (kind === 'ok') return succeed(response.value.body);
  if (kind === 'applicationLocked') return failFor('applicationLocked');
  // 6581, memory failure, is a card in trouble; any other refusal of the name is a card of another kind.
  return failFor(response.value.statusWord === 0x6581 ? 'cardUnreadable' : 'notSocialSecurityCard');
}

async function selectEnvironmentFile(session: CardSession, fileId: number, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
  const response = await exchange(session.channel, selectFile(fileId), signal);
  return response.code === 'success' ? bodyOf(response.value) : response;
}

/** Returns the FCI of the environment. */
async function selectIssuerFile(session: CardSession, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
  const environment = await selectEnvironment(session, signal);
  if (environment.code !== 'success') return environment;
  const file = await selectEnvironmentFile(session, issuerFile, signal);
  return file.code === 'success' ? environment : file;
}

/** The body of a response that had to be `9000`. */
function bodyOf(response: ResponseApdu): CardOutcome<Buffer> {
  const { kind } = meaningOf(response.statusWord);
  switch (kind) {
    case 'ok': return succeed(response.body);
    case 'applicationLocked': return failFor('applicationLocked');
    case 'securityNotSatisfied':
    case 'methodBlocked':
    case 'triesLeft': return failFor('authenticationFailed');
    case 'fileNotFound':
    case 'recordNotFound':
    case 'moreAvailable':
    case 'wrongExpectedLength':
    case 'refused': return failFor('cardUnreadable');
    default: return kind satisfies never;
  }
}

/** Reads a record of the current file and decodes it; what cannot be decoded is unreadable, never guessed. */
async function readRecord<Value>(
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

async function identify(session: CardSession, signal: AbortSignal): Promise<CardOutcome<CardIdentity>> {
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

/**
 * The card proves itself, then on 3.0 the kiosk to the card. Older cards can be read without: where no provider can judge
 * one, its authenticity is `unproven` and the caller decides.
 */
async function authenticate(session: CardSession, identity: CardIdentity, signal: AbortSignal): Promise<CardOutcome<CardAuthenticity>> {
  const card = await authenticateCard(session, identity, signal);
  if (card.code !== 'success') {
    const mayStayUnproven = card.reason === 'authenticationUnavailable' && identity.generation !== '3.0';
    return mayStayUnproven ? succeed('unproven') : card;
  }
  if (identity.generation !== '3.0') return succeed('proven');
  const kiosk = await authenticateKiosk(session, identity, signal);
  return kiosk.code === 'success' ? succeed('proven') : kiosk;
}

const askProvider = (
  session: CardSession, identity: CardIdentity, key: AuthenticationKey, factor: Buffer, raw: Buffer, signal: AbortSignal,
): Promise<CardOutcome<Buffer>> => session.authentication.answer({
  key, factor, raw,
  algorithm: identity.algorithm,
  issuingRegion: issuingRegionOf(identity.cardId),
  cardId: identity.cardId,
  atrHistorical: historicalBytes(session.atr),
}, signal);

async function authenticateCard(session: CardSession, identity: CardIdentity, signal: AbortSignal): Promise<CardOutcome<null>> {
  const factor = randomBytes(challengeLength);
  const raw = randomBytes(challengeLength);
  // The provider first: where it cannot judge, the card need not be asked.
  const expected = await askProvider(session, identity, 'IRK', factor, raw, signal);
  if (expected.code !== 'success') return expected;
  const response = await exchange(session.channel, internalAuthenticate(factor, raw), signal);
  if (response.code !== 'success') return response;
  const answered = bodyOf(response.value);
  if (answered.code !== 'success') return answered;
  const isGenuine = answered.value.length === expected.value.length && timingSafeEqual(answered.value, expected.value);
  return isGenuine ? succeed(null) : failFor('authenticationFailed');
}

async function authenticateKiosk(session: CardSession, identity: CardIdentity, signal: AbortSignal): Promise<CardOutcome<null>> {
  const factor = await challenge(session, signal);
  if (factor.code !== 'success') return factor;
  const raw = await challenge(session, signal);
  if (raw.code !== 'success') return raw;
  const proof = await askProvider(session, identity, 'RKSSSE', factor.value, raw.value, signal);
  if (proof.code !== 'success') return proof;
  const response = await exchange(session.channel, externalAuthenticate(holderReadKeyId, proof.value, raw.value), signal);
  if (response.code !== 'success') return response;
  const { kind } = meaningOf(response.value.statusWord);
  if (kind === 'ok') return succeed(null);
  return failFor(kind === 'applicationLocked' ? 'applicationLocked' : 'authenticationFailed');
}

async function challenge({ channel }: CardSession, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
  const response = await exchange(channel, getChallenge(challengeLength), signal);
  if (response.code !== 'success') return response;
  const body = bodyOf(response.value);
  return body.code === 'success' && body.value.length !== challengeLength ? failFor('cardUnreadable') : body;
}

/** Wraps a date that may be absent, which is not the same as unreadable. */
const decodeOptionalDate = (value: Buffer): { readonly date: string | null } => ({ date: decodeDate(value) });

const asItIs = (value: Buffer): Buffer => value;

async function readFiles(
  session: CardSession, identity: CardIdentity, authenticity: CardAuthenticity, signal: AbortSignal,
): Promise<CardOutcome<CardHolder>> {
  const issuedOn = await readRecord(session, records.issuedOn, decodeOptionalDate, signal);
  if (issuedOn.code !== 'success') return issuedOn;
  const expiresOn = await readRecord(session, records.expiresOn, decodeOptionalDate, signal);
  if (expiresOn.code !== 'success') return expiresOn;
  const selected = await selectEnvironmentFile(session, holderFile, signal);
  if (selected.code !== 'success') return selected;
  const socialSecurityNumber = await readRecord(session, records.socialSecurityNumber, decodeSocialSecurityNumber, signal);
  if (socialSecurityNumber.code !== 'success') return socialSecurityNumber;
  const name = await readName(session, identity.generation, signal);
  if (name.code !== 'success') return name;
  return succeed({
    generation: identity.generation,
    authenticity,
    issuingRegion: issuingRegionOf(identity.cardId),
    cardId: new Personal(identity.cardId),
    cardNumber: new Personal(identity.cardNumber),
    socialSecurityNumber: new Personal(socialSecurityNumber.value),
    name: new Personal(name.value),
    issuedOn: issuedOn.value.date,
    expiresOn: expiresOn.value.date,
    atrHistorical: new Personal(historicalBytes(session.atr).toString('hex').toUpperCase()),
    contactless: isContactless(session.atr),
  });
}

/** Cards of the first generation have no extension record. */
async function readName(session: CardSession, generation: CardGeneration, signal: AbortSignal): Promise<CardOutcome<string>> {
  const name = await readRecord(session, records.name, asItIs, signal);
  if (name.code !== 'success') return name;
  const extension = generation === '1.0' ? succeed(Buffer.alloc(0)) : await readRecord(session, records.nameExtension, asItIs, signal);
  if (extension.code !== 'success') return extension;
  const decoded = decodeName(name.value, extension.value);
  return decoded === null ? failFor('cardUnreadable') : succeed(decoded);
}

async function queryTries({ channel }: CardSession, signal: AbortSignal): Promise<CardOutcome<number>> {
  const response = await exchange(channel, queryPinTries(), signal);
  if (response.code !== 'success') return response;
  const meaning = meaningOf(response.value.statusWord);
  switch (meaning.kind) {
    case 'triesLeft': return succeed(meaning.count);
    case 'methodBlocked': return succeed(0);
    case 'ok': return failFor('pinNotSet');
    case 'applicationLocked': return failFor('applicationLocked');
    default: return failFor('cardUnreadable');
  }
}

async function presentPin({ channel }: CardSession, pin: Buffer, signal: AbortSignal): Promise<CardOutcome<PinVerification>> {
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

function judgePin(statusWord: number): CardOutcome<PinVerification> {
  const meaning = meaningOf(statusWord);
  switch (meaning.kind) {
    case 'ok': return succeed({ outcome: 'verified' });
    case 'triesLeft': return succeed(meaning.count === 0 ? { outcome: 'locked' } : { outcome: 'wrong', triesLeft: meaning.count });
    case 'methodBlocked': return succeed({ outcome: 'locked' });
    case 'applicationLocked': return failFor('applicationLocked');
    default: return failFor('cardUnreadable');
  }
}
