/** What is said inside SAM_V frames: requests, replies, their status byte SW3 and the blocks of a document. Pure. */
import { encodeFrame } from './frame-codec.ts';

/** Commands by their CMD and PARA bytes. */
const samCommands = {
  reset: [0x10, 0xff],
  samStatus: [0x11, 0xff],
  readSamId: [0x12, 0xff],
  findCard: [0x20, 0x01],
  selectCard: [0x20, 0x02],
  readTextAndPhoto: [0x30, 0x01],
  readNewAddress: [0x30, 0x03],
  readTextPhotoAndFinger: [0x30, 0x10],
  /** Card serial; its meaning differs by maker. */
  readCardSerial: [0xa0, 0x03],
  /** One byte of data: the longest RF block. */
  setLongestRfBlock: [0x61, 0xff],
} as const satisfies Record<string, readonly [number, number]>;
export type SamCommand = keyof typeof samCommands;

/** PARA of command 60h: the serial speed. */
const samBauds = [115_200, 57_600, 38_400, 19_200, 9600] as const;
export type SamBaud = (typeof samBauds)[number];
const setBaudCommand = 0x60;

/** What SW3 says. */
const samStatuses = {
  ok: 0x90,
  found: 0x9f,
  checksumError: 0x10,
  lengthError: 0x11,
  commandError: 0x21,
  unrecognised: 0x24,
  cardRefusedByReader: 0x31,
  readerRefusedByCard: 0x32,
  verificationError: 0x33,
  wrongCard: 0x40,
  readFailed: 0x41,
  randomFailed: 0x47,
  selfTestFailed: 0x60,
  unauthorised: 0x66,
  findFailed: 0x80,
  selectFailed: 0x81,
  absent: 0x91,
} as const;
export type SamStatus = keyof typeof samStatuses;

const statusByCode = new Map<number, SamStatus>(Object.entries(samStatuses).map(([name, code]) => [code, name as SamStatus]));
const commandByCode = new Map<number, SamCommand>(Object.entries(samCommands).map(([name, [command, parameter]]) => [(command << 8) | parameter, name as SamCommand]));

/** `status` is null for a code that no published table has. */
export interface SamReply {
  readonly status: SamStatus | null;
  readonly data: Uint8Array;
}
type SamRequest =
  | { readonly kind: 'command'; readonly command: SamCommand; readonly data: Uint8Array }
  | { readonly kind: 'setBaud'; readonly baud: SamBaud };

export const encodeRequest = (command: SamCommand, content: readonly number[] = []): Uint8Array =>
  encodeFrame(Uint8Array.from([...samCommands[command], ...content]));

export const encodeSetBaud = (baud: SamBaud): Uint8Array => encodeFrame(Uint8Array.of(setBaudCommand, samBauds.indexOf(baud)));

export const encodeReply = (status: SamStatus, content: Uint8Array = new Uint8Array()): Uint8Array =>
  encodeFrame(Buffer.concat([Buffer.of(0, 0, samStatuses[status]), content]));

/** Null where the payload is too short to be a reply or its first two status bytes are not zero. */
export function readReply(payload: Uint8Array): SamReply | null {
  const [sw1, sw2, sw3] = payload;
  if (sw1 !== 0 || sw2 !== 0 || sw3 === undefined) return null;
  return { status: statusByCode.get(sw3) ?? null, data: payload.subarray(3) };
}

/** Null where no such command is known. */
export function readRequest(payload: Uint8Array): SamRequest | null {
  const [code, parameter] = payload;
  if (code === undefined || parameter === undefined) return null;
  const baud = code === setBaudCommand ? samBauds[parameter] : undefined;
  if (baud) return { kind: 'setBaud', baud };
  const command = commandByCode.get((code << 8) | parameter);
  return command ? { kind: 'command', command, data: payload.subarray(2) } : null;
}

interface DocumentBlocks {
  readonly text: Uint8Array;
  /** WLT, 1024 bytes; empty where the document sent none. */
  readonly photo: Uint8Array;
  /** Up to 1024 bytes; empty unless asked for and present. */
  readonly finger: Uint8Array;
}

const textSize = 256;
const longestBlock = 1024;

/** Cuts the data of a read reply: two or three lengths (2 bytes, big-endian), then the blocks. Null where they do not add up. */
export function readBlocks(command: 'readTextAndPhoto' | 'readTextPhotoAndFinger', content: Uint8Array): DocumentBlocks | null {
  const count = command === 'readTextAndPhoto' ? 2 : 3;
  const bytes = Buffer.from(content);
  if (bytes.length < count * 2) return null;
  const sizes = Array.from({ length: count }, (_, index) => bytes.readUInt16BE(index * 2));
  const [text = 0, photo = 0, finger = 0] = sizes;
  if (text !== textSize || photo > longestBlock || finger > longestBlock) return null;
  if (bytes.length !== count * 2 + text + photo + finger) return null;
  const from = (start: number, size: number): Uint8Array => Uint8Array.from(bytes.subarray(start, start + size));
  const start = count * 2;
  return { text: from(start, text), photo: from(start + text, photo), finger: from(start + text + photo, finger) };
}

/** Module identity from its 16 bytes, as `dd.dd-YYYYMMDD-NNNNNNNNNN-NNNNNNNNNN`; null where the size is wrong. */
export function formatSamId(content: Uint8Array): string | null {
  if (content.length !== 16) return null;
  const bytes = Buffer.from(content);
  const two = (value: number): string => String(value).padStart(2, '0');
  const ten = (offset: number): string => String(bytes.readUInt32LE(offset)).padStart(10, '0');
  return `${two(bytes.readUInt8(0))}.${two(bytes.readUInt8(2))}-${bytes.readUInt32LE(4)}-${ten(8)}-${ten(12)}`;
}
