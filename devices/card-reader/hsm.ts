/** Authentication by a back-end HSM (加密机): the kiosk passes challenges on through a port that the core gives it, and holds no key. */
import { randomBytes } from 'node:crypto';
import { pinResetHead, pinUnblockHead } from './apdu.ts';
import { unavailable, type AuthenticationChallenge, type CardAuthentication, type CardKeyOrigin } from './authentication.ts';
import type { CardAlgorithm } from './card-cryptography.ts';
import { encodeHsmChallenges, parseHsmAnswers } from './hsm-strings.ts';
import { canceled, failFor, succeed, type CardOutcome } from './outcome.ts';

/** Addresses of the keys in the HSM (annex B). */
export const hsmKeyAddress = { PUK: '0090', STKSSSE: '0173' } as const;

/** Proof of a key to the card: the answer is eight bytes of authentication. */
export interface HsmProof extends CardKeyOrigin {
  readonly keyAddress: typeof hsmKeyAddress.PUK;
  readonly factor: Buffer;
  readonly raw: Buffer;
}

/** A PIN command to be sealed: the answer is its data field. */
export interface HsmSeal extends CardKeyOrigin {
  readonly keyAddress: typeof hsmKeyAddress.STKSSSE;
  /** The first five bytes of the command. */
  readonly head: Buffer;
  readonly factor: Buffer;
  /** The new PIN in BCD, to be enciphered; null where the command carries none. Not to be kept: it is zeroed after the answer. */
  readonly packedPin: Buffer | null;
}

/** What the core provides: the way to the HSM. Null: no answer, for whatever reason. Never rejects; ends soon after the signal aborts. */
export interface HsmPort {
  /** Challenges in (see `hsm-strings.ts`), answers out. */
  authenticate(challenges: string, signal: AbortSignal): Promise<string | null>;
  prove(proof: HsmProof, signal: AbortSignal): Promise<Buffer | null>;
  seal(seal: HsmSeal, signal: AbortSignal): Promise<Buffer | null>;
}

/** For a machine without a way to one. */
export const noHsm: HsmPort = { authenticate: async () => null, prove: async () => null, seal: async () => null };

const challengeLength = 8;
const macLength = 4;
/** Enciphered PIN and MAC: one block and four bytes. A PIN of up to fourteen digits fits an 8-byte block. */
const sealedLength: Readonly<Record<CardAlgorithm, number>> = { '3DES': 0x0c, SSF33: 0x14, SM4: 0x14 };

/** No answer, one of another length, or one to another question ends as `authenticationUnavailable`. */
export function hsmAuthentication(port: HsmPort): CardAuthentication {
  async function authenticate(challenge: AuthenticationChallenge, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
    const { key, factor, raw } = challenge;
    const isInternal = key === 'IRK';
    // The string always has an internal pair. Where only the external one is wanted, the other is made up and its answer ignored.
    const internal = isInternal ? { factor, raw } : { factor: randomBytes(challengeLength), raw: randomBytes(challengeLength) };
    const answered = await port.authenticate(encodeHsmChallenges({ ...challenge, internal, external: isInternal ? null : { factor, raw } }), signal);
    const answers = answered === null ? null : parseHsmAnswers(answered);
    const answer = isInternal ? answers?.internal : answers?.external;
    // An answer to another question than ours is no answer.
    return outcomeOf(answer?.raw.equals(raw) ? answer.authentication : null, challengeLength, signal);
  }

  return {
    answer(challenge, signal) {
      const { key, ...rest } = challenge;
      switch (key) {
        case 'IRK':
        case 'RKSSSE': return authenticate(challenge, signal);
        case 'PUK': return bytes(port.prove({ ...rest, keyAddress: hsmKeyAddress.PUK }, signal), challengeLength, signal);
        // Where the applications' read keys lie in the HSM is not published.
        case 'RK1DF01':
        case 'RK1DF02':
        case 'RK1DF03':
        case 'RK2DF03':
        case 'RK1DF04': return unavailable('keyMissing')();
        default: return key satisfies never;
      }
    },
    sealPinUnblock: (seal, signal) =>
      bytes(port.seal({ ...seal, keyAddress: hsmKeyAddress.STKSSSE, head: pinUnblockHead, packedPin: null }, signal), macLength, signal),
    sealPinReset(seal, packedPin, signal) {
      const length = sealedLength[seal.algorithm];
      return bytes(port.seal({ ...seal, keyAddress: hsmKeyAddress.STKSSSE, head: pinResetHead(length), packedPin }, signal), length, signal);
    },
  };
}

const bytes = async (asked: Promise<Buffer | null>, length: number, signal: AbortSignal): Promise<CardOutcome<Buffer>> => outcomeOf(await asked, length, signal);

function outcomeOf(answer: Buffer | null, length: number, signal: AbortSignal): CardOutcome<Buffer> {
  if (answer?.length === length) return succeed(answer);
  return signal.aborted ? canceled : failFor('authenticationUnavailable');
}
