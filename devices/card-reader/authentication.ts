/** Who answers the card's challenges: a pluggable provider, since real keys live only in a PSAM or an HSM. Here: software with test keys, and nobody. */
import type { DirectoryReadKey } from './application-files.ts';
import type { ProviderShortfall } from './contract.ts';
import { authenticationCode, type CardAlgorithm, type SoftwareAlgorithm } from './card-cryptography.ts';
import { cardKeyOf } from './key-diversification.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';
import { sealedReset, sealedUnblock } from './pin-seals.ts';

/**
 * Which card key: IRK proves the card to the kiosk; RKSSSE proves the kiosk to the card and opens EF06; PUK allows to
 * unblock and reset the PIN; the others open files of the applications.
 */
export type AuthenticationKey = 'IRK' | 'RKSSSE' | 'PUK' | DirectoryReadKey;

/** What a PSAM or an HSM needs to derive a card's key (domain of 人社信息函〔2016〕38号 annex B). */
export interface CardKeyOrigin {
  readonly algorithm: CardAlgorithm;
  /** Six digits of GB/T 2260. */
  readonly issuingRegion: string;
  /** 32 hex digits. */
  readonly cardId: string;
  readonly atrHistorical: Buffer;
}

export interface AuthenticationChallenge extends CardKeyOrigin {
  readonly key: AuthenticationKey;
  /** Eight bytes from which the session key is derived. */
  readonly factor: Buffer;
  /** Eight bytes to encipher. */
  readonly raw: Buffer;
}

/** A PIN command that the card takes only with a MAC under STKSSSE. */
interface PinSeal extends CardKeyOrigin {
  /** Eight bytes the card gave, from which the session key is derived. */
  readonly factor: Buffer;
}

/** Every function ends as `authenticationUnavailable` where this provider cannot, and never rejects. */
export interface CardAuthentication {
  /** The eight bytes the card answers, or expects. */
  answer(challenge: AuthenticationChallenge, signal: AbortSignal): Promise<CardOutcome<Buffer>>;
  /** The data field of PIN UNBLOCK: its four-byte MAC. */
  sealPinUnblock(seal: PinSeal, signal: AbortSignal): Promise<CardOutcome<Buffer>>;
  /** The data field of PIN CHANGE: enciphered PIN, then MAC. `packedPin` is BCD, not kept, and zeroed by the caller. */
  sealPinReset(seal: PinSeal, packedPin: Buffer, signal: AbortSignal): Promise<CardOutcome<Buffer>>;
}

/**
 * Answers with keys derived from one national test key (32 hex digits), in software. Never for real keys. SSF33 is not published:
 * its cards are for a PSAM or an HSM.
 */
export function softwareAuthentication(testKey: string): CardAuthentication {
  const masterKey = Buffer.from(testKey, 'hex');

  async function withCardKey({ algorithm, issuingRegion, atrHistorical }: CardKeyOrigin, use: (algorithm: SoftwareAlgorithm, key: Buffer) => Buffer): Promise<CardOutcome<Buffer>> {
    if (algorithm === 'SSF33') return failFor('authenticationUnavailable', { provider: 'algorithmMissing' });
    const key = cardKeyOf(masterKey, { algorithm, issuingRegion, atrHistorical });
    return key ? succeed(use(algorithm, key)) : failFor('authenticationUnavailable');
  }

  return {
    answer: (challenge) => withCardKey(challenge, (algorithm, key) => authenticationCode(algorithm, key, challenge.factor, challenge.raw)),
    sealPinUnblock: (seal) => withCardKey(seal, (algorithm, key) => sealedUnblock(algorithm, key, seal.factor)),
    sealPinReset: (seal, packedPin) => withCardKey(seal, (algorithm, key) => sealedReset(algorithm, key, seal.factor, packedPin)),
  };
}

/** What a provider does that cannot, and why. */
export const unavailable = (provider: ProviderShortfall) => async (): Promise<CardOutcome<Buffer>> => failFor('authenticationUnavailable', { provider });
const withoutSam = unavailable('noSam');

/** For a machine with neither PSAM nor HSM: third-generation cards stay closed to it. */
export const noAuthentication: CardAuthentication = { answer: withoutSam, sealPinUnblock: withoutSam, sealPinReset: withoutSam };

const isUnavailable = (outcome: CardOutcome<unknown>): boolean => outcome.code !== 'success' && outcome.reason === 'authenticationUnavailable';

/** Asks one provider after another until one can: the PSAM first, then the HSM. Where neither can, what the first one lacked stands. */
export function inTurn(first: CardAuthentication, second: CardAuthentication): CardAuthentication {
  const otherwise = async (asked: Promise<CardOutcome<Buffer>>, ask: () => Promise<CardOutcome<Buffer>>): Promise<CardOutcome<Buffer>> => {
    const outcome = await asked;
    if (!isUnavailable(outcome)) return outcome;
    const other = await ask();
    return isUnavailable(other) ? outcome : other;
  };
  return {
    answer: (challenge, signal) => otherwise(first.answer(challenge, signal), () => second.answer(challenge, signal)),
    sealPinUnblock: (seal, signal) => otherwise(first.sealPinUnblock(seal, signal), () => second.sealPinUnblock(seal, signal)),
    sealPinReset: (seal, pin, signal) => otherwise(first.sealPinReset(seal, pin, signal), () => second.sealPinReset(seal, pin, signal)),
  };
}
