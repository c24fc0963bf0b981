/** Which faults a campaign of visits tries: every byte of every wire, or a sample of them that fits into a test run. */
import { createDraw, wireFaultKinds, type WireFaultKind } from '../../../devices/simulators/faults/index.ts';
import { everyOffset, oneFault, someOffsets, type Direction } from '../fault-choice.ts';
import type { Fault, Lengths } from './trial.ts';
import { wireNames, type WireName } from './wired-kiosk.ts';

/** One direction of one wire, and the bytes a visit moves on it. */
export interface Lane {
  readonly wire: WireName;
  readonly direction: Direction;
  readonly length: number;
}

export const lanesOf = (lengths: Lengths): readonly Lane[] =>
  wireNames.flatMap((wire) => (['toDevice', 'fromDevice'] as const).map((direction) => ({ wire, direction, length: lengths[wire][direction] })));

const at = ({ wire, direction }: Lane, kind: WireFaultKind, offset: number, seed: number): Fault => ({ wire, script: oneFault(direction, kind, offset, seed) });

const drawnKind = (seed: number, offset: number): WireFaultKind => wireFaultKinds[createDraw(seed * 65_537 + offset)(wireFaultKinds.length)] ?? 'unplug';

/** At every byte of every lane one fault of a drawn kind, and the card pulled at every byte of its talk. */
export function everyByte(lengths: Lengths, seed: number): readonly Fault[] {
  return lanesOf(lengths).flatMap((lane) => everyOffset(lane.length).flatMap((offset) => {
    const drawn = at(lane, drawnKind(seed, offset), offset, seed);
    return lane.wire === 'card' ? [at(lane, 'unplug', offset, seed), drawn] : [drawn];
  }));
}

/** Every kind at every byte of every lane; how much each does is drawn. */
export const everyKindAtEveryByte = (lengths: Lengths, seed: number): readonly Fault[] =>
  lanesOf(lengths).flatMap((lane) => everyOffset(lane.length).flatMap((offset) => wireFaultKinds.map((kind) => at(lane, kind, offset, seed))));

/** Every kind once on every lane, at a drawn byte, and the card pulled at so many bytes of its talk in each direction. */
export function sample(lengths: Lengths, seed: number, pulls: number): readonly Fault[] {
  const kinds = lanesOf(lengths).flatMap((lane) => wireFaultKinds.flatMap((kind, index) => someOffsets(seed + index, 1, lane.length).map((offset) => at(lane, kind, offset, seed))));
  const pulled = lanesOf(lengths).filter(({ wire }) => wire === 'card').flatMap((lane) => someOffsets(seed, pulls, lane.length).map((offset) => at(lane, 'unplug', offset, seed)));
  return [...kinds, ...pulled];
}
