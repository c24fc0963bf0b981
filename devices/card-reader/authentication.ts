/** Who answers the card's challenges: a pluggable provider, since real keys live only in a PSAM or an HSM. Here: software with test keys, and nobody. */
import { authenticationCode, type CardAlgorithm } from './card-cryptography.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';

/** Which card key: IRK proves the card to the kiosk, RKSSSE proves the kiosk to the card and opens EF06. */
export type AuthenticationKey = 'IRK' | 'RKSSSE';

/** Everything a PSAM or an HSM needs to derive the card's key and answer (domain of 人社信息函〔2016〕38号 annex B). */
export interface AuthenticationChallenge {
  readonly key: AuthenticationKey;
  readonly algorithm: CardAlgorithm;
  /** Six digits of GB/T 2260. */
  readonly issuingRegion: string;
  /** 32 hex digits. */
  readonly cardId: string;
  readonly atrHistorical: Buffer;
  /** Eight bytes from which the session key is derived. */
  readonly factor: Buffer;
  /** Eight bytes to encipher. */
  readonly raw: Buffer;
}

export interface CardAuthentication {
  /** The eight bytes the card answers, or expects; `authenticationUnavailable` where this provider cannot. Never rejects. */
  answer(challenge: AuthenticationChallenge, signal: AbortSignal): Promise<CardOutcome<Buffer>>;
}

/** Answers with one undiversified test key (32 hex digits) in software. Never for real keys. */
export function softwareAuthentication(testKey: string): CardAuthentication {
  const key = Buffer.from(testKey, 'hex');
  return {
    answer: async ({ algorithm, factor, raw }) =>
      algorithm === 'SSF33' ? failFor('authenticationUnavailable') : succeed(authenticationCode(algorithm, key, factor, raw)),
  };
}

/** For a machine with neither PSAM nor HSM: third-generation cards stay closed to it. */
export const noAuthentication: CardAuthentication = { answer: async () => failFor('authenticationUnavailable') };
