/** What guards the card: challenges, mutual authentication, and the PIN with its try counter, which outlives the power. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { pinResetHead, pinUnblockHead } from '../../card-reader/apdu.ts';
import { authenticationCode, commandMac, decipherField } from '../../card-reader/card-cryptography.ts';
import { holderReadKeyId, packPin, pinUnblockKeyId } from '../../card-reader/social-security-application.ts';
import type { CardImage } from './card-image.ts';
import { updateKeyIds } from './update-keys.ts';
import { replyBody, replyStatus, status, triesLeft, type CommandApdu, type Reply } from './command-apdu.ts';

export interface CardRights {
  /** Identifiers of the keys proven by EXTERNAL AUTHENTICATE. */
  readonly provenKeys: ReadonlySet<number>;
  readonly isPinVerified: boolean;
}

interface CardSecurity {
  /** The rights granted since the power came on. */
  readonly rights: CardRights;
  /** Forgets every right granted; counters stay. */
  forget(): void;
  getChallenge(command: CommandApdu): Reply;
  internalAuthenticate(command: CommandApdu): Reply;
  externalAuthenticate(command: CommandApdu): Reply;
  verify(command: CommandApdu): Reply;
  changePin(command: CommandApdu): Reply;
  /** PIN UNBLOCK and PIN CHANGE by MAC, after PUK was proven. */
  managePin(command: CommandApdu): Reply;
  /** The command's data without the MAC of its last four bytes; null where that is not right under the last challenge. */
  unseal(command: CommandApdu): Buffer | null;
}

const externalTries = 15;
const half = 8;
const pinSeparator = 0xff;
const macLength = 4;

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
/** Eight and eight bytes, and perhaps a key version. */
const isTwoHalves = (body: Buffer): boolean => body.length === 2 * half || body.length === 2 * half + 1;
const isPackedPin = (packed: Buffer): boolean => /^\d{3,15}[\df]$/.test(packed.toString('hex'));

export function createCardSecurity(
  { algorithm, key, pin, pinTries, readKeyIds }: Pick<CardImage, 'algorithm' | 'key' | 'pin' | 'pinTries' | 'readKeyIds'>,
): CardSecurity {
  const keyIds = new Set([holderReadKeyId, pinUnblockKeyId, ...Object.values(readKeyIds), ...updateKeyIds]);
  const provenKeys = new Set<number>();
  let isPinVerified = false;
  let challenges: Buffer[] = [];
  let externalLeft = externalTries;
  let pinLeft = pinTries;
  let packedPin = pin === null ? null : packPin(Buffer.from(pin, 'ascii'));

  /** Counts a presented PIN as right or wrong. */
  function judgePin(presented: Buffer): Reply {
    if (pinLeft === 0) return replyStatus(status.methodBlocked);
    if (packedPin && isSame(presented, packedPin)) {
      pinLeft = pinTries;
      return replyStatus(status.ok);
    }
    pinLeft -= 1;
    return replyStatus(triesLeft(pinLeft));
  }

  function tellPinTries(): Reply {
    if (!packedPin) return replyStatus(status.ok);
    return replyStatus(pinLeft === 0 ? status.methodBlocked : triesLeft(pinLeft));
  }

  function setPin(next: Buffer): void {
    packedPin = next;
    pinLeft = pinTries;
  }

  /** The command's own MAC is right under the last challenge, which serves once. */
  function takesMac(head: Buffer, body: Buffer): Buffer | null {
    const factor = challenges.at(-1);
    challenges = [];
    if (factor?.length !== half) return null;
    const signed = Buffer.concat([head, body.subarray(0, -macLength)]);
    return isSame(body.subarray(-macLength), commandMac(algorithm, key, factor, signed)) ? factor : null;
  }

  const headOf = ({ cla, ins, p1, p2, body }: CommandApdu): Buffer => Buffer.from([cla, ins, p1, p2, body.length]);

  return {
    unseal(command) {
      if (command.body.length < macLength || command.body.length > 0xff) return null;
      return takesMac(headOf(command), command.body) ? command.body.subarray(0, -macLength) : null;
    },
    get rights() {
      return { provenKeys, isPinVerified };
    },
    forget() {
      provenKeys.clear();
      isPinVerified = false;
      challenges = [];
    },
    getChallenge({ p1, p2, body, le }) {
      if (p1 !== 0 || p2 !== 0) return replyStatus(status.wrongParameters);
      if (body.length > 0 || (le !== 4 && le !== 8 && le !== 16)) return replyStatus(status.wrongLength);
      const challenge = randomBytes(le);
      challenges = [...challenges.slice(-1), challenge];
      return replyBody(challenge);
    },
    internalAuthenticate({ p1, p2, body }) {
      if (p1 !== 0 || p2 !== 0) return replyStatus(status.wrongParameters);
      if (!isTwoHalves(body)) return replyStatus(status.wrongLength);
      return replyBody(authenticationCode(algorithm, key, body.subarray(0, half), body.subarray(half, 2 * half)));
    },
    externalAuthenticate({ p1, p2, body }) {
      if (p1 !== 0) return replyStatus(status.wrongParameters);
      if (!keyIds.has(p2)) return replyStatus(status.referenceNotFound);
      if (!isTwoHalves(body)) return replyStatus(status.wrongLength);
      if (externalLeft === 0) return replyStatus(status.methodBlocked);
      const [factor, raw] = challenges;
      challenges = [];
      const isChallengeKept = factor?.length === half && raw !== undefined && isSame(raw, body.subarray(half, 2 * half));
      if (!isChallengeKept) return replyStatus(status.challengeInvalid);
      const isProven = isSame(body.subarray(0, half), authenticationCode(algorithm, key, factor, raw));
      if (isProven) provenKeys.add(p2);
      else provenKeys.delete(p2);
      externalLeft = isProven ? externalTries : externalLeft - 1;
      return replyStatus(isProven ? status.ok : triesLeft(externalLeft));
    },
    verify({ p1, p2, body }) {
      if (p1 !== 0 || p2 !== 0) return replyStatus(status.wrongParameters);
      if (body.length === 0) return tellPinTries();
      if (body.length < 2 || body.length > 8) return replyStatus(status.wrongLength);
      if (!packedPin) return replyStatus(status.challengeInvalid);
      const judged = judgePin(body);
      isPinVerified = judged.statusWord === status.ok;
      return judged;
    },
    changePin({ p1, p2, body }) {
      if (p1 !== 1 || p2 !== 0) return replyStatus(status.wrongParameters);
      if (body.length < 3 || body.length > 0x11) return replyStatus(status.wrongLength);
      const separator = body.indexOf(pinSeparator);
      if (separator === -1) return replyStatus(status.wrongData);
      const next = Buffer.from(body.subarray(separator + 1));
      if (!isPackedPin(next)) return replyStatus(status.wrongData);
      const old = packedPin ? judgePin(body.subarray(0, separator)) : replyStatus(status.ok);
      if (old.statusWord === status.ok) setPin(next);
      return old;
    },
    managePin({ p1, p2, body }) {
      if (p1 !== 0 || p2 > 1) return replyStatus(status.wrongParameters);
      if (p2 === 0 ? body.length !== macLength : body.length !== 0x0c && body.length !== 0x14) return replyStatus(status.wrongLength);
      if (!provenKeys.has(pinUnblockKeyId)) return replyStatus(status.securityNotSatisfied);
      const factor = takesMac(p2 === 0 ? pinUnblockHead : pinResetHead(body.length), body);
      if (!factor) return replyStatus(status.wrongSecureMessage);
      if (p2 === 0) {
        pinLeft = pinTries;
        return replyStatus(status.ok);
      }
      const next = decipherField(algorithm, key, factor, body.subarray(0, -macLength));
      if (!next || !isPackedPin(next)) return replyStatus(status.wrongData);
      setPin(Buffer.from(next));
      return replyStatus(status.ok);
    },
  };
}
