/**
 * What is said to zinnia and what it answers (https://taku910.github.io/zinnia/): one character a line as an S-expression, and
 * `字 0.92` line by line, best first. Pure; what a program says is hostile, and nonsense in it is left out.
 */
import { mostCandidates, type Stroke, type Strokes, type WritingPoint, writingSide } from '../../main/contract/index.ts';

/** On each side: the models were trained on characters that leave about as much. Measured: others cost a few characters in a hundred. */
const marginShare = 0.2;

/**
 * The character as large as the square allows, in its middle, its proportions kept: it is known by its shape, and the model by where
 * strokes lie in the square. Written small in a corner, a raw one is hardly ever known.
 */
export function centred(strokes: Strokes): Strokes {
  const points = strokes.flat();
  const [across, down] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...across), Math.max(...across), Math.min(...down), Math.max(...down)];
  const scale = (writingSide * (1 - 2 * marginShare)) / Math.max(right - left, bottom - top, 1);
  const place = (value: number, from: number, to: number): number => Math.round(writingSide / 2 + scale * (value - (from + to) / 2));
  return strokes.map((stroke) => stroke.map(([x, y]): WritingPoint => [place(x, left, right), place(y, top, bottom)]));
}

const strokeText = (stroke: Stroke): string => `(${stroke.map(([x, y]) => `(${x} ${y})`).join('')})`;

/** The line that asks for a character. */
export const characterLine = (strokes: Strokes): string =>
  `(character (width ${writingSide}) (height ${writingSide}) (strokes ${centred(strokes).map(strokeText).join('')}))\n`;

const answerLine = /^([\p{Unified_Ideograph}〇])[ \t]+-?\d/u;

/** Parts that the model knows as well and nobody writes alone; some are what they are taken for, but for their size: 囗 and 口. */
const parts = new Set('丨丶丿亅亠亻冂冖冫凵刂勹匚卩厶囗夂夊宀巛彐彡彳忄扌攴攵氵灬爿犭疒癶礻纟罒肀艹虍衤讠辶钅阝饣髟');

/** The characters of an answer, best first, each once. */
export function readAnswer(answer: string): readonly string[] {
  const characters = answer.split('\n').flatMap((line) => answerLine.exec(line)?.[1] ?? []).filter((character) => !parts.has(character));
  return [...new Set(characters)].slice(0, mostCandidates);
}
