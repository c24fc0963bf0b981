/** A printed receipt as an SVG picture: the dots of the paper are its units, characters stand on the paper's own grid. */
import QRCode from 'qrcode';
import type { PaperLine, PaperSpan, PrintedReceipt } from './paper.ts';

const columnDots = 12;
const glyphDots = 24;
const lineDots = 30;
const margin = 24;

/** Complete `<svg>` element, black on white; width is the printable width and two margins, in dots of 1/8 mm. */
export function receiptSvg(receipt: PrintedReceipt): string {
  const printable = receipt.columns * columnDots;
  const width = printable + 2 * margin;
  let y = margin;
  const parts: string[] = [];
  for (const line of receipt.lines) {
    const drawn = drawLine(line, printable, y);
    parts.push(drawn.svg);
    y += drawn.height;
  }
  const height = y + margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" `
    + 'font-family="\'Noto Sans Mono CJK SC\', \'Noto Sans SC\', monospace">'
    + `<rect width="${width}" height="${height}" fill="#fff"/>${parts.join('')}</svg>`;
}

interface Drawn {
  readonly svg: string;
  readonly height: number;
}

function drawLine(line: PaperLine, printable: number, y: number): Drawn {
  switch (line.kind) {
    case 'text':
      return drawText(line, printable, y);
    case 'qr':
      return drawQr(line, printable, y);
    case 'raster':
      return drawRaster(line, printable, y);
  }
}

const startOf = (align: PaperLine['align'], dots: number, printable: number): number => {
  const free = Math.max(0, printable - dots);
  return margin + (align === 'left' ? 0 : align === 'center' ? Math.floor(free / 2) : free);
};

function drawText(line: Extract<PaperLine, { kind: 'text' }>, printable: number, y: number): Drawn {
  const tallest = Math.max(1, ...line.spans.map((span) => span.height));
  const baseline = y + tallest * glyphDots - 3;
  let x = startOf(line.align, line.columns * columnDots, printable);
  const svg = line.spans.map((span) => {
    const drawn = drawSpan(span, x, baseline);
    x += widthOf(span);
    return drawn;
  });
  return { svg: svg.join(''), height: tallest * glyphDots + (lineDots - glyphDots) };
}

const widthOf = (span: PaperSpan): number =>
  (span.dots ? span.dots.length / 3 : [...span.text].length * span.columnsEach * columnDots) * span.width;

function drawSpan(span: PaperSpan, x: number, baseline: number): string {
  if (span.dots) return drawDots(span, span.dots, x, baseline);
  const places = [...span.text].map((_, index) => index * span.columnsEach * columnDots);
  const weight = span.bold ? ' font-weight="700"' : '';
  const line = span.underline ? ' text-decoration="underline"' : '';
  // A glyph twice as wide is the same glyph stretched, so the grid is laid in the span's own scale.
  return `<text transform="translate(${x} ${baseline}) scale(${span.width} ${span.height})" x="${places.join(' ')}" y="0" font-size="${glyphDots - 1}"${weight}${line} xml:space="preserve">${escapeXml(span.text)}</text>`;
}

/** Columns of 24 dots, standing where the head's own characters stand. */
function drawDots({ width, height }: PaperSpan, columns: Uint8Array, x: number, baseline: number): string {
  const top = baseline + 3 - glyphDots * height;
  const dots: string[] = [];
  columns.forEach((byte, index) => {
    for (let bit = 0; bit < 8; bit++) {
      const row = (index % 3) * 8 + bit;
      if (byte & (0x80 >> bit)) dots.push(`M${x + Math.floor(index / 3) * width} ${top + row * height}h${width}v${height}h-${width}z`);
    }
  });
  return `<path shape-rendering="crispEdges" d="${dots.join('')}"/>`;
}

function drawQr(line: Extract<PaperLine, { kind: 'qr' }>, printable: number, y: number): Drawn {
  const modules = qrModules(line.content, line.correction);
  if (!modules) return { svg: '', height: lineDots };
  const dots = modules.size * line.cellDots;
  const x = startOf(line.align, dots, printable);
  const cells: string[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) cells.push(`M${x + column * line.cellDots} ${y + row * line.cellDots}h${line.cellDots}v${line.cellDots}h-${line.cellDots}z`);
    }
  }
  return { svg: `<path shape-rendering="crispEdges" d="${cells.join('')}"/>`, height: dots + lineDots };
}

/** Null where the content does not fit into any symbol: a real printer prints nothing then. */
function qrModules(content: string, correction: 'L' | 'M' | 'Q' | 'H') {
  try {
    return QRCode.create(content, { errorCorrectionLevel: correction }).modules;
  } catch {
    return null;
  }
}

function drawRaster(line: Extract<PaperLine, { kind: 'raster' }>, printable: number, y: number): Drawn {
  const x = startOf(line.align, line.widthBytes * 8, printable);
  const dots: string[] = [];
  line.bits.forEach((byte, index) => {
    const row = Math.floor(index / line.widthBytes);
    const column = (index % line.widthBytes) * 8;
    for (let bit = 0; bit < 8; bit++) {
      if (byte & (0x80 >> bit)) dots.push(`M${x + column + bit} ${y + row}h1v1h-1z`);
    }
  });
  return { svg: `<path shape-rendering="crispEdges" d="${dots.join('')}"/>`, height: line.heightDots };
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ');
