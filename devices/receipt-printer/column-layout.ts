/** Lays text out on a grid of columns, in which a Chinese character is two columns wide. Pure. */
import { columnsOf } from './glyphs.ts';

/** Punctuation that must not begin a line. */
const closing = '，。、；：！？）》」』】〕”’％·…,.;:!?)]}%';

/** Cuts a text into lines of at most `columns`: between Chinese characters, between Latin words, and within a word only where it is longer than a line. */
export function wrap(text: string, columns: number): string[] {
  return text.normalize('NFC').split(/\r\n|[\r\n\u2028\u2029]/).flatMap((line) => wrapLine(line, columns));
}

/** Label at the left and value at the right of one line where both fit with a space between; else the value below, at the right. */
export function layRow(label: string, value: string, columns: number): string[] {
  const gap = columns - columnsOf(label) - columnsOf(value);
  if (gap >= 1 && !/[\r\n]/.test(label + value)) return [label + ' '.repeat(gap) + value];
  return [...wrap(label, columns), ...wrap(value, columns).map((line) => ' '.repeat(columns - columnsOf(line)) + line)];
}

function wrapLine(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text).flatMap((word) => cutWord(word, columns))) {
    if (columnsOf(line) + columnsOf(piece.trimEnd()) <= columns) {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  return [...lines, line.trimEnd()];
}

/** What must stay together: a Latin word with the spaces behind it, or one wide character with the punctuation behind it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let inWord = false;
  for (const character of text) {
    const last = pieces.length - 1;
    const narrow = columnsOf(character) === 1;
    const previous = pieces[last];
    const joins = closing.includes(character) || character === ' ' || (narrow && inWord);
    if (previous !== undefined && joins) pieces[last] = previous + character;
    else pieces.push(character);
    inWord = narrow && character !== ' ';
  }
  return pieces;
}

function cutWord(word: string, columns: number): string[] {
  if (columnsOf(word.trimEnd()) <= columns) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (columnsOf(part) + columnsOf(character) > columns) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
