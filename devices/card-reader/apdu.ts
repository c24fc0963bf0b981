/** Command APDUs the kiosk sends and response APDUs it gets (ISO 7816-4, short lengths), as bytes. */

/** Instruction bytes of the social-security application. */
export const instruction = {
  blockCard: 0x16,
  blockApplication: 0x1e,
  verify: 0x20,
  managePin: 0x24,
  changePin: 0x5e,
  externalAuthenticate: 0x82,
  getChallenge: 0x84,
  internalAuthenticate: 0x88,
  select: 0xa4,
  readBinary: 0xb0,
  readRecord: 0xb2,
  getResponse: 0xc0,
  updateBinary: 0xd6,
  updateRecord: 0xdc,
  deliverSessionKey: 0xde,
  cipherData: 0xfa,
} as const;

/** Longest answer to a short command: 256 bytes and the status word. */
export const maximumResponseLength = 258;

const headerLength = 4;
const interindustry = 0x00;
const secured = 0x84;
const proprietary = 0x80;
const samClass = 0xbf;
const pinSeparator = 0xff;

const command = (ins: number, p1: number, p2: number, ...rest: readonly number[]): Buffer =>
  Buffer.from([interindustry, ins, p1, p2, ...rest]);

const commandWith = (ins: number, p1: number, p2: number, body: Uint8Array): Buffer =>
  Buffer.concat([command(ins, p1, p2, body.length), body]);

/** SELECT a dedicated file by its name; the answer is the FCI. */
export const selectByName = (name: Uint8Array): Buffer => commandWith(instruction.select, 0x04, 0x00, name);

/** SELECT an elementary file under the current dedicated file by its identifier. */
export const selectFile = (fileId: number): Buffer =>
  commandWith(instruction.select, 0x02, 0x00, Buffer.from([fileId >> 8, fileId & 0xff]));

/** READ RECORD, first instance with that identifier in the current file; `length` is the whole record, tag and length bytes included. */
export const readRecordByTag = (tag: number, length: number): Buffer => command(instruction.readRecord, tag, 0x00, length);

/** READ RECORD, the next instance with that identifier; the card tells the length by `6Cxx`. */
export const readNextRecordByTag = (tag: number): Buffer => command(instruction.readRecord, tag, 0x02, 0x00);

/** READ RECORD by its number, from 1; the card tells the length by `6Cxx`. */
export const readRecordByNumber = (number: number): Buffer => command(instruction.readRecord, number, 0x04, 0x00);

/** READ BINARY of the current file from `offset` (below 32768); `length` 1 to 255. */
export const readBinary = (offset: number, length: number): Buffer => command(instruction.readBinary, offset >> 8, offset & 0xff, length);

export const getChallenge = (length: 4 | 8 | 16): Buffer => command(instruction.getChallenge, 0x00, 0x00, length);

/** `factor` derives the session key, `raw` is enciphered with it; 8 bytes each. */
export const internalAuthenticate = (factor: Uint8Array, raw: Uint8Array): Buffer =>
  commandWith(instruction.internalAuthenticate, 0x00, 0x00, Buffer.concat([factor, raw]));

/** `authentication` is `raw` (the second of two challenges) enciphered under the key `keyId`; 8 bytes each. */
export const externalAuthenticate = (keyId: number, authentication: Uint8Array, raw: Uint8Array): Buffer =>
  commandWith(instruction.externalAuthenticate, 0x00, keyId, Buffer.concat([authentication, raw]));

/** VERIFY the PIN; the caller zeroes the returned buffer. */
export const verify = (packedPin: Uint8Array): Buffer => commandWith(instruction.verify, 0x00, 0x00, packedPin);

/** VERIFY with empty data: asks for the tries left without consuming one. */
export const queryPinTries = (): Buffer => command(instruction.verify, 0x00, 0x00, 0x00);

/** CHANGE PIN, both as BCD; the caller zeroes the returned buffer. Digits go from buffer to buffer: an array in between could not be zeroed. */
export const changePin = (currentPin: Uint8Array, newPin: Uint8Array): Buffer => Buffer.concat([
  Buffer.from([proprietary, instruction.changePin, 0x01, 0x00, currentPin.length + 1 + newPin.length]),
  currentPin, Buffer.from([pinSeparator]), newPin,
]);

/** The first five bytes of PIN UNBLOCK: the MAC is its whole data field. */
export const pinUnblockHead = Buffer.from([secured, instruction.managePin, 0x00, 0x00, 0x04]);

/** The first five bytes of PIN CHANGE by MAC (reset); `fieldLength` counts enciphered PIN and MAC. */
export const pinResetHead = (fieldLength: number): Buffer => Buffer.from([secured, instruction.managePin, 0x00, 0x01, fieldLength]);

/** To a PSAM: derive a session key. `factors`: those of the card's key, then that of the session, eight bytes each. */
export const deliverSessionKey = ({ usage, keyId }: { readonly usage: number; readonly keyId: number }, factors: Uint8Array): Buffer =>
  Buffer.from([samClass, instruction.deliverSessionKey, usage, keyId, factors.length, ...factors]);

/** To a PSAM: encipher whole blocks with the session key delivered before. */
export const cipherData = (blocks: Uint8Array): Buffer =>
  Buffer.from([proprietary, instruction.cipherData, 0x00, 0x00, blocks.length, ...blocks]);

export const getResponse = (length: number): Buffer => command(instruction.getResponse, 0x00, 0x00, length);

/** The same command with another expected length, as `6Cxx` asks. */
export function withExpectedLength(apdu: Buffer, length: number): Buffer {
  const dataLength = apdu[headerLength] ?? 0;
  const hasExpectedLengthOnly = apdu.length === headerLength + 1;
  const hasDataOnly = apdu.length > headerLength + 1 && apdu.length === headerLength + 1 + dataLength;
  const body = hasExpectedLengthOnly ? apdu.subarray(0, headerLength) : hasDataOnly || apdu.length <= headerLength ? apdu : apdu.subarray(0, -1);
  return Buffer.concat([body, Buffer.from([length])]);
}

export interface ResponseApdu {
  readonly body: Buffer;
  readonly statusWord: number;
}

/** Null where the bytes are no response APDU: fewer than two, or more than a short command can get. */
export function parseResponse(bytes: Buffer): ResponseApdu | null {
  if (bytes.length < 2 || bytes.length > maximumResponseLength) return null;
  return { body: bytes.subarray(0, -2), statusWord: bytes.readUInt16BE(bytes.length - 2) };
}

/** What a status word means to the kiosk; every word not told apart is `refused`. */
type StatusMeaning =
  | { readonly kind: 'ok' }
  | { readonly kind: 'moreAvailable'; readonly length: number }
  | { readonly kind: 'wrongExpectedLength'; readonly length: number }
  | { readonly kind: 'triesLeft'; readonly count: number }
  | { readonly kind: 'methodBlocked' }
  | { readonly kind: 'securityNotSatisfied' }
  | { readonly kind: 'fileNotFound' }
  | { readonly kind: 'recordNotFound' }
  | { readonly kind: 'applicationLocked' }
  | { readonly kind: 'refused' };

/** Status words of ISO 7816-4, and 9303h of the card's own specification. */
export function meaningOf(statusWord: number): StatusMeaning {
  const low = statusWord & 0xff;
  if (statusWord >> 8 === 0x61) return { kind: 'moreAvailable', length: low };
  if (statusWord >> 8 === 0x6c) return { kind: 'wrongExpectedLength', length: low };
  if ((statusWord & 0xfff0) === 0x63c0) return { kind: 'triesLeft', count: low & 0x0f };
  switch (statusWord) {
    case 0x9000: return { kind: 'ok' };
    case 0x6982: return { kind: 'securityNotSatisfied' };
    case 0x6983: return { kind: 'methodBlocked' };
    case 0x6a82: return { kind: 'fileNotFound' };
    case 0x6a83: return { kind: 'recordNotFound' };
    // 6283: selected file invalidated; 6A81 at SELECT: the whole card is blocked; 9303: the application is blocked for good.
    case 0x6283:
    case 0x6a81:
    case 0x9303: return { kind: 'applicationLocked' };
    default: return { kind: 'refused' };
  }
}
