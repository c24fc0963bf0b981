/** Which faults a campaign of visits tries: every byte of every wire and every frame of the camera, or a sample of them that fits into a test run. */
import { createDraw, wireFaultKinds, type WireFaultKind } from '../../../devices/simulators/faults/index.ts';
import { everyOffset, oneFault, someOffsets, type Direction } from '../fault-choice.ts';
import { cameraFaultKinds, type CameraFaultKind } from './posing-page.ts';
import type { Fault } from './fault.ts';
import type { Lengths } from './trial.ts';
import { visitorNames, visitors, type VisitorName, type WireName } from './visitors.ts';

/** One direction of one wire in one visit, and the bytes that it moves on it. */
export interface Lane {
  readonly visitor: VisitorName;
  readonly wire: WireName;
  readonly direction: Direction;
  readonly length: number;
}

/** The lanes on which something moves: a device that speaks unasked has one. */
export const lanesOf = (lengths: Lengths): readonly Lane[] =>
  visitorNames.flatMap((visitor) => visitors[visitor].wires.flatMap((wire) =>
    (['toDevice', 'fromDevice'] as const).map((direction) => ({ visitor, wire, direction, length: lengths[visitor].bytes[wire][direction] }))))
    .filter(({ length }) => length > 0);

/** Who stands before the camera. */
const posing = (lengths: Lengths): readonly VisitorName[] => visitorNames.filter((visitor) => lengths[visitor].frames > 0);

const at = ({ visitor, wire, direction }: Lane, kind: WireFaultKind, offset: number, seed: number): Fault =>
  ({ visitor, place: wire, script: oneFault(direction, kind, offset, seed) });
const inCamera = (visitor: VisitorName, kind: CameraFaultKind, frame: number): Fault => ({ visitor, place: 'camera', camera: { kind, frame } });

const drawn = <Kind>(kinds: readonly [Kind, ...Kind[]], seed: number, offset: number): Kind => kinds[createDraw(seed * 65_537 + offset)(kinds.length)] ?? kinds[0];

/** At every byte of every lane one fault of a drawn kind, and the card pulled at every byte of its talk; at every frame one fault of the camera. */
export function everyByte(lengths: Lengths, seed: number): readonly Fault[] {
  const onWires = lanesOf(lengths).flatMap((lane) => everyOffset(lane.length).flatMap((offset) => {
    const one = at(lane, drawn(wireFaultKinds, seed, offset), offset, seed);
    return lane.wire === 'card' ? [at(lane, 'unplug', offset, seed), one] : [one];
  }));
  const inFrames = posing(lengths).flatMap((visitor) => everyOffset(lengths[visitor].frames).map((frame) => inCamera(visitor, drawn(cameraFaultKinds, seed, frame), frame)));
  return [...onWires, ...inFrames];
}

/** Every kind at every byte of every lane and at every frame; how much each does is drawn. */
export const everyKindAtEveryByte = (lengths: Lengths, seed: number): readonly Fault[] => [
  ...lanesOf(lengths).flatMap((lane) => everyOffset(lane.length).flatMap((offset) => wireFaultKinds.map((kind) => at(lane, kind, offset, seed)))),
  ...posing(lengths).flatMap((visitor) => everyOffset(lengths[visitor].frames).flatMap((frame) => cameraFaultKinds.map((kind) => inCamera(visitor, kind, frame)))),
];

/** Both directions of every wire once: in the first visit that moves something there. */
export const sampledLanes = (lengths: Lengths): readonly Lane[] =>
  lanesOf(lengths).filter((lane, index, lanes) => lanes.findIndex(({ wire, direction }) => wire === lane.wire && direction === lane.direction) === index);

/** Every kind once on every sampled lane and in the camera, at a drawn byte or frame, and the card pulled at so many bytes of its talk in each direction. */
export function sample(lengths: Lengths, seed: number, pulls: number): readonly Fault[] {
  const lanes = sampledLanes(lengths);
  const kinds = lanes.flatMap((lane) => wireFaultKinds.flatMap((kind, index) => someOffsets(seed + index, 1, lane.length).map((offset) => at(lane, kind, offset, seed))));
  const pulled = lanes.filter(({ wire }) => wire === 'card').flatMap((lane) => someOffsets(seed, pulls, lane.length).map((offset) => at(lane, 'unplug', offset, seed)));
  const filmed = posing(lengths).flatMap((visitor) => cameraFaultKinds.flatMap((kind, index) =>
    someOffsets(seed + index, 1, lengths[visitor].frames).map((frame) => inCamera(visitor, kind, frame))));
  return [...kinds, ...pulled, ...filmed];
}
