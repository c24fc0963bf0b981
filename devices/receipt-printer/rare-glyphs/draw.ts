/**
 * Draws `glyphs.bin` anew: `node devices/receipt-printer/rare-glyphs/draw.ts [chromium]`, on a machine with Chromium,
 * fontconfig and Noto Sans CJK (Debian: fonts-noto-cjk; SIL Open Font License 1.1). The kiosk itself needs none of them.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { isInHead } from '../glyphs.ts';
import { glyphsFile, joinGlyphs, type RareGlyph } from './glyph-file.ts';

const family = 'Noto Sans CJK SC';
/** How many are drawn in one go. */
const batch = 500;

/** The Chinese characters of the font that no head has, in the order of their codes. */
function rareCharacters(): string[] {
  const ranges = execFileSync('fc-match', ['--format=%{family[0]}|%{charset}', `${family}:style=Regular`], { encoding: 'utf8' }).split('|');
  if (ranges[0] !== family) throw new Error(`The font ${family} is not installed.`);
  const codes = (ranges[1] ?? '').split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  return [...new Set(codes)].sort((a, b) => a - b).map((code) => String.fromCodePoint(code))
    .filter((character) => /\p{Script=Han}/u.test(character) && !isInHead(character));
}

/** As much of the page's canvas as is used here: these types are not those of a page. */
interface Pen {
  font: string;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
}
interface CanvasWorld {
  readonly OffscreenCanvas: new (width: number, height: number) => { getContext(kind: '2d', options: { willReadFrequently: true }): Pen | null };
}

/** Runs in the page: 24 columns from left to right, each of 24 dots in three bytes from top to bottom, base64. */
function drawInPage({ characters, family: face }: { readonly characters: readonly string[]; readonly family: string }): string[] {
  const edge = 24;
  /** Finer than the head's dots, so that a dot is set by how much of it the outline covers. */
  const fineness = 8;
  const side = edge * fineness;
  const pen = new (globalThis as unknown as CanvasWorld).OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('no canvas');
  pen.font = `${side}px "${face}"`;
  const covered = (pixels: Uint8ClampedArray, column: number, row: number): number => {
    let sum = 0;
    for (let y = row * fineness; y < (row + 1) * fineness; y++) {
      for (let x = column * fineness; x < (column + 1) * fineness; x++) sum += pixels[(y * side + x) * 4 + 3] ?? 0;
    }
    return sum / (255 * fineness * fineness);
  };
  return characters.map((character) => {
    pen.clearRect(0, 0, side, side);
    // The em box of the font reaches 0.88 above the baseline and 0.12 below.
    pen.fillText(character, 0, side * 0.88);
    const { data } = pen.getImageData(0, 0, side, side);
    const bytes = new Uint8Array(edge * 3);
    for (let column = 0; column < edge; column++) {
      for (let row = 0; row < edge; row++) {
        if (covered(data, column, row) >= 0.42) bytes[column * 3 + (row >> 3)] = (bytes[column * 3 + (row >> 3)] ?? 0) | (0x80 >> (row & 7));
      }
    }
    return btoa(String.fromCharCode(...bytes));
  });
}

async function main(): Promise<void> {
  const characters = rareCharacters();
  const browser = await chromium.launch({ executablePath: process.argv[2] ?? '/usr/bin/chromium' });
  const page = await browser.newPage();
  const glyphs: RareGlyph[] = [];
  for (let at = 0; at < characters.length; at += batch) {
    const now = characters.slice(at, at + batch);
    const drawn = await page.evaluate(drawInPage, { characters: now, family });
    now.forEach((character, index) => glyphs.push({ character, dots: Buffer.from(drawn[index] ?? '', 'base64') }));
  }
  await browser.close();
  writeFileSync(glyphsFile, joinGlyphs(glyphs));
  process.stdout.write(`${glyphs.length} glyphs\n`);
}

await main();
