/** Puts lines that arrive one by one, or all in one, together into a machine-readable zone. Pure. */
import { mrzFormats } from './mrz-document.ts';

type Collected =
  | { readonly kind: 'incomplete' }
  /** The line begins another zone; the one before has lost lines. */
  | { readonly kind: 'begunAnew' }
  /** The line belongs to no zone. */
  | { readonly kind: 'noZone' }
  | { readonly kind: 'zone'; readonly lines: readonly string[] };

interface ZoneCollector {
  /** `at`: when the line came, in milliseconds. Holds at most two lines. */
  add(line: string, at: number): Collected;
  clear(): void;
}

/** Lines of one zone follow each other at once; a line that stood alone for longer has lost its companions. */
export const togetherWithinMs = 1000;
const linesByLength = new Map<number, number>(Object.values(mrzFormats).map(({ length, lines }) => [length, lines]));
/** A reader that puts no suffix behind a line runs them together. */
const lineLengthByWhole = new Map<number, number>(Object.values(mrzFormats).map(({ length, lines }) => [length * lines, length]));

const cutInto = (whole: string, length: number): readonly string[] =>
  Array.from({ length: whole.length / length }, (_, index) => whole.slice(index * length, (index + 1) * length));

/** Names stand in a line of their own, the only one without a digit: the first of two, the last of three. */
const namesLineOf = (lines: number): number => (lines === 3 ? 2 : 0);

export function createZoneCollector(): ZoneCollector {
  let held: string[] = [];
  let lastAt = 0;

  /** A line that cannot stand where it came belongs to another zone, which it may begin. */
  const collect = (line: string, wanted: number): Collected => {
    const isNames = !/\d/.test(line);
    const fits = (place: number): boolean => isNames === (place === namesLineOf(wanted));
    if (!fits(held.length)) {
      held = fits(0) ? [line] : [];
      return { kind: held.length > 0 ? 'begunAnew' : 'noZone' };
    }
    held.push(line);
    if (held.length < wanted) return { kind: 'incomplete' };
    const lines = held;
    held = [];
    return { kind: 'zone', lines };
  };

  return {
    add(line, at) {
      if (held[0]?.length !== line.length || at - lastAt > togetherWithinMs) held = [];
      lastAt = at;
      const lineLength = lineLengthByWhole.get(line.length);
      if (lineLength !== undefined) {
        held = [];
        return { kind: 'zone', lines: cutInto(line, lineLength) };
      }
      const wanted = linesByLength.get(line.length);
      return wanted === undefined ? { kind: 'noZone' } : collect(line, wanted);
    },
    clear() {
      held = [];
    },
  };
}
