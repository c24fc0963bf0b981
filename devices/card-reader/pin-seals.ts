/** The data fields of the PIN commands that a card takes only under a MAC, made with the card's own key (16 bytes). */
import { pinResetHead, pinUnblockHead } from './apdu.ts';
import { commandMac, encipherField, type SoftwareAlgorithm } from './card-cryptography.ts';

const macLength = 4;

/** Of PIN UNBLOCK: its four-byte MAC. */
export const sealedUnblock = (algorithm: SoftwareAlgorithm, key: Buffer, factor: Buffer): Buffer => commandMac(algorithm, key, factor, pinUnblockHead);

/** Of PIN CHANGE: the enciphered PIN, then the MAC over head and PIN. `packedPin` is BCD, and stays the caller's to zero. */
export function sealedReset(algorithm: SoftwareAlgorithm, key: Buffer, factor: Buffer, packedPin: Buffer): Buffer {
  const enciphered = encipherField(algorithm, key, factor, packedPin);
  const head = pinResetHead(enciphered.length + macLength);
  return Buffer.concat([enciphered, commandMac(algorithm, key, factor, Buffer.concat([head, enciphered]))]);
}
