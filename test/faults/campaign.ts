/** What the campaigns against single drivers share: what must hold for every single fault. */
import { expect } from 'vitest';
import type { Clock } from '../../devices/clock.ts';
import type { Completion, Execution } from '../../devices/device.ts';
import { formatFaults, type FaultProxy, type FaultScript } from '../../devices/simulators/faults/index.ts';
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
  proxy.lay({ toDevice: [], fromDevice: [] });
  await within(clock, recoveryMs, () => proxy.held() === 0, `${text}: bytes still under way`);
  expect(outcomes, text).toHaveLength(1);
  expect(eventsAfter, text).toBe(0);
  const [outcome] = outcomes;
  if (!outcome) throw new Error(`${text}: no completion`);
  return outcome;
}

const shownEveryMs = 1000;

/** Shows something to a device that speaks unasked, and again until it is told to stop, as a person does until something happens. */
export function keepShowing(clock: Clock, show: () => void): () => void {
  let timer = 0;
  const again = (): void => {
    show();
    timer = clock.after(shownEveryMs, again);
  };
  // The command has begun by then.
  timer = clock.after(1, again);
  return () => clock.clear(timer);
}

/** How long, by its own clock, a device may take to be itself again once its wire is well. */
export const recoveryMs = 30_000;

/** Moves time until the condition holds, at most so far; fails with the sentence. */
export async function within(clock: AwaitedClock, ms: number, condition: () => boolean, sentence: string): Promise<void> {
  const end = clock.now() + ms;
  await clock.advanceUntil(() => condition() || clock.now() >= end);
  expect(condition(), sentence).toBe(true);
}
