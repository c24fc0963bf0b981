/** Sets the characters that the head lacks, from their dots. Pure. */
import { glyphOf, missingGlyph } from './glyphs.ts';
import type { RareCharacters } from './head.ts';
import type { GlyphDots, GlyphSource } from './rare-glyphs/index.ts';

/** Bytes of a line, and whether they are meant between `FS &` and `FS .`. */
export interface SetBytes {
  readonly bytes: Uint8Array;
  readonly chinese: boolean;
}

export interface RareSetter {
  /** What the head must be told before a line, so that the rare characters in it can be printed; often nothing. */
  before(line: string): Uint8Array;
  /** One rare character, 24 dots wide at size 1, 48 at size 2; 〓 where nobody knows its dots. */
  set(character: string, size: 1 | 2): SetBytes;
}

/** `FE A1` to `FE B4`: the smallest range that manuals of Chinese heads grant for characters of one's own. */
const ownLead = 0xfe;
const firstOwnTrail = 0xa1;
const mostOwn = 20;
const missing: SetBytes = { bytes: missingGlyph, chinese: true };

/** Where nobody knows any dots. */
export const nothingSet: RareSetter = { before: () => new Uint8Array(), set: () => missing };

/** For one receipt: its codes are given out once and forgotten with the `ESC @` behind the receipt. */
export function rareSetter(way: RareCharacters, glyphs: GlyphSource): RareSetter {
  switch (way) {
    case 'user-defined':
      return definingSetter(glyphs);
    case 'bit-image':
      return drawingSetter(glyphs);
  }
}

function definingSetter(glyphs: GlyphSource): RareSetter {
  const codes = new Map<string, Uint8Array>();
  return {
    before(line) {
      const definitions: Uint8Array[] = [];
      for (const character of line) {
        if (glyphOf(character).kind !== 'rare' || codes.has(character) || codes.size === mostOwn) continue;
        const dots = glyphs(character);
        if (!dots) continue;
        const code = Uint8Array.of(ownLead, firstOwnTrail + codes.size);
        codes.set(character, code);
        definitions.push(Uint8Array.of(0x1c, 0x32, ...code), withoutRealTimeCommands(dots));
      }
      return Buffer.concat(definitions);
    },
    set(character) {
      const code = codes.get(character);
      return code ? { bytes: code, chinese: true } : missing;
    },
  };
}

/** `ESC *`, 24 dots high: 33 with the dots as they are, 32 with each of them twice as wide. */
function drawingSetter(glyphs: GlyphSource): RareSetter {
  return {
    before: () => new Uint8Array(),
    set(character, size) {
      const dots = glyphs(character);
      if (!dots) return missing;
      const columns = dots.length / 3;
      return { bytes: Buffer.concat([Uint8Array.of(0x1b, 0x2a, size === 1 ? 33 : 32, columns, 0), withoutRealTimeCommands(dots)]), chinese: false };
    },
  };
}

/** A head may act on `10 04`, `10 05` and `10 14` wherever they stand: such a pair gets one dot more, beside one that is there. */
function withoutRealTimeCommands(dots: GlyphDots): Uint8Array {
  return dots.map((byte, index) => (dots[index - 1] === 0x10 && (byte === 0x04 || byte === 0x05 || byte === 0x14) ? byte | 0x02 : byte));
}
