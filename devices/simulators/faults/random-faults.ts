/** Draws faults from a seed, so that a campaign that failed can be walked again: the same seed gives the same faults on every machine. */
import { longestGarbage, wireFaultKinds, type WireFault, type WireFaultKind } from './wire-fault.ts';

/** Evenly distributed whole numbers from 0 up to, and not including, `below`. */
export type Draw = (below: number) => number;

/** Mulberry32: 32 bits of state, which is plenty for choosing faults. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const longestDrawnRun = 16;
const longestDrawnWaitMs = 5000;

/** One fault of that kind at that byte, its argument drawn. */
export function drawFaultAt(draw: Draw, kind: WireFaultKind, at: number): WireFault {
  switch (kind) {
    case 'drop':
    case 'duplicate': return { kind, at, count: 1 + draw(longestDrawnRun) };
    case 'delay':
    case 'restart': return { kind, at, ms: draw(longestDrawnWaitMs) };
    case 'flip': return { kind, at, mask: 1 << draw(8) };
    case 'garbage': return { kind, at, bytes: Array.from({ length: 1 + draw(longestGarbage) }, () => draw(256)) };
    case 'truncate':
    case 'stall':
    case 'unplug': return { kind, at };
    default: return kind satisfies never;
  }
}

/** `count` faults of any kind among the first `length` bytes. */
export function drawFaults(seed: number, count: number, length: number): readonly WireFault[] {
  const draw = createDraw(seed);
  return Array.from({ length: count }, () => drawFaultAt(draw, wireFaultKinds[draw(wireFaultKinds.length)] ?? 'drop', draw(length)));
}
