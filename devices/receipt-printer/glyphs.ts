/**
 * Characters as a receipt printer's head knows them: ASCII in one column, GBK's two-byte glyphs in two. Pure.
 *
 * A character without a two-byte code (most names added to Unicode since 2000 have only a four-byte one in GB18030) has
 * no glyph in the head and is drawn in dots. GBK's user-defined zones are not the head's either: each head has its own.
 */
import iconv from 'iconv-lite';

export type Glyph =
  /** One byte is 12 dots wide, two are 24: columns and bytes are the same number. */
  | { readonly kind: 'inHead'; readonly bytes: Uint8Array; readonly columns: 1 | 2 }
  /** To be drawn, 24 dots wide. */
  | { readonly kind: 'rare'; readonly columns: 2 };

/** The printer's mark for a missing type, seen to be missing. Encoding it here also builds the encoder's tables (200 ms) at the start of the program and not under a waiting person's eyes. */
export const missingGlyph: Uint8Array = iconv.encode('〓', 'gb18030');
const rare: Glyph = { kind: 'rare', columns: 2 };

/** The glyph of one character. Control characters become spaces: they would steer the head. */
export function glyphOf(character: string): Glyph {
  const code = character.codePointAt(0) ?? 0x20;
  if (code < 0x20 || (code >= 0x7f && code <= 0xa0)) return ascii(0x20);
  if (code < 0x7f) return ascii(code);
  const bytes = twoBytesOf(character);
  return bytes ? { kind: 'inHead', bytes, columns: 2 } : rare;
}

/** Whether the head has a glyph for the character. */
export const isInHead = (character: string): boolean => glyphOf(character).kind === 'inHead';

/** Columns a text takes at normal size. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += glyphOf(character).columns;
  return columns;
}

const ascii = (code: number): Glyph => ({ kind: 'inHead', bytes: Uint8Array.of(code), columns: 1 });

function twoBytesOf(character: string): Uint8Array | null {
  const bytes = iconv.encode(character, 'gb18030');
  const [lead = 0, trail = 0] = bytes;
  return bytes.length === 2 && !isUserDefined(lead, trail) ? bytes : null;
}

function isUserDefined(lead: number, trail: number): boolean {
  const upper = trail >= 0xa1;
  return upper ? (lead >= 0xaa && lead <= 0xaf) || lead >= 0xf8 : lead >= 0xa1 && lead <= 0xa7;
}
