/** Makes chart states of one step's states: asking with idleness, working with a deadline, deciding, and a page for every failure. */
import type { FailureCode } from '../../contract/index.ts';
import type { Failures } from '../../../kiosk-config/schema/failures.ts';
import { edge, places } from './chart.ts';
import type { Action, ChartState, Edge, NodeMeta } from './chart.ts';
import { kioskFault } from './failures/platform.ts';
import type { Answer, AskState, DecideState, FailState, Outcome, Recovery, StepState, Target, WorkState } from './step-kind.ts';
import type { StepTexts } from './service-plan.ts';
import { entryMark } from './values.ts';
import type { Mark, Slot } from './values.ts';

/** A state of a step, found again by its key when the chart is walked. */
export interface RegisteredState {
  readonly state: StepState;
  readonly texts: StepTexts;
}
export type Registry = Map<string, RegisteredState>;

/** Where a step stands in the chart. */
export interface Place {
  /** `service/step`, or the name of a part of the frame. */
  readonly name: string;
  /** Absolute id of the step's chart state. */
  readonly path: string;
  readonly step: string | null;
  readonly texts: StepTexts;
  readonly reads: readonly Mark[];
  /** Exit → absolute target. */
  readonly exits: Readonly<Record<string, string>>;
  /** Absolute target of "back"; null where there is none. */
  readonly back: string | null;
  readonly overlay: boolean;
  /** `idle`: the person is asked whether they are still there. Otherwise the page goes by itself, to this exit, after the named delay. */
  readonly patience: 'idle' | { readonly delay: string; readonly exit: string };
  readonly failures: Failures;
  readonly registry: Registry;
}

const targetOf = (place: Place, target: Target): string =>
  'state' in target ? `${place.path}.${target.state}` : (place.exits[target.exit] ?? places.ending);

const failName = (state: string, code: FailureCode): string => `${state}--${code}`;

function nodeMeta(place: Place, name: string, node: NodeMeta['node'], more: Partial<NodeMeta> = {}): NodeMeta {
  return {
    node, key: `${place.name}/${name}`, step: place.step, allows: { back: false, cancel: false, moreTime: false },
    reads: place.reads, submits: null, overlay: place.overlay, failure: null, ...more,
  };
}

const endingEdge = edge('person', 'touches "cancel"', { target: places.ending, actions: [{ type: 'endedBy', params: { how: 'cancelled' } }] });

/** Cancelling asks first where something would be lost; in the frame nothing is. */
const cancelEdges = (place: Place): readonly Edge[] => [
  ...(place.step === null ? [] : [edge('person', 'touches "cancel"', { target: places.leaving, guard: { type: 'somethingToLose' } })]),
  endingEdge,
];

/** What the person may do on every page: call for help, ask for more time, be at work on it, change size and language; each shows that they are there. */
export const presence: Readonly<Record<string, Edge>> = {
  'person.help': edge('person', 'calls an attendant', { target: '.calm', actions: [{ type: 'callHelp' }] }),
  'person.more-time': edge('person', 'asks for more time', { target: '.calm' }),
  'person.active': edge('person', 'is at work on the page', { target: '.calm' }),
  'person.set-modes': edge('person', 'changes size or language', { target: '.calm', actions: [{ type: 'setModes' }] }),
};

/** While nobody touches: calm, then the question whether somebody is there; whoever does not answer is taken to be gone. */
export const calmUntilAsked = (whenGone: string): Pick<ChartState, 'initial' | 'states'> => ({
  initial: 'calm',
  states: {
    calm: { after: { idleAsk: edge('time', 'nobody touches the screen', { target: 'warned' }) } },
    warned: {
      entry: [{ type: 'warn' }],
      exit: [{ type: 'relax' }],
      after: { idleAnswer: edge('time', 'nobody answers "are you still there?"', { target: whenGone, actions: [{ type: 'endedBy', params: { how: 'idle' } }] }) },
    },
  },
});

function idleness(place: Place): Pick<ChartState, 'initial' | 'states'> {
  if (place.patience === 'idle') return calmUntilAsked(places.ending);
  const { delay, exit } = place.patience;
  return { initial: 'calm', states: { calm: { after: { [delay]: edge('time', 'nobody touches the screen', { target: place.exits[exit] ?? places.ending }) } } } };
}

function answerEdges(place: Place, name: string, answers: Readonly<Record<string, Answer>>): Record<string, Edge> {
  const entries = Object.entries(answers).map(([choice, { to, act, when }]) => [
    `choose.${choice}`,
    edge('person', `chooses "${choice}" at ${place.name}`, {
      target: targetOf(place, to),
      reenter: true,
      ...(when ? { guard: { type: 'filled', params: { slot: when } } } : {}),
      ...(act ? { actions: [{ type: 'perform', params: { key: `${place.name}/${name}`, choice } }] } : {}),
      meta: { writes: act?.writes ?? [], forgets: act?.forgets ?? [], condition: when ? { slot: when, is: 'filled' } : null },
    }),
  ] as const);
  return Object.fromEntries(entries);
}

/** A value that the rule accepts leads on; any other keeps the person on the page, which then says what is wrong with it. */
function entryEdges(place: Place, key: string, { entry }: AskState): Record<string, readonly Edge[]> {
  if (!entry) return {};
  return {
    'person.enter': [
      edge('person', `answers at ${place.name}`, {
        target: targetOf(place, entry.to), reenter: true, guard: { type: 'acceptable', params: { key } },
        actions: [{ type: 'keepEntry', params: { key } }], meta: { writes: [entryMark(entry.name)] },
      }),
      edge('person', `answers at ${place.name} what cannot be taken`, { target: '.calm', actions: [{ type: 'refuseEntry', params: { key } }] }),
    ],
  };
}

interface Run {
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly fails: readonly FailureCode[];
  readonly submitted: string | null;
}

/** What a watch or an effect may come back with. A watch's outcomes need the person (a card put in), a work's do not. */
function resultEdges(place: Place, name: string, run: Run, by: 'person' | 'world'): Record<string, Edge> {
  const outcomes = Object.entries(run.outcomes).map(([outcome, { to, writes = [] }]) => [
    `outcome.${outcome}`,
    edge(by, `"${outcome}" comes out of ${place.name}/${name}`, {
      target: targetOf(place, to), reenter: true, actions: [{ type: 'receive' }], meta: { writes, submitted: run.submitted },
    }),
  ] as const);
  const fails = run.fails.map((code) => [
    `failed.${code}`,
    edge('world', `${place.name}/${name} fails: ${code}`, { target: `${place.path}.${failName(name, code)}`, actions: [{ type: 'receive' }] }),
  ] as const);
  return Object.fromEntries([...outcomes, ...fails]);
}

const allFails = (fails: readonly FailureCode[]): readonly FailureCode[] => [...new Set([...fails, kioskFault])];

const invocation = (key: string): Pick<ChartState, 'invoke'> => ({ invoke: { id: 'running', src: 'run', input: { key } } });

const entered = (key: string): Pick<ChartState, 'entry'> => ({ entry: [{ type: 'enter', params: { key } }] });

const forgetting = (slot: Slot): Action => ({ type: 'forgetSlot', params: { slot } });

/** Where the service says; out of what was begun elsewhere, back to there. */
function backEdges(place: Place, back: string, backOut: AskState['backOut']): readonly Edge[] {
  if (!backOut) return [edge('person', 'goes back', { target: back })];
  const { while: slot, to } = backOut;
  return [
    edge('person', 'goes back to where this was begun', {
      target: targetOf(place, to), guard: { type: 'filled', params: { slot } }, actions: [forgetting(slot)],
      meta: { forgets: [slot], condition: { slot, is: 'filled' } },
    }),
    edge('person', 'goes back', { target: back, meta: { condition: { slot, is: 'empty' } } }),
  ];
}

function leaveEdges(place: Place, backOut?: AskState['backOut']): Record<string, readonly Edge[]> {
  return { ...(place.back ? { 'person.back': backEdges(place, place.back, backOut) } : {}), 'person.cancel': cancelEdges(place) };
}

function composeAsk(place: Place, name: string, state: AskState): Record<string, ChartState> {
  const key = `${place.name}/${name}`;
  place.registry.set(key, { state, texts: place.texts });
  const fails = state.meanwhile ? allFails(state.meanwhile.run.fails) : [];
  const rating = state.rating && {
    'person.rate': edge('person', `rates at ${place.name}`, {
      target: targetOf(place, state.rating.to), actions: [{ type: 'rate', params: { key } }], meta: { writes: state.rating.act.writes },
    }),
  };
  const page: ChartState = {
    ...entered(key),
    ...idleness(place),
    ...(state.meanwhile ? invocation(key) : {}),
    on: {
      ...presence,
      'person.pin-key': edge('person', 'touches the PIN pad', { target: '.calm', actions: [{ type: 'passPinKey' }] }),
      ...leaveEdges(place, state.backOut),
      ...answerEdges(place, name, state.answers),
      ...entryEdges(place, key, state),
      ...rating,
      ...(state.meanwhile ? resultEdges(place, name, { outcomes: state.meanwhile.outcomes, fails, submitted: null }, 'person') : {}),
    },
    meta: nodeMeta(place, name, 'ask', { allows: { back: place.back !== null, cancel: true, moreTime: true } }),
  };
  return { [name]: page, ...composeFails(place, name, fails, state.meanwhile?.recovery ?? {}) };
}

function composeWork(place: Place, name: string, state: WorkState): Record<string, ChartState> {
  const key = `${place.name}/${name}`;
  place.registry.set(key, { state, texts: place.texts });
  const fails = allFails([...state.run.fails, state.run.late]);
  const late = edge('time', `${place.name}/${name} is out of time`, { target: `${place.path}.${failName(name, state.run.late)}` });
  const page: ChartState = {
    ...entered(key),
    initial: 'calm',
    states: { calm: { after: { busyLong: edge('time', 'it takes a while', { target: 'slow' }) } }, slow: { tags: ['slow'] } },
    ...invocation(key),
    after: { [`deadline:${key}`]: late },
    on: {
      // Presence starts no clock here: the deadline of the work runs on, unless it gives time.
      ...(state.givesTime ? { 'person.more-time': edge('person', 'asks for more time', { target: `${place.path}.${name}`, reenter: true }) } : {}),
      'person.help': edge('person', 'calls an attendant', { actions: [{ type: 'callHelp' }] }),
      'person.set-modes': edge('person', 'changes size or language', { actions: [{ type: 'setModes' }] }),
      ...(state.holdsOn ? {} : leaveEdges(place)),
      ...answerEdges(place, name, state.answers ?? {}),
      ...resultEdges(place, name, { outcomes: state.outcomes, fails, submitted: state.submits?.operation ?? null }, 'world'),
    },
    meta: nodeMeta(place, name, 'work', { allows: { back: !state.holdsOn && place.back !== null, cancel: !state.holdsOn, moreTime: state.givesTime === true }, submits: state.submits ?? null }),
  };
  return { [name]: page, ...composeFails(place, name, fails, state.recovery) };
}

function composeDecide(place: Place, name: string, { filled, yes, no, empties }: DecideState): ChartState {
  return {
    always: [
      edge('nobody', `there is a ${filled}`, {
        target: targetOf(place, yes), guard: { type: 'filled', params: { slot: filled } }, actions: empties ? [forgetting(filled)] : [],
        meta: { forgets: empties ? [filled] : [], condition: { slot: filled, is: 'filled' } },
      }),
      edge('nobody', `there is no ${filled}`, { target: targetOf(place, no), meta: { condition: { slot: filled, is: 'empty' } } }),
    ],
    meta: nodeMeta(place, name, 'decide'),
  };
}

function composeFails(place: Place, name: string, codes: readonly FailureCode[], recovery: Recovery): Record<string, ChartState> {
  return Object.assign({}, ...codes.map((code) => composeFail(place, failName(name, code), { type: 'fail', code, recovery })));
}

/** Where the step can honour nothing of what the table names, and waits for nothing either, there is only help. */
export const onlyHelps = ({ code, recovery, meanwhile }: FailState, { failures }: Failures): boolean =>
  meanwhile === undefined && !(failures[code]?.offers ?? []).some((offer) => recovery[offer] !== undefined);

/** A failure page offers what the table names and the step can honour; leaving and calling an attendant always work. */
function composeFail(place: Place, name: string, state: FailState): Record<string, ChartState> {
  const key = `${place.name}/${name}`;
  place.registry.set(key, { state, texts: place.texts });
  const offers = place.failures.failures[state.code]?.offers ?? [];
  const choices = offers.flatMap((offer): readonly (readonly [string, Edge])[] => {
    const target = state.recovery[offer];
    return target ? [[`choose.${offer}`, edge('person', `chooses "${offer}" after ${state.code}`, { target: targetOf(place, target), reenter: true })]] : [];
  });
  const { meanwhile } = state;
  const help = onlyHelps(state, place.failures)
    // Nothing of it can be gone on with: whoever leaves is not asked whether they want to.
    ? { 'choose.attendant': edge('person', `calls an attendant after ${state.code}`, { target: '.calm', actions: [{ type: 'callHelp' }] }), 'person.cancel': [endingEdge] }
    : {};
  const fails = meanwhile ? allFails(meanwhile.run.fails) : [];
  const page: ChartState = {
    entry: [{ type: 'enter', params: { key } }, { type: 'countFailure', params: { code: state.code } }],
    ...idleness(place),
    ...(meanwhile ? invocation(key) : {}),
    on: {
      ...presence,
      ...leaveEdges(place),
      ...Object.fromEntries(choices),
      ...help,
      ...(meanwhile ? resultEdges(place, name, { outcomes: meanwhile.outcomes, fails, submitted: null }, 'person') : {}),
    },
    meta: nodeMeta(place, name, 'fail', { allows: { back: place.back !== null, cancel: true, moreTime: true }, failure: state.code }),
  };
  return { [name]: page, ...(meanwhile ? composeFails(place, name, fails, meanwhile.recovery) : {}) };
}

/** All chart states that one state of a step becomes. */
export function composeState(place: Place, name: string, state: StepState): Record<string, ChartState> {
  switch (state.type) {
    case 'ask':
      return composeAsk(place, name, state);
    case 'work':
      return composeWork(place, name, state);
    case 'decide':
      return { [name]: composeDecide(place, name, state) };
    case 'fail':
      return composeFail(place, name, state);
    default:
      return state satisfies never;
  }
}
