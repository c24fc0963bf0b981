import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandwritingMessage, mostCandidates, mostPointsOfStroke, mostStrokes, type Strokes, type WritingPoint, writingSide } from '../../main/contract/index.ts';
import { centred, characterLine, readAnswer } from './zinnia-text.ts';

const coordinate = fc.integer({ min: 0, max: writingSide });
const strokes: fc.Arbitrary<Strokes> = fc.array(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: mostPointsOfStroke }), { minLength: 1, maxLength: mostStrokes });
const bar: Strokes = [[[100, 500], [900, 500]]];

test('a character is one line, stroke by stroke', () => {
  expect(characterLine([[[100, 500], [900, 500]], [[500, 100], [500, 900]]]))
    .toBe('(character (width 1000) (height 1000) (strokes ((200 500)(800 500))((500 200)(500 800))))\n');
});

test('a character that is written small, in a corner, is asked for as the same one that fills the square', () => {
  const small: Strokes = bar.map((stroke) => stroke.map(([x, y]): WritingPoint => [x / 10, 900 + y / 10]));
  expect(characterLine(small)).toBe(characterLine(bar));
});

test('whatever is written keeps its proportions, in the middle of the square and inside of it', () => {
  fc.assert(fc.property(strokes, (written) => {
    const [before, after] = [written.flat(), centred(written).flat()];
    for (const point of after) for (const value of point) expect(value).toBeGreaterThanOrEqual(0);
    for (const point of after) for (const value of point) expect(value).toBeLessThanOrEqual(writingSide);
    const spread = (points: readonly WritingPoint[], axis: 0 | 1): number => Math.max(...points.map((point) => point[axis])) - Math.min(...points.map((point) => point[axis]));
    // Each end is rounded to a whole point.
    const scale = 600 / Math.max(spread(before, 0), spread(before, 1), 1);
    for (const axis of [0, 1] as const) expect(Math.abs(spread(after, axis) - scale * spread(before, axis))).toBeLessThanOrEqual(1);
  }));
});

test('an answer is read best first, each character once, and neither nonsense nor bare parts of characters', () => {
  const answer = 'Answer: \n木 1.2\n本\t-0.3\n木 0.1\nA 0.5\n林林 0.4\n囗 0.4\n木\n⺈ 0.3\n\u{fffd} 0.2\n𠮷 -1e-05\n〇 0\n';
  expect(readAnswer(answer)).toEqual(['木', '本', '𠮷', '〇']);
  expect(readAnswer('')).toEqual([]);
});

const line = fc.oneof(fc.string({ unit: 'binary' }), fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => `${String.fromCodePoint(code)} 0.5`), fc.constant('Answer: '));
test('whatever a program says becomes candidates that the contract allows', () => {
  fc.assert(fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
    const characters = readAnswer(lines.join('\n'));
    expect(characters.length).toBeLessThanOrEqual(mostCandidates);
    expect(new Set(characters).size).toBe(characters.length);
    expect(HandwritingMessage.safeParse({ kind: 'candidates', lookId: 'l', characters }).success).toBe(true);
  }));
});
