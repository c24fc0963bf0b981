/** Runs a step's watch or effect as an actor: one result, checked against what the step declared, called off when the state is left. */
import { fromCallback } from 'xstate';
import type { Effect, EffectCall, EffectResult, PinKey, Progress, Watch } from './effect.ts';
import type { RegisteredState, Registry } from './compose-state.ts';
import { kioskFault } from './failures/platform.ts';
import type { Outcome } from './step-kind.ts';
import type { Mark, ValuePatch, VisitNotes } from './values.ts';
import type { VisitWorld } from './world.ts';
import type { Fills } from './wording.ts';

/** What a run tells the visit. */
export type RunEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: `outcome.${string}`; readonly values: ValuePatch; readonly notes: Partial<VisitNotes> }
  | { readonly type: `failed.${string}`; readonly fills: Fills; readonly notes: Partial<VisitNotes> };

export type RunInput = Pick<EffectCall, 'errand' | 'values' | 'notes' | 'patience'> & { readonly key: string };

interface Running {
  readonly run: Watch | Effect;
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

function runningOf({ state }: RegisteredState): Running | null {
  switch (state.type) {
    case 'work':
      return state;
    case 'ask':
    case 'fail':
      return state.meanwhile ?? null;
    case 'decide':
      return null;
    default:
      return state satisfies never;
  }
}

const isSlot = (mark: Mark): boolean => !mark.includes('.');

/** Whether an outcome fills the slots it declared and no others: the proof of the service rests on it. */
function keepsItsWord(outcome: Outcome, values: ValuePatch): boolean {
  const declared = (outcome.writes ?? []).filter(isSlot).sort();
  const filled = Object.keys(values).sort();
  return declared.length === filled.length && declared.every((slot, index) => slot === filled[index]);
}

const fault: RunEvent = { type: `failed.${kioskFault}`, fills: {}, notes: {} };

/** A result as an event; one that breaks the step's own declarations is a fault of the kiosk. */
function heard(result: EffectResult, { run, outcomes }: Running, late: readonly string[]): RunEvent {
  const notes = result.notes ?? {};
  if ('failure' in result) {
    if (![...run.fails, ...late].includes(result.failure)) return fault;
    return { type: `failed.${result.failure}`, fills: result.fills ?? {}, notes };
  }
  const outcome = Object.hasOwn(outcomes, result.outcome) ? outcomes[result.outcome] : undefined;
  const values = result.values ?? {};
  return outcome && keepsItsWord(outcome, values) ? { type: `outcome.${result.outcome}`, values, notes } : fault;
}

export type PinKeyEvent = { readonly type: 'person.pin-key'; readonly key: PinKey };

/** The actor logic behind every `run` invocation of the chart. */
export function runLogic(registry: Registry, world: VisitWorld, cardLeftBehind: () => boolean) {
  return fromCallback<PinKeyEvent, RunInput>(({ input, sendBack, receive }) => {
    const registered = registry.get(input.key);
    const running = registered && runningOf(registered);
    if (!running) return undefined;
    const callOff = new AbortController();
    const keyListeners = new Set<(key: PinKey) => void>();
    receive(({ key }) => keyListeners.forEach((listener) => listener(key)));
    const tell = (event: RunEvent): void => {
      if (!callOff.signal.aborted) sendBack(event);
    };
    const { key, ...errandAndValues } = input;
    const call: EffectCall = {
      world,
      ...errandAndValues,
      cardLeftBehind,
      signal: callOff.signal,
      show: (progress) => tell({ type: 'progress', progress }),
      onPinKey(listener) {
        keyListeners.add(listener);
        return () => keyListeners.delete(listener);
      },
    };
    // Deferred by one turn: a result must never arrive while the chart is still entering the state that asked for it.
    const { run } = running;
    const late = 'late' in run ? [run.late] : [];
    void Promise.resolve()
      .then(() => run.run(call))
      .then((result) => tell(heard(result, running, late)), (error: unknown) => {
        world.log('effect-broke', { key, error: error instanceof Error ? error.name : 'unknown' });
        tell(fault);
      });
    return () => callOff.abort();
  });
}
