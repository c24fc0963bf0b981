/** Command APDUs as a T=0 card takes them apart, and response APDUs as it puts them together (ISO 7816-4, short lengths). */

export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly body: Buffer;
  /** Expected length; null where the command carries none. */
  readonly le: number | null;
}

/** Null where the lengths in the bytes contradict each other. A lone fifth byte is an expected length, as T=0's P3. */
export function parseCommand(bytes: Buffer): CommandApdu | null {
  const [cla, ins, p1, p2, p3] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return null;
  const header = { cla, ins, p1, p2 };
  if (p3 === undefined) return { ...header, body: Buffer.alloc(0), le: null };
  if (bytes.length === 5) return { ...header, body: Buffer.alloc(0), le: p3 };
  const end = 5 + p3;
  if (bytes.length !== end && bytes.length !== end + 1) return null;
  return { ...header, body: Buffer.from(bytes.subarray(5, end)), le: bytes[end] ?? null };
}

/** Status words this card gives (domain: 社会保障卡规范 part 2). */
export const status = {
  ok: 0x9000,
  memoryFailure: 0x6581,
  wrongLength: 0x6700,
  wrongFileType: 0x6981,
  securityNotSatisfied: 0x6982,
  methodBlocked: 0x6983,
  challengeInvalid: 0x6984,
  conditionsNotSatisfied: 0x6985,
  noCurrentFile: 0x6986,
  wrongSecureMessage: 0x6988,
  wrongData: 0x6a80,
  cardBlocked: 0x6a81,
  fileNotFound: 0x6a82,
  recordNotFound: 0x6a83,
  noRoom: 0x6a84,
  lengthContradictsTlv: 0x6a85,
  wrongParameters: 0x6a86,
  referenceNotFound: 0x6a88,
  wrongOffset: 0x6b00,
  unknownInstruction: 0x6d00,
  wrongClass: 0x6e00,
  applicationLocked: 0x9303,
} as const;

export const triesLeft = (count: number): number => 0x63c0 | Math.min(count, 0x0f);
export const moreAvailable = (length: number): number => 0x6100 | (length & 0xff);
export const wrongExpectedLength = (length: number): number => 0x6c00 | (length & 0xff);

/** What a command came to: a status word, with bytes that the expected length must match where the command is answered with bytes. */
export interface Reply {
  readonly statusWord: number;
  readonly body: Buffer;
}

export const replyStatus = (statusWord: number): Reply => ({ statusWord, body: Buffer.alloc(0) });
export const replyBody = (body: Buffer): Reply => ({ statusWord: status.ok, body });

export function encodeReply({ body, statusWord }: Reply): Buffer {
  return Buffer.concat([body, Buffer.from([statusWord >> 8, statusWord & 0xff])]);
}
