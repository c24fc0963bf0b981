/** A printed receipt as plain text for a terminal or a test, each line placed as on the paper. */
import type { PaperLine, PrintedReceipt } from './paper.ts';

/** One string a line of paper. A QR code is `[QR content]`, a picture `[picture WxH]`. */
export function receiptText(receipt: PrintedReceipt): string[] {
  return receipt.lines.map((line) => lineText(line, receipt.columns));
}

function lineText(line: PaperLine, columns: number): string {
  switch (line.kind) {
    case 'text':
      return indent(line.align, line.columns, columns) + line.spans.map((span) => span.text).join('');
    case 'qr':
      return `[QR ${line.content}]`;
    case 'raster':
      return `[picture ${line.widthBytes * 8}x${line.heightDots}]`;
  }
}

function indent(align: PaperLine['align'], used: number, columns: number): string {
  const free = Math.max(0, columns - used);
  switch (align) {
    case 'left':
      return '';
    case 'center':
      return ' '.repeat(Math.floor(free / 2));
    case 'right':
      return ' '.repeat(free);
  }
}
