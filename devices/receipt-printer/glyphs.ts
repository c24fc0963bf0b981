/**
 * Characters as a receipt printer's head knows them: ASCII in one column, GBK's two-byte glyphs in two. Pure.
 *
 * A character without a two-byte code (most names added to Unicode since 2000 have only a four-byte one in GB18030) has
 * no glyph in the head. It is printed as 〓, the printer's mark for a missing type, which is seen to be missing; what must
 * be exact on paper (numbers, references) is ASCII. GBK's user-defined zones count as missing too: each head has its own.
 */
import iconv from 'iconv-lite';

export interface Glyph {
  readonly bytes: Uint8Array;
  /** One byte is 12 dots wide, two are 24: columns and bytes are the same number. */
  readonly columns: 1 | 2;
}

const missingGlyphMark = '〓';
/** Encoded once here, which also builds the encoder's tables (200 ms) at the start of the program and not under a waiting person's eyes. */
const missingGlyph: Glyph = { bytes: iconv.encode(missingGlyphMark, 'gb18030'), columns: 2 };

/** The glyph of one character; 〓 where the head has none. Control characters become spaces: they would steer the head. */
export function glyphOf(character: string): Glyph {
  const code = character.codePointAt(0) ?? 0x20;
  if (code < 0x20 || (code >= 0x7f && code <= 0xa0)) return ascii(0x20);
  if (code < 0x7f) return ascii(code);
  const bytes = twoBytesOf(character);
  return bytes ? { bytes, columns: 2 } : missingGlyph;
}

/** Columns a text takes at normal size. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += glyphOf(character).columns;
  return columns;
}

const ascii = (code: number): Glyph => ({ bytes: Uint8Array.of(code), columns: 1 });

function twoBytesOf(character: string): Uint8Array | null {
  const bytes = iconv.encode(character, 'gb18030');
  const [lead = 0, trail = 0] = bytes;
  return bytes.length === 2 && !isUserDefined(lead, trail) ? bytes : null;
}

function isUserDefined(lead: number, trail: number): boolean {
  const upper = trail >= 0xa1;
  return upper ? (lead >= 0xaa && lead <= 0xaf) || lead >= 0xf8 : lead >= 0xa1 && lead <= 0xa7;
}
