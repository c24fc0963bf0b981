/** Which faults a campaign tries where: offsets and single faults, drawn so that each can be walked again by itself. */
import { createDraw, drawFaultAt, type Draw, type FaultScript, type WireFaultKind } from '../../devices/simulators/faults/index.ts';

export type Direction = keyof FaultScript;

/** Every offset of a message of that length: for what is cheap. */
export const everyOffset = (length: number): readonly number[] => Array.from({ length }, (_, offset) => offset);

/** So many different offsets, drawn from a seed, in order: for what is dear. */
export function someOffsets(seed: number, count: number, length: number): readonly number[] {
  const draw = createDraw(seed);
  return everyOffset(length).map((offset) => ({ offset, rank: draw(2 ** 32) })).sort((one, other) => one.rank - other.rank)
    .slice(0, count).map(({ offset }) => offset).sort((one, other) => one - other);
}

/** One fault alone on the wire, its argument drawn from kind, offset and seed alone, so that any one can be walked again by itself. */
export function oneFault(direction: Direction, kind: WireFaultKind, offset: number, seed = 0): FaultScript {
  const draw: Draw = createDraw(seed * 65_537 + offset * 31 + kind.length);
  return { toDevice: [], fromDevice: [], [direction]: [drawFaultAt(draw, kind, offset)] };
}
