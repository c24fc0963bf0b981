/** Where the keys of the on-screen keyboard lie, row by row, on a grid of units; two units are the width of a letter. Pure. */
import type { EntryFieldOf, TextSize } from '../../main/contract/index.ts';

/** What the letters are for: choosing Chinese words, standing for themselves, or giving room to digits and signs. */
export type KeyboardFace = 'pinyin' | 'letters' | 'symbols';

export interface Key {
  /** A character to type, or what the key does. */
  readonly key: string;
  readonly does: 'type' | 'shift' | 'erase' | 'face' | 'symbols' | 'space' | 'confirm';
  readonly units: number;
}

export interface KeyLayout {
  /** Width of the grid. */
  readonly units: number;
  readonly rows: readonly (readonly Key[])[];
}

const letterUnits = 2;
const typing = (characters: string, units = letterUnits): readonly Key[] => [...characters].map((key) => ({ key, does: 'type', units }));
const doing = (does: Exclude<Key['does'], 'type'>, units: number): Key => ({ key: does, does, units });

/** Ten letters across, where everybody who types looks for them. */
const typewriter = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;
/** Large keys leave room for seven: in the order of the alphabet, which can be found by looking. */
const alphabet = ['abcdefg', 'hijklmn', 'opqrstu', 'vwxyz'] as const;

/** Signs that addresses and names are written with; a word that ends most addresses is a key too. */
const signs: { readonly [One in EntryFieldOf<'text'>['purpose']]: string } = {
  address: '1234567890-/#·()号楼栋室层村路',
  name: "·-'.",
};

const rowsOf = (characters: string, perRow: number): readonly string[] =>
  Array.from({ length: Math.ceil(characters.length / perRow) }, (_, row) => characters.slice(row * perRow, (row + 1) * perRow));

function letterRows(face: KeyboardFace, textSize: TextSize): readonly (readonly Key[])[] {
  const shift = face === 'letters' ? [doing('shift', 3)] : [];
  if (textSize === 'normal') {
    const [first, second, third] = typewriter;
    return [typing(first), typing(second), [...shift, ...typing(third), doing('erase', 3)]];
  }
  const rows = alphabet.map((row) => typing(row));
  const last = rows.at(-1) ?? [];
  return [...rows.slice(0, -1), [...last, ...(shift.length > 0 ? [doing('shift', 2), doing('erase', 2)] : [doing('erase', 4)])]];
}

function symbolRows(textSize: TextSize, purpose: EntryFieldOf<'text'>['purpose']): readonly (readonly Key[])[] {
  const rows = rowsOf(signs[purpose], textSize === 'normal' ? 10 : 7).map((row) => typing(row));
  const last = rows.at(-1) ?? [];
  return [...rows.slice(0, -1), [...last, doing('erase', 3)]];
}

/** The keyboard for a face, a size of text and what is written. */
export function keyLayout(face: KeyboardFace, textSize: TextSize, purpose: EntryFieldOf<'text'>['purpose']): KeyLayout {
  const rows = face === 'symbols' ? symbolRows(textSize, purpose) : letterRows(face, textSize);
  const [faceUnits, symbolsUnits, spaceUnits, confirmUnits] = textSize === 'normal' ? [4, 4, 6, 6] : [3, 3, 4, 4];
  return {
    units: textSize === 'normal' ? 20 : 14,
    rows: [...rows, [doing('face', faceUnits), doing('symbols', symbolsUnits), doing('space', spaceUnits), doing('confirm', confirmUnits)]],
  };
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
