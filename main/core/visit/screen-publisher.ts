/** Publishes the screen of the visit at hand whenever it changed, and once a second while the idle warning counts down. */
import type { Clock, TimerHandle } from '../../../devices/clock.ts';
import type { Screen } from '../../contract/index.ts';
import type { NodeMeta } from './chart.ts';
import type { VisitActor } from './machine.ts';
import { paintScreen } from './presenter.ts';
import type { Stage } from './presenter.ts';

/** A visit and its name, which is part of every screen id. */
export interface NamedVisit {
  readonly name: string;
  readonly actor: VisitActor;
}

export interface ScreenPublisher {
  publish(visit: NamedVisit): void;
  /** The screen shown last. */
  current(): Screen;
  onScreen(listener: (screen: Screen) => void): () => void;
  /** No more countdown. */
  rest(): void;
}

type Snapshot = ReturnType<VisitActor['getSnapshot']>;

const isNode = (meta: unknown): meta is NodeMeta => typeof meta === 'object' && meta !== null && 'node' in meta;

/** The page on which a visit stands; a visit always stands on one, by composition. */
function nodeOf(snapshot: Snapshot): NodeMeta {
  const node = Object.values(snapshot.getMeta()).find(isNode);
  if (!node) throw new Error('the visit stands nowhere');
  return node;
}

export function createScreenPublisher(stage: Stage, clock: Clock): ScreenPublisher {
  const listeners = new Set<(screen: Screen) => void>();
  let shown: { readonly screen: Screen; readonly json: string } | null = null;
  let countdown: TimerHandle | null = null;

  const rest = (): void => {
    if (countdown !== null) clock.clear(countdown);
    countdown = null;
  };
  const publish = (visit: NamedVisit): void => {
    const snapshot = visit.actor.getSnapshot();
    const { context } = snapshot;
    rest();
    if (context.warnedUntil !== null) countdown = clock.after(1000, () => publish(visit));
    const screen = paintScreen(stage, { context, node: nodeOf(snapshot), slow: snapshot.hasTag('slow'), visit: visit.name });
    const json = JSON.stringify(screen);
    if (json === shown?.json) return;
    shown = { screen, json };
    for (const listener of [...listeners]) listener(screen);
  };

  return {
    publish,
    current() {
      if (!shown) throw new Error('nothing was published yet');
      return shown.screen;
    },
    onScreen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rest,
  };
}
