/** `glyphs.bin`: the dots of the Chinese characters that no receipt printer's head has, ordered by code. Pure, but for its place. */

/** 24 columns from left to right, each of 24 dots in three bytes from top to bottom, as `FS 2` and `ESC *` want them. */
export type GlyphDots = Uint8Array;

export interface RareGlyph {
  readonly character: string;
  readonly dots: GlyphDots;
}

export const glyphsFile = new URL('./glyphs.bin', import.meta.url);
export const dotsBytes = 72;
/** A record: the character's code in three bytes, high byte first, and its dots. */
const codeBytes = 3;
const recordBytes = codeBytes + dotsBytes;

/** The file's bytes. `glyphs` are ordered by code. */
export function joinGlyphs(glyphs: readonly RareGlyph[]): Uint8Array {
  return Buffer.concat(glyphs.map(({ character, dots }) => {
    const code = Buffer.alloc(codeBytes);
    code.writeUIntBE(character.codePointAt(0) ?? 0, 0, codeBytes);
    return Buffer.concat([code, dots]);
  }));
}

/** The dots of a character; null where the file has none. */
export function findGlyph(file: Buffer, character: string): GlyphDots | null {
  const code = character.codePointAt(0) ?? 0;
  let low = 0;
  let high = Math.floor(file.length / recordBytes);
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = middle * recordBytes;
    const found = file.readUIntBE(at, codeBytes);
    if (found === code) return file.subarray(at + codeBytes, at + recordBytes);
    if (found < code) low = middle + 1;
    else high = middle;
  }
  return null;
}
