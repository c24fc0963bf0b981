/** What one model of printing head can do, as far as models differ; told by the machine profile. */

/** How a character that the head lacks gets onto the paper. */
export type RareCharacters =
  /**
   * `FS 2` gives the head the dots under a code of its own, and the text then has that code: the character follows size and
   * weight like any other. The manuals of Chinese heads (SPRT, Birch, Epson, Bixolon kind) have it.
   */
  | 'user-defined'
  /** `ESC *` prints the dots in the midst of the line: every head has it, but in text of double size they stay low. */
  | 'bit-image';

/**
 * What not every head answers. `DLE EOT 1`, whether it can print at all, is answered by all we drive.
 * Without `DLE EOT 2` the cover is unknown; without 3 the kind of an error. The paper is told by `DLE EOT 4`, else by
 * `GS r 1`; without both it is unknown until it ends. Without `GS r 1` no job is confirmed. A head without `DLE DC4 8`
 * cannot be told to forget what it holds: it is handed a receipt line by line, each when the one before is on paper, so
 * that of a receipt that breaks off it holds one line at most.
 */
export const headAnswers = ['DLE EOT 2', 'DLE EOT 3', 'DLE EOT 4', 'GS r 1', 'DLE DC4 8'] as const;
export type HeadAnswer = (typeof headAnswers)[number];

export interface PrintHead {
  readonly rareCharacters: RareCharacters;
  readonly answers: readonly HeadAnswer[];
}

/** As most Chinese heads are. */
export const usualHead: PrintHead = { rareCharacters: 'user-defined', answers: headAnswers };
