/** The door of the dots of the characters that no receipt printer's head has. */
import { readFileSync } from 'node:fs';
import { findGlyph, glyphsFile, type GlyphDots } from './glyph-file.ts';

export { dotsBytes, type GlyphDots } from './glyph-file.ts';

/** The dots of one character; null where they are not known. */
export type GlyphSource = (character: string) => GlyphDots | null;

/** The 9633 rare Chinese characters of Noto Sans CJK: Extension A whole, and of the later ones those that GB 18030 and the General Standard table ask for. */
export function bundledGlyphs(): GlyphSource {
  const file = readFileSync(glyphsFile);
  return (character) => findGlyph(file, character);
}
