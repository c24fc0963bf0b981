/** How options to pick from lie in columns: from the letters in them, so that a page holds as many as can be read and hit. Pure. */

/** What is written on an option, each on lines of its own. */
export interface OptionWords {
  readonly label: string;
  readonly hint: string | null;
  /** Set where a sign stands before the label. */
  readonly icon?: string | undefined;
}

export interface OptionGrid {
  /** Width that a column needs for its letters, in em. */
  readonly columnEm: number;
  /** How many columns each option takes, in their order. */
  readonly spans: readonly (1 | 2)[];
}

/** Widest of each kind in the bold face of Noto Sans SC, in em: digits, letters, and Chinese characters. */
const widthsEm = { digit: 0.6, letter: 0.62, other: 1 } as const;
/** A sign and the gap behind it. */
const iconEm = 1.4;
/** Wider than this no column needs to be: what is longer takes two, or two lines. */
const widestEm = 8;
/** Narrower ones are made only where nothing needs more. */
const narrowestEm = 3;
/** What a column takes beside its letters: edges, and the gap to the next. */
const besideEm = 0.8;

const characterEm = (character: string): number =>
  /[\d–]/.test(character) ? widthsEm.digit : /[\p{Script=Latin}\s'’.-]/u.test(character) ? widthsEm.letter : widthsEm.other;
const wordEm = (word: string): number => [...word].reduce((sum, character) => sum + characterEm(character), 0);
const optionEm = ({ label, hint, icon }: OptionWords): number => Math.max(wordEm(label), hint === null ? 0 : wordEm(hint)) + (icon === undefined ? 0 : iconEm);

const spanIn = (columnEm: number, widthEm: number): 1 | 2 => (widthEm > columnEm ? 2 : 1);

/** Room that all options take together in columns of that width; what does not even fit two of them in one line counts double. */
function roomFor(widths: readonly number[], columnEm: number): number {
  const twoEm = 2 * columnEm + besideEm;
  return widths.reduce((sum, width) => sum + spanIn(columnEm, width) * (width > twoEm ? 2 : 1), 0) * (columnEm + besideEm);
}

/** Columns are as wide as makes the options take the least room in all: a few long names lie across two columns of the short ones. */
export function optionGrid(options: readonly OptionWords[]): OptionGrid {
  const widths = options.map(optionEm);
  const leastEm = Math.min(narrowestEm, Math.max(0, ...widths));
  const columnEm = widths.map((width) => Math.min(widestEm, Math.max(leastEm, width))).reduce((best, width) => {
    const gain = roomFor(widths, best) - roomFor(widths, width);
    return gain > 0 || (gain === 0 && width > best) ? width : best;
  }, widestEm);
  return { columnEm, spans: widths.map((width) => spanIn(columnEm, width)) };
}

/** Columns for every row: on both kinds of panel a month then lies in lines of seven. */
const columnsPerRow = 1.3;

/** How many columns options are laid in at most: few of them lie in few, so that they are large. */
export const mostColumns = ({ spans }: OptionGrid): number => Math.ceil(Math.sqrt(spans.reduce<number>((sum, span) => sum + span, 0) * columnsPerRow));
