/** One visit after another: each is a fresh actor, and nothing of it is left when the next begins. */
import { randomUUID } from 'node:crypto';
import { createActor } from 'xstate';
import type { Intent, Screen } from '../../contract/index.ts';
import { composeVisit } from './compose.ts';
import { eventFor } from './intents.ts';
import { visitMachine } from './machine.ts';
import type { VisitActor } from './machine.ts';
import { createScreenPublisher } from './screen-publisher.ts';
import type { NamedVisit } from './screen-publisher.ts';
import type { ServicePlan } from './service-plan.ts';
import { cardAbsent, cardPresent } from './steps/device-waits.ts';
import type { Availability, VisitWorld } from './world.ts';

export interface Visits {
  /** Takes what the person did; an intent that answers another screen than the one shown is dropped and counted. */
  accept(intent: Intent): void;
  /** Somebody who cannot see is there and listens: from now on, and from the first screen too, this visit is read aloud. */
  speak(): void;
  /** The page is gone, and with it whoever stood before it: the visit ends and is wiped. A submission made stays made. */
  abandon(): void;
  current(): Screen;
  /** Calls back at every change of the screen. Returns the unsubscribe closure. */
  onScreen(listener: (screen: Screen) => void): () => void;
  /** Calls back when a visit was wiped: the page needs a fresh document. Returns the unsubscribe closure. */
  onRenew(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface VisitsOptions extends VisitWorld {
  /** Proved services, in the order of the menu. */
  readonly services: readonly ServicePlan[];
  readonly availability: Availability;
}

/**
 * Level-triggered: whatever event was missed, a card that this visit holds and that is not in the reader is noticed at the next change.
 * States in which the card need not stay do not know the event.
 */
function noticePulledCard(actor: VisitActor, { devices: { cardReader } }: VisitWorld): void {
  const snapshot = actor.getSnapshot();
  const { values, notes } = snapshot.context;
  if (!cardReader || !values.card || notes.cardReleased || !cardAbsent(cardReader.status())) return;
  if (snapshot.can({ type: 'card.pulled' })) actor.send({ type: 'card.pulled' });
}

export function openVisits({ services, availability, ...world }: VisitsOptions): Visits {
  const { clock, devices, journal } = world;
  const chart = composeVisit(services, world.failures, world.texts);
  const publisher = createScreenPublisher({ world, services, availability, registry: chart.registry }, clock);
  const renewListeners = new Set<() => void>();
  let cardLeftBehind = false;
  const machine = visitMachine({
    chart, world, titles: new Map(services.map(({ id, title }) => [id, title])), cardLeftBehind: () => cardLeftBehind,
  });
  const timers = { setTimeout: (call: () => void, ms: number) => clock.after(ms, call), clearTimeout: (handle: number) => clock.clear(handle) };

  function begin(): NamedVisit {
    const visit = { name: randomUUID().slice(0, 8), actor: createActor(machine, { clock: timers }) };
    visit.actor.subscribe({
      next({ status }) {
        if (status !== 'active') return;
        publisher.publish(visit);
        noticePulledCard(visit.actor, world);
      },
      complete: () => follow(visit),
      error(error) {
        world.log('visit-broke', { error: error instanceof Error ? error.name : 'unknown' });
        follow(visit);
      },
    });
    visit.actor.start();
    return visit;
  }

  /** Lets go of an ended visit, whose actor and whole context nobody then holds, and begins the next. */
  function follow({ actor }: NamedVisit): void {
    journal.audit({ event: 'visit-ended', details: { how: actor.getSnapshot().context.endedBy } });
    cardLeftBehind = devices.cardReader !== null && cardPresent(devices.cardReader.status());
    if (cardLeftBehind) journal.audit({ event: 'card-left-behind', details: {} });
    current = begin();
    publisher.publish(current);
    for (const listener of [...renewListeners]) listener();
  }

  let current = begin();
  publisher.publish(current);
  const stopWatching = [
    availability.watch(() => publisher.publish(current)),
    devices.cardReader?.watch((report) => {
      if (cardAbsent(report)) cardLeftBehind = false;
      noticePulledCard(current.actor, world);
    }),
  ];

  const accept = (intent: Intent): void => {
    const event = eventFor(intent, publisher.current());
    if (event) current.actor.send(event);
    else journal.count('intents.dropped');
  };

  return {
    accept,
    speak() {
      const { id, body } = publisher.current();
      accept({ screenId: id, kind: body.kind === 'attract' ? 'start' : 'set-modes', modes: { voice: 'on' } });
    },
    abandon: () => current.actor.send({ type: 'visit.abandoned' }),
    current: () => publisher.current(),
    onScreen: (listener) => publisher.onScreen(listener),
    onRenew(listener) {
      renewListeners.add(listener);
      return () => renewListeners.delete(listener);
    },
    async close() {
      for (const stop of stopWatching) stop?.();
      publisher.rest();
      current.actor.stop();
    },
  };
}
