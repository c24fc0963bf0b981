/** Composes the one statechart of a visit: attract → menu → a journey's steps → take your things → farewell → wiped. */
import { journeyEnd } from '../../../kiosk-config/schema/service.ts';
import type { Failures } from '../../../kiosk-config/schema/failures.ts';
import type { VisitTexts } from '../../../kiosk-config/schema/visit-texts.ts';
import { edge, places } from './chart.ts';
import type { ChartState, Edge, NodeMeta } from './chart.ts';
import { calmUntilAsked, composeState, presence } from './compose-state.ts';
import type { Place, Registry } from './compose-state.ts';
import { cardOut, frameTexts, leaving, take } from './frame.ts';
import type { PlannedStep, ServicePlan } from './service-plan.ts';
import type { StepState } from './step-kind.ts';

export interface VisitChart {
  readonly root: ChartState;
  readonly registry: Registry;
}

const frameNode = (node: NodeMeta['node'], allows: NodeMeta['allows']): NodeMeta =>
  ({ node, key: node, step: null, allows, reads: [], submits: null, overlay: false, failure: null });

/** Nobody is there yet, or any more, or the page is none. */
const noLeave: NodeMeta['allows'] = { back: false, cancel: false, moreTime: false };

function statesOf(place: Place, states: Readonly<Record<string, StepState>>): Record<string, ChartState> {
  return Object.assign({}, ...Object.entries(states).map(([name, state]) => composeState(place, name, state)));
}

function composeStep(service: ServicePlan, step: PlannedStep, surroundings: Pick<Place, 'failures' | 'registry'>): ChartState {
  const pathTo = (target: string): string => (target === journeyEnd ? places.ending : `#visit.serving.${service.id}.${target}`);
  const isFirst = service.steps[0]?.id === step.id;
  const place: Place = {
    name: `${service.id}/${step.id}`,
    path: pathTo(step.id),
    step: step.id,
    texts: step.texts,
    reads: step.plan.reads,
    exits: Object.fromEntries(Object.entries(step.exits).map(([exit, target]) => [exit, pathTo(target)])),
    back: step.back ? pathTo(step.back) : isFirst ? places.menu : null,
    overlay: false,
    patience: 'idle',
    ...surroundings,
  };
  return {
    initial: step.plan.initial,
    states: statesOf(place, step.plan.states),
    ...(step.plan.holdsCard ? { on: { 'card.pulled': edge('person', `takes the card out at ${place.name}`, { target: places.cardOut }) } } : {}),
  };
}

function composeService(service: ServicePlan, surroundings: Pick<Place, 'failures' | 'registry'>): ChartState {
  return {
    initial: service.steps[0]?.id ?? '',
    states: Object.fromEntries(service.steps.map((step) => [step.id, composeStep(service, step, surroundings)])),
  };
}

/** The page has gone, and with it the person: from wherever somebody could stand, the visit ends. */
const abandonment: Readonly<Record<string, Edge>> = {
  'visit.abandoned': edge('world', 'the page is gone', { target: places.ending, actions: [{ type: 'endedBy', params: { how: 'abandoned' } }] }),
};

const attract: ChartState = {
  entry: [{ type: 'enter', params: { key: 'attract' } }],
  initial: 'calm',
  // Somebody may have chosen a size or a language and walked away.
  states: { calm: { after: { idleAsk: edge('time', 'nobody touches the screen', { target: '#visit.attract.calm', actions: [{ type: 'resetModes' }] }) } } },
  on: { ...presence, 'person.start': edge('person', 'touches the first screen', { target: places.menu, actions: [{ type: 'setModes' }, { type: 'beginVisit' }] }) },
  meta: frameNode('attract', noLeave),
};

function composeMenu(services: readonly ServicePlan[]): ChartState {
  const opening = services.map(({ id }) => [
    `open.${id}`, edge('person', `opens ${id}`, { target: `#visit.serving.${id}`, actions: [{ type: 'openService', params: { service: id } }] }),
  ] as const);
  const leave = edge('person', 'leaves the menu', { target: places.wiped, actions: [{ type: 'endedBy', params: { how: 'left' } }] });
  return {
    // Whoever comes back here begins anew: the menu is anybody's.
    entry: [{ type: 'forget' }, { type: 'enter', params: { key: 'menu' } }],
    ...calmUntilAsked(places.wiped),
    on: {
      ...presence,
      'person.back': leave,
      'person.cancel': leave,
      ...abandonment,
      ...Object.fromEntries(opening),
    },
    meta: frameNode('menu', { back: true, cancel: true, moreTime: true }),
  };
}

/** One part of the frame, made of the same states as steps are. */
function framePart(name: string, path: string, states: Readonly<Record<string, StepState>>, initial: string, more: Partial<Place> & Pick<Place, 'failures' | 'registry'>): ChartState {
  const place: Place = { name, path, step: null, texts: {}, reads: [], exits: {}, back: null, overlay: false, patience: 'idle', ...more };
  return { initial, states: statesOf(place, states), ...(place.overlay ? { on: abandonment } : {}) };
}

function composeEnding(texts: VisitTexts, surroundings: Pick<Place, 'failures' | 'registry'>): ChartState {
  const things = framePart('take', '#visit.ending.take', { take }, 'take', {
    ...surroundings, texts: frameTexts(texts).take, exits: { done: '#visit.ending.farewell' }, patience: { delay: 'takeTime', exit: 'done' },
  });
  const over = (by: 'person' | 'time', story: string): Edge => edge(by, story, { target: places.wiped });
  return {
    // Whatever ended the visit: its values go first, before anything more is shown.
    entry: [{ type: 'forget' }, { type: 'powerOffCard' }],
    initial: 'sorting',
    states: {
      sorting: {
        always: [
          edge('nobody', 'something is left to take', { target: 'take', guard: { type: 'somethingToTake' } }),
          edge('nobody', 'nothing is left to take', { target: 'farewell' }),
        ],
        meta: frameNode('decide', noLeave),
      },
      take: things,
      farewell: {
        entry: [{ type: 'enter', params: { key: 'farewell' } }],
        initial: 'calm',
        states: { calm: { after: { farewellTime: over('time', 'the farewell has been shown') } } },
        on: { ...presence, 'person.cancel': over('person', 'touches "finish"') },
        meta: frameNode('farewell', { back: false, cancel: true, moreTime: true }),
      },
    },
  };
}

/** The chart of visits in which these services can be walked. */
export function composeVisit(services: readonly ServicePlan[], failures: Failures, texts: VisitTexts): VisitChart {
  const registry: Registry = new Map();
  const surroundings = { failures, registry };
  const overlay = { ...surroundings, overlay: true };
  const journeys = Object.fromEntries(services.map((service) => [service.id, composeService(service, surroundings)]));
  const root: ChartState = {
    initial: 'attract',
    states: {
      attract,
      menu: composeMenu(services),
      ...(services.length === 0 ? {} : {
        serving: { initial: services[0]?.id ?? '', on: abandonment, states: { ...journeys, resume: { type: 'history', history: 'deep' } } },
        leaving: framePart('leaving', places.leaving, { ask: leaving }, 'ask', {
          ...overlay, texts: frameTexts(texts).leaving, exits: { stay: places.resume, leave: places.ending },
        }),
        'card-out': framePart('card-out', places.cardOut, { out: cardOut }, 'out', { ...overlay, exits: { resume: places.resume, leave: places.ending } }),
      }),
      ending: composeEnding(texts, surroundings),
      wiped: { type: 'final', entry: [{ type: 'forget' }, { type: 'powerOffCard' }], meta: frameNode('wiped', noLeave) },
    },
  };
  return { root, registry };
}
