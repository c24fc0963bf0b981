/** One fault in one command of one driver: what must hold of it, and of the driver afterwards. */
import { expect } from 'vitest';
import type { Completion, Execution } from '../../devices/device.ts';
import { formatFaults, noFaults, type FaultProxy, type FaultScript, type WireFault, type WireFaultKind } from '../../devices/simulators/faults/index.ts';
import type { AwaitedClock } from '../support/awaited-clock.ts';

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
  proxy.lay(noFaults);
  await within(clock, recoveryMs, () => proxy.held() === 0, `${text}: bytes still under way`);
  expect(outcomes, text).toHaveLength(1);
  expect(eventsAfter, text).toBe(0);
  const [outcome] = outcomes;
  if (!outcome) throw new Error(`${text}: no completion`);
  return outcome;
}

/** What a command came to, which it must within its deadline on the device's own clock. */
export async function completionOf<Value, Reason extends string>(clock: AwaitedClock, { completion }: Execution<Value, Reason>, deadlineMs: number, after: string): Promise<Completion<Value, Reason>> {
  let complete = false;
  void completion.then(() => { complete = true; });
  await within(clock, deadlineMs, () => complete, `${after}: no completion`);
  return completion;
}

/** Faults that only hold bytes up or lose the connection leave what does arrive as it was sent. */
const bytesLeftAlone: ReadonlySet<WireFaultKind> = new Set(['delay', 'truncate', 'unplug', 'restart', 'stall']);
export const leavesBytesAlone = ({ kind }: WireFault): boolean => bytesLeftAlone.has(kind);

/** How long, by its own clock, a device may take to be itself again once its wire is well. */
export const recoveryMs = 30_000;

/** Moves time until the condition holds, at most so far; fails with the sentence. */
export async function within(clock: AwaitedClock, ms: number, condition: () => boolean, sentence: string): Promise<void> {
  const end = clock.now() + ms;
  await clock.advanceUntil(() => condition() || clock.now() >= end);
  expect(condition(), sentence).toBe(true);
}
