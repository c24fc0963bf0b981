/** Where the keys of the on-screen keyboard lie, row by row, on a grid of units; two units are the width of a letter. Pure. */
import type { EntryFieldOf, TextSize } from '../../main/contract/index.ts';

/** What the letters are for: choosing Chinese words, standing for themselves, or giving room to digits and signs. */
export type KeyboardFace = 'pinyin' | 'letters' | 'symbols';

interface Wide {
  readonly units: number;
}
/** A character to type, the face that a key leads to, or what else a key does. `key` is unique on a face. */
export type Key = Wide & (
  | { readonly does: 'type'; readonly key: string }
  | { readonly does: 'face'; readonly key: KeyboardFace; /** Whichever faces they lead to, the two keys stay where they are. */ readonly seat: 'first' | 'second' }
  | { readonly does: 'shift' | 'erase' | 'space' | 'confirm'; readonly key: string });

export interface KeyLayout {
  /** Width of the grid. */
  readonly units: number;
  /** Each fills the grid from edge to edge. */
  readonly rows: readonly (readonly Key[])[];
}

const typing = (characters: string, units: number): Key[] => [...characters].map((key) => ({ does: 'type', key, units }));
const doing = (does: 'shift' | 'erase' | 'space' | 'confirm', units: number): Key => ({ does, key: does, units });

/** What is left and right of the letters on the way to the two other faces. */
const otherFaces: { readonly [One in KeyboardFace]: readonly [KeyboardFace, KeyboardFace] } = {
  pinyin: ['letters', 'symbols'], letters: ['pinyin', 'symbols'], symbols: ['pinyin', 'letters'],
};
function changing(face: KeyboardFace, units: number): readonly [Key, Key] {
  const [first, second] = otherFaces[face];
  return [{ does: 'face', key: first, seat: 'first', units }, { does: 'face', key: second, seat: 'second', units }];
}

/** Rows of characters by face; signs are those that addresses and names are written with, and words that end most addresses. */
type Rows = readonly string[];
type Purpose = EntryFieldOf<'text'>['purpose'];
const signs: { readonly [Size in TextSize]: { readonly [One in Purpose]: Rows } } = {
  normal: { address: ['1234567890', '-/#·()号楼栋', '室层村路街巷组'], name: ['·-', "'.", ''] },
  large: { address: ['1234567', '890-/#·', '()号楼栋室层', '村路街巷组'], name: ['·-', "'."] },
};
const letters: { readonly [Size in TextSize]: Rows } = {
  /** Ten letters across, where everybody who types looks for them. */
  normal: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  /** Large keys leave room for seven: in the order of the alphabet, which can be found by looking. */
  large: ['abcdefg', 'hijklmn', 'opqrstu', 'vwxyz'],
};

/** The keys of one row, equally wide, in so many units. */
const filling = (characters: string, units: number): Key[] => (characters === '' ? [] : typing(characters, units / [...characters].length));

/** Ten columns: the way to the other faces on both sides of the third row. */
function normalRows(face: KeyboardFace, [first = '', second = '', third = '']: Rows): readonly (readonly Key[])[] {
  const [left, right] = changing(face, third === '' ? 10 : 3);
  return [
    filling(first, 20),
    [...filling(second, 18), doing('erase', 2)],
    [left, ...filling(third, 14), right],
    face === 'letters' ? [doing('shift', 4), doing('space', 10), doing('confirm', 6)] : [doing('space', 14), doing('confirm', 6)],
  ];
}

/** Seven columns: the way to the other faces at the beginning of the last row. */
function largeRows(face: KeyboardFace, rows: Rows): readonly (readonly Key[])[] {
  const space = face === 'letters' ? [doing('shift', 2), doing('space', 4)] : [doing('space', 6)];
  return [
    ...rows.slice(0, -1).map((row) => filling(row, 14)),
    [...filling(rows.at(-1) ?? '', 10), doing('erase', 4)],
    [...changing(face, 2), ...space, doing('confirm', 4)],
  ];
}

/** The keyboard for a face, a size of text and what is written: one grid without gaps, on which what all faces have stays in its place. */
export function keyLayout(face: KeyboardFace, textSize: TextSize, purpose: Purpose): KeyLayout {
  const rows = face === 'symbols' ? signs[textSize][purpose] : letters[textSize];
  return textSize === 'normal' ? { units: 20, rows: normalRows(face, rows) } : { units: 14, rows: largeRows(face, rows) };
}

/** Cells that a candidate takes on a line of equal cells. */
export function cellsOf(text: string): number {
  const length = [...text].length;
  if (length <= 2) return 1;
  return length <= 4 ? 2 : 3;
}

/** Candidates in lines that fit so many cells; none is split. */
export function candidateLines<One extends { readonly text: string }>(candidates: readonly One[], cells: number): readonly (readonly One[])[] {
  const lines: One[][] = [];
  let free = 0;
  for (const candidate of candidates) {
    const wanted = Math.min(cells, cellsOf(candidate.text));
    if (wanted > free) {
      lines.push([]);
      free = cells;
    }
    lines.at(-1)?.push(candidate);
    free -= wanted;
  }
  return lines;
}
