/** A PSAM to put into the second slot: it holds master keys, derives a card's session key from factors and enciphers with it. */
import { instruction } from '../../card-reader/apdu.ts';
import { encipherWithSession, sessionKey, type SoftwareAlgorithm } from '../../card-reader/card-cryptography.ts';
import { deriveKey } from '../../card-reader/key-diversification.ts';
import { psamApplicationId } from '../../card-reader/psam.ts';
import { testAuthenticationKey } from '../persons.ts';
import { encodeReply, moreAvailable, parseCommand, replyBody, replyStatus, status, type CommandApdu, type Reply } from './command-apdu.ts';
import type { VirtualCard } from './virtual-card.ts';

export interface PsamImage {
  readonly atr: Buffer;
  readonly algorithm: SoftwareAlgorithm;
  /** Sixteen bytes each. */
  readonly keys: readonly { readonly usage: number; readonly keyId: number; readonly key: Buffer }[];
  /** How many levels are derived from its keys: three from national ones, two from provincial, one from a city's. */
  readonly levels: number;
}

const atr = Buffer.from('3B6500002063CB6A01', 'hex');

/** A PSAM with the given places for the national test key, of which the tray's cards have theirs. */
export const testPsam = (algorithm: SoftwareAlgorithm, places: readonly { readonly usage: number; readonly keyId: number }[]): VirtualCard =>
  createPsamCard({ atr, algorithm, levels: 3, keys: places.map((place) => ({ ...place, key: Buffer.from(testAuthenticationKey, 'hex') })) });

/** By what they encipher with: SM4 for cards of the third generation, 3DES for older ones. */
export const psamNames = ['sm4', '3des'] as const;

/** Holds IRK and RKSSSE; null where there is none of that name. */
export function psamByName(name: string): VirtualCard | null {
  const known = psamNames.find((one) => one === name);
  return known ? testPsam(known === 'sm4' ? 'SM4' : '3DES', [{ usage: 0x11, keyId: 1 }, { usage: 0x12, keyId: 1 }]) : null;
}

const factorLength = 8;
const samClass = 0xbf;
const proprietary = 0x80;

export function createPsamCard({ atr, algorithm, keys, levels }: PsamImage): VirtualCard {
  let isSelected = false;
  let session: Buffer | null = null;
  let waiting: Buffer = Buffer.alloc(0);

  function startAfresh(): void {
    isSelected = false;
    session = null;
    waiting = Buffer.alloc(0);
  }

  function select({ p1, body }: CommandApdu): Reply {
    isSelected = p1 === 0x04 && body.equals(psamApplicationId);
    return replyStatus(isSelected ? status.ok : status.fileNotFound);
  }

  function deliver({ p1, p2, body }: CommandApdu): Reply {
    const held = keys.find(({ usage, keyId }) => usage === p1 && keyId === p2);
    if (!held) return replyStatus(status.referenceNotFound);
    if (body.length !== (levels + 1) * factorLength) return replyStatus(status.wrongData);
    const factors = Array.from({ length: levels }, (_, at) => body.subarray(at * factorLength, (at + 1) * factorLength));
    const cardKey = factors.reduce((above, factor) => deriveKey(algorithm, above, factor), held.key);
    session = sessionKey(algorithm, cardKey, body.subarray(-factorLength));
    return replyStatus(status.ok);
  }

  function cipher({ p1, p2, body }: CommandApdu): Reply {
    if (p1 !== 0 || p2 !== 0) return replyStatus(status.wrongParameters);
    if (!session) return replyStatus(status.conditionsNotSatisfied);
    if (body.length === 0 || body.length % (algorithm === 'SM4' ? 16 : 8) !== 0) return replyStatus(status.wrongLength);
    waiting = encipherWithSession(algorithm, session, body);
    return replyStatus(moreAvailable(waiting.length));
  }

  function dispatch(command: CommandApdu): Reply {
    const answer = waiting;
    waiting = Buffer.alloc(0);
    const { cla, ins, le } = command;
    if (cla === 0x00 && ins === instruction.select) return select(command);
    if (cla === 0x00 && ins === instruction.getResponse) {
      return answer.length > 0 && le === answer.length ? replyBody(answer) : replyStatus(status.conditionsNotSatisfied);
    }
    if (!isSelected) return replyStatus(status.conditionsNotSatisfied);
    if (cla === samClass && ins === instruction.deliverSessionKey) return deliver(command);
    if (cla === proprietary && ins === instruction.cipherData) return cipher(command);
    return replyStatus(status.unknownInstruction);
  }

  return {
    atr,
    powerOn: startAfresh,
    powerOff: startAfresh,
    transmit(bytes) {
      const command = parseCommand(bytes);
      return encodeReply(command ? dispatch(command) : replyStatus(status.wrongLength));
    },
  };
}
