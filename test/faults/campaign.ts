/** What all fault campaigns share: which faults to try where, and what must hold for every single one of them. */
import { expect } from 'vitest';
import type { Completion, Execution } from '../../devices/device.ts';
import { createDraw, drawFaultAt, formatFaults, type Draw, type FaultProxy, type FaultScript, type WireFaultKind } from '../../devices/simulators/faults/index.ts';
import type { AwaitedClock } from '../support/awaited-clock.ts';

export type Direction = keyof FaultScript;

/** Every offset of a message of that length: for what is cheap. */
export const everyOffset = (length: number): readonly number[] => Array.from({ length }, (_, offset) => offset);

/** So many different offsets, drawn from a seed, in order: for what is dear. */
export function someOffsets(seed: number, count: number, length: number): readonly number[] {
  const draw = createDraw(seed);
  return everyOffset(length).map((offset) => ({ offset, rank: draw(2 ** 32) })).sort((one, other) => one.rank - other.rank)
    .slice(0, count).map(({ offset }) => offset).sort((one, other) => one - other);
}

/** One fault alone on the wire, its argument drawn from kind and offset, so that any one can be walked again by itself. */
export function oneFault(direction: Direction, kind: WireFaultKind, offset: number): FaultScript {
  const draw: Draw = createDraw(offset * 31 + kind.length);
  return { toDevice: [], fromDevice: [], [direction]: [drawFaultAt(draw, kind, offset)] };
}

export interface Trial<Value, Reason extends string> {
  readonly clock: AwaitedClock;
  readonly proxy: FaultProxy;
  readonly script: FaultScript;
  readonly deadlineMs: number;
  /** Gives the command; told of every event it emits. */
  readonly begin: (onEvent: () => void) => Execution<Value, Reason>;
}

/**
 * Gives one command while the script lies on the wire, then heals the wire. The command was accepted, completed exactly once and
 * within its deadline by the device's own clock, and said nothing afterwards. Unhandled rejections fail the run by themselves.
 */
export async function survive<Value, Reason extends string>({ clock, proxy, script, deadlineMs, begin }: Trial<Value, Reason>): Promise<Completion<Value, Reason>> {
  const text = formatFaults(script);
  proxy.lay(script);
  const began = clock.now();
  const outcomes: Completion<Value, Reason>[] = [];
  let eventsAfter = 0;
  const execution = begin(() => { eventsAfter += outcomes.length; });
  void execution.completion.then((outcome) => outcomes.push(outcome));
  await clock.advanceUntil(() => outcomes.length > 0 || clock.now() - began > deadlineMs);
  expect(await execution.acknowledged, text).toEqual({ accepted: true });
  expect(clock.now() - began, text).toBeLessThanOrEqual(deadlineMs);
  proxy.lay({ toDevice: [], fromDevice: [] });
  await within(clock, recoveryMs, () => proxy.held() === 0, `${text}: bytes still under way`);
  expect(outcomes, text).toHaveLength(1);
  expect(eventsAfter, text).toBe(0);
  const [outcome] = outcomes;
  if (!outcome) throw new Error(`${text}: no completion`);
  return outcome;
}

/** How long, by its own clock, a device may take to be itself again once its wire is well. */
export const recoveryMs = 30_000;

/** Moves time until the condition holds, at most so far; fails with the sentence. */
export async function within(clock: AwaitedClock, ms: number, condition: () => boolean, sentence: string): Promise<void> {
  const end = clock.now() + ms;
  await clock.advanceUntil(() => condition() || clock.now() >= end);
  expect(condition(), sentence).toBe(true);
}
