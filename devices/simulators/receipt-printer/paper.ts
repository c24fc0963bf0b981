/** The paper as it comes out: what print commands leave on it, line by line, cut into receipts. Pure state, no wire. */
import iconv from 'iconv-lite';
import type { Alignment, PrintCommand } from './escpos-parser.ts';

/** Characters printed alike. `width` and `height`: times the normal size. */
export interface PaperSpan {
  /** `▦` for each character that came as dots: what it means only a reader of the paper knows. */
  readonly text: string;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly width: number;
  readonly height: number;
  /** Columns each character takes before it is widened: 2 in Chinese mode. */
  readonly columnsEach: 1 | 2;
  /** What is to be seen where it came as dots: columns of 24 dots, three bytes each from top to bottom; null for the head's own characters. */
  readonly dots: Uint8Array | null;
}

export type PaperLine =
  /** `columns`: how many of the paper's columns its characters take. No spans: a blank line. */
  | { readonly kind: 'text'; readonly align: Alignment; readonly spans: readonly PaperSpan[]; readonly columns: number }
  | { readonly kind: 'qr'; readonly align: Alignment; readonly content: string; readonly cellDots: number; readonly correction: 'L' | 'M' | 'Q' | 'H' }
  | { readonly kind: 'raster'; readonly align: Alignment; readonly widthBytes: number; readonly heightDots: number; readonly bits: Uint8Array };

export interface PrintedReceipt {
  /** Counts from one, over the printer's life. */
  readonly number: number;
  /** Paper width in columns of 12 dots. */
  readonly columns: number;
  readonly lines: readonly PaperLine[];
  readonly cut: 'full' | 'partial';
}

export interface Paper {
  /** Executes one command; returns how many text lines of paper went by. */
  print(command: PrintCommand): number;
  /** Forgets the line being filled, as clearing the print buffer does. */
  clearLine(): void;
  /** Printed and not yet cut off. */
  uncut(): readonly PaperLine[];
  /** Cut and not yet taken, oldest first. */
  receipts(): readonly PrintedReceipt[];
  take(): PrintedReceipt | null;
}

const dotsPerLine = 30;
const mostUncutLines = 2000;
const mostReceipts = 50;
const noGlyph = '□';
const drawn = '▦';
const columnDots = 12;
/** Codes a head has room for; more are not taken. */
const mostOwnCharacters = 94;

interface Style {
  bold: boolean;
  underline: boolean;
  width: number;
  height: number;
  chineseUnderline: boolean;
  chineseWidth: number;
  chineseHeight: number;
  align: Alignment;
}
const plain = (): Style => ({
  bold: false, underline: false, width: 1, height: 1, chineseUnderline: false, chineseWidth: 1, chineseHeight: 1, align: 'left',
});

export function createPaper(columns: number): Paper {
  let style = plain();
  let spans: PaperSpan[] = [];
  let used = 0;
  let lines: PaperLine[] = [];
  let receipts: PrintedReceipt[] = [];
  let lastNumber = 0;
  let ownCharacters = new Map<number, Uint8Array>();
  let qr = { content: '', cellDots: 3, correction: 'L' as 'L' | 'M' | 'Q' | 'H' };

  const putOut = (line: PaperLine): void => {
    lines.push(line);
    if (lines.length > mostUncutLines) lines = lines.slice(-mostUncutLines);
  };
  const endLine = (): number => {
    const height = Math.max(1, ...spans.map((span) => span.height));
    putOut({ kind: 'text', align: style.align, spans, columns: used });
    spans = [];
    used = 0;
    return height;
  };
  /** Nothing but text may share a line. */
  const endBegunLine = (): number => (used > 0 ? endLine() : 0);

  /** Puts a span into the line, or into the next where it has no room. */
  const putSpan = (span: PaperSpan): number => {
    const wide = spanColumns(span);
    const advanced = used + wide > columns ? endBegunLine() : 0;
    used += wide;
    const last = spans.at(-1);
    if (last && sameStyle(last, span)) spans[spans.length - 1] = { ...last, text: last.text + span.text, dots: joined(last.dots, span.dots) };
    else spans.push(span);
    return advanced;
  };

  const putCharacter = ({ bytes, chinese }: Extract<PrintCommand, { kind: 'character' }>): number => {
    const dots = chinese && bytes.length === 2 ? ownCharacters.get(Buffer.from(bytes).readUInt16BE()) ?? null : null;
    return putSpan({
      text: dots ? drawn : chinese ? chineseGlyph(bytes) : iconv.decode(Buffer.from(bytes), 'cp437'),
      bold: style.bold,
      underline: chinese ? style.chineseUnderline : style.underline,
      width: chinese ? style.chineseWidth : style.width,
      height: chinese ? style.chineseHeight : style.height,
      columnsEach: chinese ? 2 : 1,
      dots,
    });
  };

  const define = (code: number, dots: Uint8Array): void => {
    if (ownCharacters.has(code) || ownCharacters.size < mostOwnCharacters) ownCharacters.set(code, dots);
  };

  const feed = (count: number): number => {
    let advanced = endBegunLine();
    for (let line = advanced > 0 ? 1 : 0; line < count; line++) advanced += endLine();
    return advanced;
  };

  const cutOff = (cut: 'full' | 'partial', feedLines: number): number => {
    const advanced = feed(feedLines);
    receipts = [...receipts, { number: ++lastNumber, columns, lines, cut }].slice(-mostReceipts);
    lines = [];
    return advanced;
  };

  /** Steps of `GS ( k`: 65 model, 67 cell size, 69 correction, 80 content, 81 print. */
  const stepQr = (step: number, parameters: Uint8Array): number => {
    const n = parameters[0] ?? 0;
    switch (step) {
      case 67:
        qr = { ...qr, cellDots: Math.min(Math.max(n, 1), 16) };
        return 0;
      case 69:
        qr = { ...qr, correction: (['L', 'M', 'Q', 'H'] as const)[n - 48] ?? 'L' };
        return 0;
      case 80:
        qr = { ...qr, content: Buffer.from(parameters.subarray(1)).toString('utf8') };
        return 0;
      case 81: {
        if (qr.content === '') return 0;
        const advanced = endBegunLine();
        putOut({ kind: 'qr', align: style.align, ...qr });
        return advanced + Math.ceil((qrModulesAbout(qr.content) * qr.cellDots) / dotsPerLine);
      }
      default:
        return 0;
    }
  };

  const print = (command: PrintCommand): number => {
    switch (command.kind) {
      case 'character':
        return putCharacter(command);
      case 'lineFeed':
        return endLine();
      case 'feed':
        return feed(command.lines);
      case 'initialise':
        style = plain();
        spans = [];
        used = 0;
        ownCharacters = new Map();
        return 0;
      case 'defineCharacter':
        define(command.code, command.dots);
        return 0;
      case 'bitImage':
        return putSpan({ ...plainSpan, width: command.dotWidth, dots: command.dots });
      case 'align':
        style.align = command.side;
        return 0;
      case 'bold':
        style.bold = command.on;
        return 0;
      case 'underline':
        style.underline = command.on;
        return 0;
      case 'printMode':
        style.bold = (command.bits & 0x08) !== 0;
        style.height = (command.bits & 0x10) !== 0 ? 2 : 1;
        style.width = (command.bits & 0x20) !== 0 ? 2 : 1;
        style.underline = (command.bits & 0x80) !== 0;
        return 0;
      case 'size':
        // Takes Chinese characters along, until `FS !` says otherwise: the last one said holds.
        style = { ...style, width: command.width, height: command.height, chineseWidth: command.width, chineseHeight: command.height };
        return 0;
      case 'chinesePrintMode':
        style.chineseWidth = (command.bits & 0x04) !== 0 ? 2 : 1;
        style.chineseHeight = (command.bits & 0x08) !== 0 ? 2 : 1;
        style.chineseUnderline = (command.bits & 0x80) !== 0;
        return 0;
      case 'cut':
        return cutOff(command.cut, command.feed);
      case 'qr':
        return stepQr(command.step, command.parameters);
      case 'raster': {
        const advanced = endBegunLine();
        putOut({ kind: 'raster', align: style.align, widthBytes: command.widthBytes, heightDots: command.heightDots, bits: command.bits });
        return advanced + Math.ceil(command.heightDots / dotsPerLine);
      }
      case 'askPaper':
      case 'unsupported':
        return 0;
    }
  };

  return {
    print,
    clearLine() {
      spans = [];
      used = 0;
    },
    uncut: () => lines,
    receipts: () => receipts,
    take() {
      const [first, ...rest] = receipts;
      receipts = rest;
      return first ?? null;
    },
  };
}

const sameStyle = (a: PaperSpan, b: PaperSpan): boolean =>
  a.bold === b.bold && a.underline === b.underline && a.width === b.width && a.height === b.height && a.columnsEach === b.columnsEach
  && (a.dots === null) === (b.dots === null);

const joined = (first: Uint8Array | null, second: Uint8Array | null): Uint8Array | null => (first && second ? Uint8Array.from([...first, ...second]) : null);

/** Of a picture in the line; size and weight are not its own. */
const plainSpan: PaperSpan = { text: drawn, bold: false, underline: false, width: 1, height: 1, columnsEach: 2, dots: null };

/** Columns of the paper a span takes. */
function spanColumns({ text, columnsEach, width, dots }: PaperSpan): number {
  return (dots ? Math.ceil(dots.length / 3 / columnDots) : [...text].length * columnsEach) * width;
}

/** The head has the two-byte characters only; of a four-byte one, or of a user-defined one that nobody defined, it prints that it has none. */
function chineseGlyph(bytes: Uint8Array): string {
  const text = bytes.length === 2 ? iconv.decode(Buffer.from(bytes), 'gb18030') : noGlyph;
  return [...text].length === 1 && text !== '\ufffd' && !/\p{Private_Use}/u.test(text) ? text : noGlyph;
}

/** Modules along an edge, near enough for how much paper it takes. */
const qrModulesAbout = (content: string): number => Math.min(177, 21 + 4 * Math.ceil(content.length / 20));
