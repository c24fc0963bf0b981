/** Cuts an ESC/POS stream into commands, one at a time as the printer gets round to them. Hostile-safe: bounded, never throws. */

export type Alignment = 'left' | 'center' | 'right';

/** What a command asks of the printer. `unsupported` is understood well enough to be skipped whole. */
export type PrintCommand =
  /** One byte, or the two or four of a GB18030 character in Chinese mode. */
  | { readonly kind: 'character'; readonly bytes: Uint8Array; readonly chinese: boolean }
  | { readonly kind: 'lineFeed' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'initialise' }
  | { readonly kind: 'align'; readonly side: Alignment }
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'underline'; readonly on: boolean }
  /** `ESC !`, bit 3 bold, 4 double height, 5 double width, 7 underline. */
  | { readonly kind: 'printMode'; readonly bits: number }
  /** `GS !`: times as wide and high. */
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  /** `FS !`, bit 2 double width, 3 double height, 7 underline. */
  | { readonly kind: 'chinesePrintMode'; readonly bits: number }
  | { readonly kind: 'cut'; readonly cut: 'full' | 'partial'; readonly feed: number }
  /** `GS ( k` for a QR code: function and its parameters. */
  | { readonly kind: 'qr'; readonly step: number; readonly parameters: Uint8Array }
  /** `FS 2`: from now on that code prints these 24 columns of 24 dots, three bytes a column from top to bottom. */
  | { readonly kind: 'defineCharacter'; readonly code: number; readonly dots: Uint8Array }
  /** `ESC *` of 24 dots: columns of three bytes within the line, each as wide as `dotWidth` dots. */
  | { readonly kind: 'bitImage'; readonly dotWidth: 1 | 2; readonly dots: Uint8Array }
  | { readonly kind: 'raster'; readonly widthBytes: number; readonly heightDots: number; readonly bits: Uint8Array }
  | { readonly kind: 'askPaper' }
  | { readonly kind: 'unsupported' };

export interface EscPosParser {
  push(bytes: Uint8Array): void;
  /** The next whole command, or null until more bytes come. */
  next(): PrintCommand | null;
  /** Bytes received and not yet acted on. */
  held(): number;
  /** Forgets them, and leaves Chinese mode. */
  clear(): void;
}

/** What the next bytes are: so many bytes long, meaning this; or not yet to be told. */
type Reading = { readonly length: number; readonly command: PrintCommand } | 'more';

const esc = 0x1b;
const gs = 0x1d;
const fs = 0x1c;
const dle = 0x10;
const unsupported: PrintCommand = { kind: 'unsupported' };
/** A picture as wide as the paper and 30 cm long; a longer one is skipped unread. */
const mostRasterBytes = 72 * 2400;

const ownCharacterBytes = 72;
/** As wide as the widest paper. */
const mostImageColumns = 576;

/** Modes of `GS V`; from 65 on a feed is given too. */
const partialCuts = [1, 49, 66, 98, 104];

/** Parameter bytes of commands we only skip, by their letter. */
const escSkips: Readonly<Record<string, number>> = {
  2: 0, 3: 1, M: 1, R: 1, t: 1, ' ': 1, '{': 1, V: 1, $: 2, '\\': 2, p: 3, c: 2, B: 2, '=': 1, r: 1, S: 0, L: 0, T: 1, W: 8, '?': 1, '%': 1, G: 1,
};
const gsSkips: Readonly<Record<string, number>> = {
  a: 1, B: 1, h: 1, w: 1, H: 1, f: 1, L: 2, W: 2, P: 2, I: 1, '/': 1, '^': 3, '\\': 2, $: 2, ':': 0, b: 1,
};
const fsSkips: Readonly<Record<string, number>> = { '-': 1, S: 2, W: 1, C: 1, p: 2 };

export function createEscPosParser(): EscPosParser {
  let held: Buffer = Buffer.alloc(0);
  let chinese = false;
  let toSkip = 0;

  const skip = (): void => {
    const now = Math.min(toSkip, held.length);
    held = held.subarray(now);
    toSkip -= now;
  };

  const followModes = (command: PrintCommand, letter: number): void => {
    if (command.kind === 'initialise') chinese = false;
    if (held[0] === fs && letter === 0x26) chinese = true;
    if (held[0] === fs && letter === 0x2e) chinese = false;
  };

  return {
    push(bytes) {
      held = Buffer.concat([held, bytes]);
      skip();
    },
    next() {
      const first = held[0];
      if (first === undefined || toSkip > 0) return null;
      const reading = readNext(held, first, chinese);
      if (reading === 'more') return null;
      followModes(reading.command, held[1] ?? 0);
      toSkip = reading.length;
      skip();
      return reading.command;
    },
    held: () => held.length,
    clear() {
      held = Buffer.alloc(0);
      chinese = false;
      toSkip = 0;
    },
  };
}

function readNext(bytes: Buffer, first: number, chinese: boolean): Reading {
  switch (first) {
    case esc:
      return readEsc(bytes);
    case gs:
      return readGs(bytes);
    case fs:
      return readFs(bytes);
    case dle:
      return readDle(bytes);
    case 0x0a:
      return { length: 1, command: { kind: 'lineFeed' } };
    case 0x09:
      return { length: 1, command: { kind: 'character', bytes: Uint8Array.of(0x20), chinese: false } };
    default:
      if (first < 0x20) return { length: 1, command: unsupported };
      return chinese && first >= 0x81 ? readChinese(bytes) : { length: 1, command: { kind: 'character', bytes: Uint8Array.of(first), chinese: false } };
  }
}

function readChinese(bytes: Buffer): Reading {
  const second = bytes[1];
  if (second === undefined) return 'more';
  const length = second >= 0x30 && second <= 0x39 ? 4 : 2;
  if (bytes.length < length) return 'more';
  return { length, command: { kind: 'character', bytes: Uint8Array.from(bytes.subarray(0, length)), chinese: true } };
}

/** Two bytes of command and `count` of parameters, given to `meaning`. */
function fixed(bytes: Buffer, count: number, meaning: (first: number, second: number) => PrintCommand): Reading {
  if (bytes.length < 2 + count) return 'more';
  return { length: 2 + count, command: meaning(bytes[2] ?? 0, bytes[3] ?? 0) };
}

function readEsc(bytes: Buffer): Reading {
  const letter = bytes[1];
  if (letter === undefined) return 'more';
  const name = String.fromCharCode(letter);
  switch (name) {
    case '@':
      return fixed(bytes, 0, () => ({ kind: 'initialise' }));
    case 'a':
      return fixed(bytes, 1, (n) => ({ kind: 'align', side: (['left', 'center', 'right'] as const)[n % 48] ?? 'left' }));
    case 'E':
      return fixed(bytes, 1, (n) => ({ kind: 'bold', on: (n & 1) === 1 }));
    case '-':
      return fixed(bytes, 1, (n) => ({ kind: 'underline', on: n % 48 !== 0 }));
    case '!':
      return fixed(bytes, 1, (n) => ({ kind: 'printMode', bits: n }));
    case 'd':
      return fixed(bytes, 1, (n) => ({ kind: 'feed', lines: n }));
    case 'J':
      return fixed(bytes, 1, (n) => ({ kind: 'feed', lines: Math.round(n / 30) }));
    case 'D':
      return upToZero(bytes, 2);
    case '*':
      return readBitImage(bytes);
    default:
      return fixed(bytes, escSkips[name] ?? 0, () => unsupported);
  }
}

function readGs(bytes: Buffer): Reading {
  const letter = bytes[1];
  if (letter === undefined) return 'more';
  const name = String.fromCharCode(letter);
  switch (name) {
    case '!':
      return fixed(bytes, 1, (n) => ({ kind: 'size', width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 }));
    case 'V':
      return readCut(bytes);
    case 'r':
      return fixed(bytes, 1, (n) => (n % 48 === 1 ? { kind: 'askPaper' } : unsupported));
    case '(':
      return readParenthesis(bytes);
    case 'v':
      return readRaster(bytes);
    case 'k':
      return readBarcode(bytes);
    default:
      return fixed(bytes, gsSkips[name] ?? 0, () => unsupported);
  }
}

function readFs(bytes: Buffer): Reading {
  const letter = bytes[1];
  if (letter === undefined) return 'more';
  const name = String.fromCharCode(letter);
  if (name === '!') return fixed(bytes, 1, (n) => ({ kind: 'chinesePrintMode', bits: n }));
  if (name === '2') return readDefinition(bytes);
  return fixed(bytes, fsSkips[name] ?? 0, () => unsupported);
}

/** Real-time requests were acted on when they arrived; in their turn they are only passed over. */
function readDle(bytes: Buffer): Reading {
  const [, letter, n] = bytes;
  if (letter === undefined) return 'more';
  if (letter !== 0x14) return fixed(bytes, letter === 0x04 || letter === 0x05 ? 1 : 0, () => unsupported);
  if (n === undefined) return 'more';
  return fixed(bytes, n === 8 ? 8 : 3, () => unsupported);
}

function readCut(bytes: Buffer): Reading {
  const mode = bytes[2];
  if (mode === undefined) return 'more';
  const cut = partialCuts.includes(mode) ? 'partial' : 'full';
  if (mode < 65) return { length: 3, command: { kind: 'cut', cut, feed: 0 } };
  const dots = bytes[3];
  return dots === undefined ? 'more' : { length: 4, command: { kind: 'cut', cut, feed: Math.round(dots / 30) } };
}

function readParenthesis(bytes: Buffer): Reading {
  if (bytes.length < 5) return 'more';
  const size = bytes.readUInt16LE(3);
  const length = 5 + size;
  if (bytes.length < length) return 'more';
  const parameters = Uint8Array.from(bytes.subarray(5, length));
  const isQr = bytes[2] === 0x6b && parameters[0] === 0x31;
  return { length, command: isQr ? { kind: 'qr', step: parameters[1] ?? 0, parameters: parameters.subarray(2) } : unsupported };
}

function readRaster(bytes: Buffer): Reading {
  if (bytes.length < 8) return 'more';
  const widthBytes = bytes.readUInt16LE(4);
  const heightDots = bytes.readUInt16LE(6);
  const length = 8 + widthBytes * heightDots;
  if (length - 8 > mostRasterBytes) return { length, command: unsupported };
  if (bytes.length < length) return 'more';
  return { length, command: { kind: 'raster', widthBytes, heightDots, bits: Uint8Array.from(bytes.subarray(8, length)) } };
}

function readDefinition(bytes: Buffer): Reading {
  const length = 4 + ownCharacterBytes;
  if (bytes.length < length) return 'more';
  return { length, command: { kind: 'defineCharacter', code: bytes.readUInt16BE(2), dots: Uint8Array.from(bytes.subarray(4, length)) } };
}

/** Modes 32 and 33 are 24 dots high, the others 8. */
function readBitImage(bytes: Buffer): Reading {
  if (bytes.length < 5) return 'more';
  const mode = bytes[2] ?? 0;
  const columns = bytes.readUInt16LE(3);
  if (mode !== 32 && mode !== 33) return { length: 5 + columns, command: unsupported };
  const length = 5 + columns * 3;
  if (columns > mostImageColumns) return { length, command: unsupported };
  if (bytes.length < length) return 'more';
  return { length, command: { kind: 'bitImage', dotWidth: mode === 33 ? 1 : 2, dots: Uint8Array.from(bytes.subarray(5, length)) } };
}

function readBarcode(bytes: Buffer): Reading {
  const system = bytes[2];
  if (system === undefined) return 'more';
  if (system < 65) return upToZero(bytes, 3);
  const size = bytes[3];
  return size === undefined ? 'more' : { length: 4 + size, command: unsupported };
}

/** A list that a zero byte ends; one that does not end soon is noise. */
function upToZero(bytes: Buffer, from: number): Reading {
  const end = bytes.indexOf(0, from);
  if (end >= 0) return { length: end + 1, command: unsupported };
  return bytes.length - from > 255 ? { length: from, command: unsupported } : 'more';
}
