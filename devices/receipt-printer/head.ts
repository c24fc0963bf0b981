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
 * The questions that not every head answers. `DLE EOT 1`, whether it can print at all, is answered by all we drive.
 * Without `DLE EOT 2` the cover is unknown; without 3 the kind of an error. The paper is told by `DLE EOT 4`, else by
 * `GS r 1`; without both it is unknown until it ends. Without `GS r 1` no job is confirmed.
 */
export const headAnswers = ['DLE EOT 2', 'DLE EOT 3', 'DLE EOT 4', 'GS r 1'] as const;
export type HeadAnswer = (typeof headAnswers)[number];

export interface PrintHead {
  readonly rareCharacters: RareCharacters;
  readonly answers: readonly HeadAnswer[];
}

/** As most Chinese heads are. */
export const usualHead: PrintHead = { rareCharacters: 'user-defined', answers: headAnswers };
