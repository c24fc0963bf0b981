/** Where the keys of the on-screen keyboard lie, row by row, on a grid of units; two units are the width of a letter. Pure. */
import type { EntryFieldOf, TextSize } from '../../main/contract/index.ts';

/** What the letters are for: choosing Chinese words, standing for themselves, or giving room to digits and signs, or to a pad to write on. */
export type KeyboardFace = 'pinyin' | 'letters' | 'symbols' | 'handwriting';

/** In the order in which the keys to them lie. Handwriting comes last, where somebody reads it. */
export const facesWith = (handwriting: 'readable' | 'unreadable'): readonly KeyboardFace[] =>
  (handwriting === 'readable' ? ['pinyin', 'letters', 'symbols', 'handwriting'] : ['pinyin', 'letters', 'symbols']);

interface Wide {
  readonly units: number;
}
/** A character to type, the face that a key leads to, or what else a key does. `key` is unique on a face. */
export type Key = Wide & (
  | { readonly does: 'type'; readonly key: string }
  | { readonly does: 'face'; readonly key: KeyboardFace; /** Whichever faces they lead to, the keys stay where they are. */ readonly seat: 'first' | 'second' | 'third' }
  | { readonly does: Deed; readonly key: string });
type Deed = 'shift' | 'erase' | 'clear' | 'space' | 'confirm';

export interface KeyLayout {
  /** Width of the grid. */
  readonly units: number;
  /** Width of the pad to write on, which is as high as all rows and lies before them; 0: there is none. */
  readonly padUnits: number;
  /** Each fills the grid from edge to edge, beside the pad. */
  readonly rows: readonly (readonly Key[])[];
}

const typing = (characters: string, units: number): Key[] => [...characters].map((key) => ({ does: 'type', key, units }));
const doing = (does: Deed, units: number): Key => ({ does, key: does, units });

const seats = ['first', 'second', 'third'] as const;
/** The keys to the other faces. */
const changing = (face: KeyboardFace, faces: readonly KeyboardFace[], units: number): readonly Key[] =>
  faces.filter((other) => other !== face).flatMap((key, place): Key[] => {
    const seat = seats[place];
    return seat ? [{ does: 'face', key, seat, units }] : [];
  });

/** Rows of characters by face; signs are those that addresses and names are written with, and words that end most addresses. */
type Rows = readonly string[];
type Purpose = EntryFieldOf<'text'>['purpose'];
/** `compact`: large, where the buttons of the voice leave room for one row less, and whoever goes from key to key needs none so wide. */
export type KeyboardSize = TextSize | 'compact';
const signs: { readonly [Size in KeyboardSize]: { readonly [One in Purpose]: Rows } } = {
  normal: { address: ['1234567890', '-/#·()号楼栋', '室层村路街巷组'], name: ['·-', "'.", ''] },
  large: { address: ['1234567', '890-/#·', '()号楼栋室层', '村路街巷组'], name: ['·-', "'."] },
  compact: { address: ['123456789', '0-/#·()号楼', '栋室层村路街巷组'], name: ['·-', "'."] },
};
const letters: { readonly [Size in KeyboardSize]: Rows } = {
  /** Ten letters across, where everybody who types looks for them. */
  normal: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  /** Large keys leave room for seven: in the order of the alphabet, which can be found by looking. */
  large: ['abcdefg', 'hijklmn', 'opqrstu', 'vwxyz'],
  compact: ['abcdefghi', 'jklmnopqr', 'stuvwxyz'],
};

/** The keys of one row, equally wide, in so many units. */
const filling = (characters: string, units: number): Key[] => (characters === '' ? [] : typing(characters, units / [...characters].length));

/** Ten columns: the way to two other faces on both sides of the third row, and to a third one at the beginning of the last. */
function normalRows(face: KeyboardFace, faces: readonly KeyboardFace[], [first = '', second = '', third = '']: Rows): readonly (readonly Key[])[] {
  const [left, right] = changing(face, faces, third === '' ? 10 : 3);
  const last = [...changing(face, faces, 4).slice(2), ...(face === 'letters' ? [doing('shift', 4)] : [])];
  const rest = 14 - last.reduce((sum, { units }) => sum + units, 0);
  return [
    filling(first, 20),
    [...filling(second, 18), doing('erase', 2)],
    [...(left ? [left] : []), ...filling(third, 14), ...(right ? [right] : [])],
    [...last, doing('space', rest), doing('confirm', 6)],
  ];
}

interface LargeGrid extends Wide {
  /** Of the key that erases; the letters before it have the rest of their row. */
  readonly erase: number;
  /** Of each key that leads to another face or to capitals. */
  readonly way: number;
}
const largeGrids: { readonly [Size in Exclude<KeyboardSize, 'normal'>]: LargeGrid } = { large: { units: 14, erase: 4, way: 2 }, compact: { units: 18, erase: 2, way: 3 } };

/** Seven columns, or nine: the way to the other faces at the beginning of the last row. */
function largeRows(face: KeyboardFace, faces: readonly KeyboardFace[], rows: Rows, { units: whole, erase, way }: LargeGrid): readonly (readonly Key[])[] {
  const last = [...changing(face, faces, way), ...(face === 'letters' ? [doing('shift', way)] : [])];
  const rest = whole - 4 - last.reduce((sum, { units }) => sum + units, 0);
  return [
    ...rows.slice(0, -1).map((row) => filling(row, whole)),
    [...filling(rows.at(-1) ?? '', whole - erase), doing('erase', erase)],
    [...last, doing('space', rest), doing('confirm', 4)],
  ];
}

/** Beside the pad: what every face has lies where it has it, as far as there is room. */
function besidePad(faces: readonly KeyboardFace[], size: KeyboardSize): KeyLayout {
  const half = size === 'normal' ? 3 : 2;
  const others = changing('handwriting', faces, half);
  const [whole, upper, lower] = [half * 2, others.slice(0, 2), others.slice(2)];
  if (size === 'normal') {
    return { units: 20, padUnits: 14, rows: [upper, [doing('clear', half), doing('erase', half)], [doing('space', half), ...lower], [doing('confirm', whole)]] };
  }
  return { units: 14, padUnits: 10, rows: [upper, [...lower, doing('space', half)], [doing('clear', whole)], [doing('erase', whole)], [doing('confirm', whole)]] };
}

/** The keyboard for a face, a size and what is written: one grid without gaps, on which what all faces have stays in its place. */
export function keyLayout(face: KeyboardFace, size: KeyboardSize, purpose: Purpose, faces: readonly KeyboardFace[] = facesWith('unreadable')): KeyLayout {
  if (face === 'handwriting') return besidePad(faces, size);
  const rows = face === 'symbols' ? signs[size][purpose] : letters[size];
  if (size === 'normal') return { units: 20, padUnits: 0, rows: normalRows(face, faces, rows) };
  const grid = largeGrids[size];
  return { units: grid.units, padUnits: 0, rows: largeRows(face, faces, rows, grid) };
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
