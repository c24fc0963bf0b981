/**
 * Composes a receipt into ESC/POS bytes. Commands come from node-thermal-printer, which here has no wire of its own; the
 * text is ours, because that package would change code pages in mid-line: GB18030 bytes between `FS &` and `FS .`.
 */
import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import type { ReceiptDocument, ReceiptElement } from './contract.ts';
import { layRow, wrap } from './column-layout.ts';
import { glyphOf } from './glyphs.ts';
import { nothingSet, type RareSetter } from './rare-characters.ts';

/** Paper of 58 mm has 32 columns of 12 dots, paper of 80 mm has 48. */
export type PaperColumns = 32 | 48;

/** What makes the head print one paper. `lineEnds`: offsets behind which it holds nothing that is not printed, the last one excepted. */
export interface PrintJob {
  readonly bytes: Uint8Array;
  readonly lineEnds: readonly number[];
}

export type ComposeOutcome =
  | { readonly ok: true; readonly job: PrintJob }
  | { readonly ok: false; readonly problem: 'tooLong' | 'qrContent' };

/** The paper as node-thermal-printer writes it, and what a line needs to be set. */
interface Sheet {
  readonly paper: ThermalPrinter;
  readonly columns: PaperColumns;
  readonly rare: RareSetter;
  readonly lineEnds: number[];
}

const longestDocument = 200;
const longestText = 2000;
const mostFeedLines = 10;
/**
 * With 200 bytes at correction level M the symbol has at most 57 modules; at 5 dots each it fits the 384 dots of the
 * narrow paper with its quiet zone. Short as it is, its length byte also never makes `10 04`, which a printer would take
 * for a status question.
 */
const qrContent = /^[\x20-\x7e]{1,200}$/;
const qrCellDots = 5;

const chineseOn = Buffer.of(0x1c, 0x26);
const chineseOff = Buffer.of(0x1c, 0x2e);
/** `FS !`: double width and height for Chinese characters, which not every head takes from `GS !`. */
const chineseDouble = Buffer.of(0x1c, 0x21, 0x0c);
const chineseNormal = Buffer.of(0x1c, 0x21, 0x00);

/**
 * Ends with feed, partial cut and initialisation, which has the head forget the characters it was given. `rare` is this
 * receipt's own; without it, characters that the head lacks come out as 〓. Fails where the document is absurdly long or a
 * QR content is not ASCII.
 */
export function composeReceipt(document: ReceiptDocument, columns: PaperColumns, rare: RareSetter = nothingSet): ComposeOutcome {
  if (document.elements.length > longestDocument || document.elements.some(isTooLong)) return { ok: false, problem: 'tooLong' };
  if (document.elements.some((element) => element.kind === 'qr' && !qrContent.test(element.content))) return { ok: false, problem: 'qrContent' };
  const paper = newPaper(columns);
  const sheet: Sheet = { paper, columns, rare, lineEnds: [] };
  for (const element of document.elements) compose(sheet, element);
  return { ok: true, job: { bytes: endOfPaper(paper), lineEnds: sheet.lineEnds } };
}

/** Gives up what hangs from the printer: feed, partial cut and initialisation, as at a receipt's end. */
export const feedAndCut = (): PrintJob => ({ bytes: endOfPaper(newPaper(48)), lineEnds: [] });

function newPaper(columns: PaperColumns): ThermalPrinter {
  const paper = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '', width: columns });
  paper.add(Buffer.of(0x1b, 0x40));
  return paper;
}

function endOfPaper(paper: ThermalPrinter): Uint8Array {
  paper.partialCut({ verticalTabAmount: 1 });
  return Uint8Array.from(paper.getBuffer());
}

function isTooLong(element: ReceiptElement): boolean {
  switch (element.kind) {
    case 'text':
      return element.text.length > longestText;
    case 'row':
      return element.label.length + element.value.length > longestText;
    case 'rule':
    case 'feed':
    case 'qr':
      return false;
  }
}

function compose(sheet: Sheet, element: ReceiptElement): void {
  const { paper, columns } = sheet;
  switch (element.kind) {
    case 'text':
      composeText(sheet, element);
      return;
    case 'row':
      for (const line of layRow(element.label, element.value, columns)) putLine(sheet, line, 1);
      return;
    case 'rule':
      paper.drawLine();
      lineEnded(sheet);
      return;
    case 'feed':
      for (let line = 0; line < Math.min(element.lines, mostFeedLines); line++) paper.newLine();
      lineEnded(sheet);
      return;
    case 'qr':
      paper.alignCenter();
      paper.printQR(element.content, { model: 2, cellSize: qrCellDots, correction: 'M' });
      paper.newLine();
      paper.alignLeft();
      lineEnded(sheet);
      return;
  }
}

const lineEnded = ({ paper, lineEnds }: Sheet): void => void lineEnds.push(paper.getBuffer().length);

function composeText(sheet: Sheet, element: Extract<ReceiptElement, { kind: 'text' }>): void {
  const { paper, columns } = sheet;
  align(paper, element.align);
  if (element.bold) paper.bold(true);
  if (element.size === 2) {
    paper.setTextSize(1, 1);
    paper.add(chineseDouble);
  }
  for (const line of wrap(element.text, columns / element.size)) putLine(sheet, line, element.size);
  if (element.size === 2) {
    paper.setTextSize(0, 0);
    paper.add(chineseNormal);
  }
  if (element.bold) paper.bold(false);
  if (element.align !== 'left') paper.alignLeft();
}

function align(paper: ThermalPrinter, side: 'left' | 'center' | 'right'): void {
  switch (side) {
    case 'left':
      return;
    case 'center':
      paper.alignCenter();
      return;
    case 'right':
      paper.alignRight();
  }
}

function putLine(sheet: Sheet, line: string, size: 1 | 2): void {
  const { paper, rare } = sheet;
  paper.add(Buffer.concat([rare.before(line), encodeText(line, size, rare)]));
  paper.newLine();
  lineEnded(sheet);
}

/** Chinese mode only around what is Chinese: some heads read ASCII in it as the first halves of characters. */
function encodeText(line: string, size: 1 | 2, rare: RareSetter): Buffer {
  const pieces: Uint8Array[] = [];
  let chinese = false;
  for (const character of line) {
    const glyph = glyphOf(character);
    const set = glyph.kind === 'rare' ? rare.set(character, size) : { bytes: glyph.bytes, chinese: glyph.columns === 2 };
    if (set.chinese !== chinese) {
      chinese = !chinese;
      pieces.push(chinese ? chineseOn : chineseOff);
    }
    pieces.push(set.bytes);
  }
  if (chinese) pieces.push(chineseOff);
  return Buffer.concat(pieces);
}
