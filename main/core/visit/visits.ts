/** One visit after another: each is a fresh actor, and nothing of it is left when the next begins. */
import { randomUUID } from 'node:crypto';
import { createActor } from 'xstate';
import type { TimerHandle } from '../../../devices/clock.ts';
import type { Intent, Screen } from '../../contract/index.ts';
import type { NodeMeta } from './chart.ts';
import { composeVisit } from './compose.ts';
import { eventFor } from './intents.ts';
import { visitMachine } from './machine.ts';
import type { VisitActor } from './machine.ts';
import { paintScreen } from './presenter.ts';
import type { Stage } from './presenter.ts';
import type { ServicePlan } from './service-plan.ts';
import { cardAbsent, cardPresent } from './steps/device-waits.ts';
import type { Availability, VisitWorld } from './world.ts';

export interface Visits {
  /** Takes what the person did; an intent that answers another screen than the one shown is dropped. */
  accept(intent: Intent): void;
  current(): Screen;
  /** Calls back at every change of the screen. Returns the unsubscribe closure. */
  onScreen(listener: (screen: Screen) => void): () => void;
  /** The page has died under the visit: whoever stood there is gone with it. A submission made is not. */
  abandon(): void;
  /** Calls back when a visit was wiped: the page needs a fresh document. Returns the unsubscribe closure. */
  onRenew(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface VisitsOptions extends VisitWorld {
  readonly services: readonly ServicePlan[];
  readonly availability: Availability;
}

type Snapshot = ReturnType<VisitActor['getSnapshot']>;

const isNode = (meta: unknown): meta is NodeMeta => typeof meta === 'object' && meta !== null && 'node' in meta;

/** The page on which the visit stands. */
function nodeOf(snapshot: Snapshot): NodeMeta {
  const node = Object.values(snapshot.getMeta()).find(isNode);
  if (!node) throw new Error('the visit stands nowhere');
  return node;
}

const isSlow = ({ value }: Snapshot): boolean => JSON.stringify(value).includes('"slow"');

export function openVisits({ services, availability, ...world }: VisitsOptions): Visits {
  const { clock, devices, journal } = world;
  const chart = composeVisit(services, world.failures, world.texts);
  const stage: Stage = { world, services, availability, registry: chart.registry };
  let cardLeftBehind = false;
  const machine = visitMachine({
    chart, world, titles: new Map(services.map(({ id, title }) => [id, title])), cardLeftBehind: () => cardLeftBehind,
  });
  const xstateClock = {
    setTimeout: (call: () => void, ms: number): TimerHandle => clock.after(ms, call),
    clearTimeout: (handle: TimerHandle): void => clock.clear(handle),
  };

  const screenListeners = new Set<(screen: Screen) => void>();
  const renewListeners = new Set<() => void>();
  let visit = '';
  let actor: VisitActor;
  let shown: Screen;
  let shownJson = '';
  let ticking: TimerHandle | null = null;
  let closed = false;

  const stopTicking = (): void => {
    if (ticking !== null) clock.clear(ticking);
    ticking = null;
  };

  /** Publishes the screen if it changed; while the idle warning counts down, once a second. */
  const publish = (): void => {
    const snapshot = actor.getSnapshot();
    const { context } = snapshot;
    stopTicking();
    if (context.warnedUntil !== null) ticking = clock.after(1000, publish);
    const next = paintScreen(stage, { context, node: nodeOf(snapshot), slow: isSlow(snapshot), visit });
    const json = JSON.stringify(next);
    if (json === shownJson) return;
    shown = next;
    shownJson = json;
    for (const listener of [...screenListeners]) listener(shown);
  };

  /** Level-triggered: whatever was missed, a held card that is not in the reader is noticed at the next change. */
  const noticePulledCard = (): void => {
    const reader = devices.cardReader;
    const { values, notes } = actor.getSnapshot().context;
    if (!reader || !values.card || notes.cardReleased || !cardAbsent(reader.status())) return;
    if (actor.getSnapshot().can({ type: 'card.pulled' })) actor.send({ type: 'card.pulled' });
  };

  const begin = (): void => {
    visit = randomUUID().slice(0, 8);
    actor = createActor(machine, { clock: xstateClock });
    const mine = actor;
    mine.subscribe({
      next: (snapshot) => {
        if (mine !== actor || closed || snapshot.status !== 'active') return;
        publish();
        noticePulledCard();
      },
      complete: () => end(mine),
      error: (error) => {
        world.log('visit-broke', { error: error instanceof Error ? error.name : 'unknown' });
        end(mine);
      },
    });
    mine.start();
  };

  const end = (ended: VisitActor, how: string = ended.getSnapshot().context.endedBy): void => {
    if (ended !== actor || closed) return;
    stopTicking();
    journal.audit({ event: 'visit-ended', details: { how } });
    cardLeftBehind = devices.cardReader !== null && cardPresent(devices.cardReader.status());
    if (cardLeftBehind) journal.audit({ event: 'card-left-behind', details: {} });
    begin();
    publish();
    for (const listener of [...renewListeners]) listener();
  };

  begin();
  publish();
  const stopWatching = [
    availability.watch(() => {
      if (shown.body.kind === 'menu') publish();
    }),
    devices.cardReader?.watch((report) => {
      if (cardAbsent(report)) cardLeftBehind = false;
      noticePulledCard();
    }),
  ];

  return {
    accept(intent) {
      if (closed) return;
      const event = eventFor(intent, shown);
      if (event) actor.send(event);
      else journal.count('intents.dropped');
    },
    current: () => shown,
    onScreen(listener) {
      screenListeners.add(listener);
      return () => screenListeners.delete(listener);
    },
    onRenew(listener) {
      renewListeners.add(listener);
      return () => renewListeners.delete(listener);
    },
    abandon() {
      if (!closed) end(actor, 'page-lost');
    },
    async close() {
      closed = true;
      stopTicking();
      for (const stop of stopWatching) stop?.();
      actor.stop();
    },
  };
}
