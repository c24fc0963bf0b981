/** Brings the chart of a visit to life in XState: what its named actions, guards, delays and runs do. */
import { assign, sendTo, setup } from 'xstate';
import type { ActorRefFrom } from 'xstate';
import { changeModes, defaultModes } from '../../contract/index.ts';
import type { LocalizedText, ModeChange, Modes } from '../../contract/index.ts';
import type { Personal } from '../../../devices/personal.ts';
import type { ChartState, EdgeMeta, NodeMeta } from './chart.ts';
import type { VisitChart } from './compose.ts';
import type { Errand, Progress } from './effect.ts';
import { thingsLeft } from './frame.ts';
import { runLogic } from './run-effect.ts';
import type { PinKeyEvent, RunEvent, RunInput } from './run-effect.ts';
import type { Asking, Judgement } from './entry-rules/index.ts';
import { busyLongMs } from './still-working.ts';
import { emptying, freshNotes, holds, withEntry, withPatch } from './values.ts';
import type { EntryMark, HeldValues, Slot, VisitNotes } from './values.ts';
import type { Fills } from './wording.ts';
import type { VisitWorld } from './world.ts';

/** Everything a visit knows. It lives and dies with the visit's one actor. */
export interface VisitContext {
  readonly values: HeldValues;
  readonly notes: VisitNotes;
  readonly progress: Progress | null;
  /** Fills of the failure that came last. */
  readonly fills: Fills;
  readonly modes: Modes;
  readonly help: 'available' | 'called';
  readonly errand: Errand;
  /** Registry key of the page shown. */
  readonly key: string;
  /** Counts pages, so that each has its own id. */
  readonly page: number;
  /** Milliseconds since the epoch at which an unanswered idle warning ends the visit; null while nobody is warned. */
  readonly warnedUntil: number | null;
  readonly endedBy: string;
}

export type VisitEvent =
  | { readonly type: 'person.start' | 'person.set-modes'; readonly modes: ModeChange }
  | { readonly type: 'person.back' | 'person.cancel' | 'person.help' | 'person.more-time' | 'person.active' }
  | { readonly type: 'person.rate'; readonly level: number }
  | { readonly type: 'person.enter'; readonly value: Personal<string> }
  | PinKeyEvent
  | { readonly type: `open.${string}` }
  | { readonly type: `choose.${string}` }
  | { readonly type: 'card.pulled' | 'visit.abandoned' }
  | RunEvent;

const noErrand: Errand = { service: '', serviceTitle: { 'zh-CN': '—', en: '—' } };

/** What a visit knows when it begins. */
export const freshContext: VisitContext = {
  values: {}, notes: freshNotes, progress: null, fills: {}, modes: defaultModes, help: 'available', errand: noErrand,
  key: 'attract', page: 0, warnedUntil: null, endedBy: 'finished',
};

/** In large text, and by ear, everything takes longer: every limit on what people themselves do is so many times as long. */
const slowReaderPatience = 3;
const patienceFor = ({ textSize, voice }: Modes): number => (textSize === 'large' || voice === 'on' ? slowReaderPatience : 1);
/** How long somebody may take to answer "are you still there?". */
const answerMs = ({ idle }: VisitWorld['kiosk'], modes: Modes): number => idle.answerWithinSeconds * 1000 * patienceFor(modes);
/** An effect should end by its own deadline; this much later the chart ends it. */
const graceMs = 1500;

export interface VisitMachineOptions {
  readonly chart: VisitChart;
  readonly world: VisitWorld;
  readonly titles: ReadonlyMap<string, LocalizedText>;
  readonly cardLeftBehind: () => boolean;
}

type Delay = number | ((call: { context: VisitContext }) => number);

function delaysOf({ registry }: VisitChart, world: VisitWorld): Record<string, Delay> {
  const { kiosk } = world;
  const { idle } = kiosk;
  const deadlines = [...registry].flatMap(([key, { state }]): (readonly [string, Delay])[] => (state.type === 'work'
    ? [[`deadline:${key}`, ({ context }) => state.run.deadlineMs(kiosk, patienceFor(context.modes)) + graceMs]]
    : []));
  const seen = (notes: VisitNotes): boolean => thingsLeft(world, notes).some(({ presence }) => presence === 'present');
  return {
    ...Object.fromEntries(deadlines),
    idleAsk: ({ context }) => idle.askAfterSeconds * 1000 * patienceFor(context.modes),
    idleAnswer: ({ context }) => answerMs(kiosk, context.modes),
    busyLong: busyLongMs,
    farewellTime: ({ context }) => idle.farewellSeconds * 1000 * patienceFor(context.modes),
    // What a device sees lying there is waited for longer than what it cannot tell.
    takeTime: ({ context }) => 1000 * (seen(context.notes) ? idle.askAfterSeconds : idle.farewellSeconds) * patienceFor(context.modes),
  };
}

/** What a touch leaves in the visit, by the act its choice names. */
function performed({ registry }: VisitChart, world: VisitWorld, { values, notes }: VisitContext, key: string, choice: string): Pick<VisitContext, 'values' | 'notes'> {
  const state = registry.get(key)?.state;
  const act = state?.type === 'ask' || state?.type === 'work' ? state.answers?.[choice]?.act : undefined;
  if (!act) return { values, notes };
  const call = { world, values, level: 0 };
  return { values: withPatch(withPatch(values, emptying(act.forgets ?? [])), act.run(call)), notes: { ...notes, ...act.notes?.(call) } };
}

function rated({ registry }: VisitChart, world: VisitWorld, values: HeldValues, key: string, level: number): HeldValues {
  const state = registry.get(key)?.state;
  const act = state?.type === 'ask' ? state.rating?.act : undefined;
  return act ? withPatch(values, act.run({ world, values, level })) : values;
}

/** What the question on a page makes of a value; null where that page asks none. */
function judged({ registry }: VisitChart, asking: Asking, key: string, event: VisitEvent): Judgement | null {
  const state = registry.get(key)?.state;
  if (event.type !== 'person.enter' || state?.type !== 'ask' || !state.entry) return null;
  return state.entry.rule.judge(event.value, asking);
}

/** The visit's values with the answer a question accepted. */
function answered(chart: VisitChart, asking: Asking, key: string, event: VisitEvent): HeldValues {
  const state = chart.registry.get(key)?.state;
  const { values } = asking;
  const judgement = judged(chart, asking, key, event);
  if (!judgement || 'problem' in judgement || state?.type !== 'ask' || !state.entry) return values;
  return withPatch(values, withEntry(values, state.entry.name, judgement.entry));
}

/** What a run brought: its values and notes into the visit, or the words of its failure. */
function received(context: VisitContext, event: VisitEvent): Partial<VisitContext> {
  const notes = 'notes' in event ? { ...context.notes, ...event.notes } : context.notes;
  if ('values' in event) return { values: withPatch(context.values, event.values), notes };
  return { notes, fills: 'fills' in event ? event.fills : {} };
}

/** Hands every run what the visit holds at the moment it begins. */
function withInputs(state: ChartState): object {
  const { invoke, states, ...rest } = state;
  const input = ({ context: { errand, values, notes, modes } }: { context: VisitContext }): RunInput =>
    ({ key: invoke?.input.key ?? '', errand, values, notes, patience: patienceFor(modes) });
  return {
    ...rest,
    ...(invoke ? { invoke: { ...invoke, input } } : {}),
    ...(states ? { states: Object.fromEntries(Object.entries(states).map(([name, inner]) => [name, withInputs(inner)])) } : {}),
  };
}

/** The machine of one kind of visit; every visit is a fresh actor of it. */
export function visitMachine({ chart, world, titles, cardLeftBehind }: VisitMachineOptions) {
  const { journal, clock, kiosk, devices } = world;
  const parts = setup({
    types: {
      context: {} as VisitContext,
      events: {} as VisitEvent,
      meta: {} as NodeMeta | EdgeMeta,
    },
    actors: { run: runLogic(chart.registry, world, cardLeftBehind) },
    delays: delaysOf(chart, world),
    guards: {
      filled: ({ context }, { slot }: { slot: Slot | EntryMark }) => holds(context.values, slot),
      acceptable: ({ context: { values }, event }, { key }: { key: string }) => 'entry' in (judged(chart, { world, values }, key, event) ?? {}),
      somethingToLose: ({ context }) => context.values.identity !== undefined && context.values.submission === undefined,
      somethingToTake: ({ context }) => thingsLeft(world, context.notes).length > 0,
    },
    actions: {
      // Whoever asks for more time stays on the page.
      enter: assign(({ context, event }, { key }: { key: string }) => ({ key, page: event.type === 'person.more-time' ? context.page : context.page + 1, progress: null })),
      beginVisit: () => {
        journal.count('visits');
        journal.audit({ event: 'visit-began', details: {} });
      },
      openService: assign((_, { service }: { service: string }) => {
        journal.count(`service.${service}`);
        journal.audit({ event: 'service-opened', details: { service } });
        return { errand: { service, serviceTitle: titles.get(service) ?? noErrand.serviceTitle } };
      }),
      perform: assign(({ context }, { key, choice }: { key: string; choice: string }) => performed(chart, world, context, key, choice)),
      rate: assign(({ context, event }, { key }: { key: string }) =>
        event.type === 'person.rate' ? { values: rated(chart, world, context.values, key, event.level) } : {}),
      forgetSlot: assign(({ context }, { slot }: { slot: Slot }) => ({ values: withPatch(context.values, emptying([slot])) })),
      keepEntry: assign(({ context, event }, { key }: { key: string }) => ({ values: answered(chart, { world, values: context.values }, key, event) })),
      refuseEntry: assign(({ context: { values }, event }, { key }: { key: string }) => {
        const judgement = judged(chart, { world, values }, key, event);
        return judgement && 'problem' in judgement ? { progress: { problem: judgement.problem } } : {};
      }),
      receive: assign(({ context, event }) => received(context, event)),
      progress: assign(({ event }) => (event.type === 'progress' ? { progress: event.progress } : {})),
      countFailure: (_, { code }: { code: string }) => {
        journal.count(`failure.${code}`);
        journal.audit({ event: 'failure', details: { code } });
      },
      callHelp: assign(({ context }) => {
        if (context.help === 'available') {
          journal.count('help');
          journal.audit({ event: 'help-called', details: { page: context.key } });
        }
        return { help: 'called' as const };
      }),
      setModes: assign({ modes: ({ context, event }) => ('modes' in event ? changeModes(context.modes, event.modes) : context.modes) }),
      resetModes: assign({ modes: defaultModes, help: 'available' }),
      warn: assign(({ context }) => ({ warnedUntil: clock.now() + answerMs(kiosk, context.modes) })),
      relax: assign({ warnedUntil: null }),
      passPinKey: sendTo('running', ({ event }) => event as PinKeyEvent),
      endedBy: assign((_, { how }: { how: string }) => ({ endedBy: how })),
      forget: assign({ values: {}, progress: null, fills: {}, errand: noErrand }),
      powerOffCard: () => void devices.cardReader?.execute('powerOff', null, { deadlineMs: kiosk.deadlines.cardSeconds * 1000 }),
    },
  });
  type Config = Parameters<typeof parts.createMachine>[0];
  const config = { ...withInputs(chart.root), id: 'visit', context: freshContext, on: { progress: { actions: 'progress' } } };
  // The chart is composed from service files, so its names cannot be known to the compiler; the prover walks them all.
  return parts.createMachine(config as Config);
}

type VisitMachine = ReturnType<typeof visitMachine>;
export type VisitActor = ActorRefFrom<VisitMachine>;
