/** The statechart of a visit as plain, serialisable values: what XState walks and what the prover reads. */
import type { FailureCode, Screen } from '../../contract/index.ts';
import type { EntryMark, Mark, Slot } from './values.ts';

/** Who makes an edge be taken: the person, the world behind the kiosk, the passing of time, or nobody (it is taken at once). */
export type Mover = 'person' | 'world' | 'time' | 'nobody';

export interface EdgeMeta {
  readonly by: Mover;
  /** The edge as a sentence of a story. */
  readonly story: string;
  readonly writes: readonly Mark[];
  /** Emptied before anything is written, with all that was derived from them. */
  readonly forgets: readonly Slot[];
  /** Open only while this slot is filled or question answered (`filled`), or only while it is not (`empty`); null: always. */
  readonly condition: { readonly slot: Slot | EntryMark; readonly is: 'filled' | 'empty' } | null;
  /** Operation that took effect when this edge is taken. */
  readonly submitted: string | null;
}

export type NodeKind = 'attract' | 'menu' | 'ask' | 'work' | 'decide' | 'fail' | 'farewell' | 'wiped';

export interface NodeMeta {
  readonly node: NodeKind;
  /** Names the state in the registry: `service/step/state`. */
  readonly key: string;
  /** Id of the step, null in the frame around the journeys. */
  readonly step: string | null;
  readonly allows: Readonly<Screen['allows']>;
  readonly reads: readonly Mark[];
  readonly submits: { readonly operation: string; readonly confirmedBy: Slot } | null;
  /** Laid over the journey; "resume" leads back to where it came from. */
  readonly overlay: boolean;
  /** Only on `fail` nodes. */
  readonly failure: FailureCode | null;
}

export type Action = { readonly type: string; readonly params?: Readonly<Record<string, string>> };

export interface Edge {
  readonly target?: string;
  readonly guard?: { readonly type: string; readonly params?: Readonly<Record<string, string>> };
  readonly actions?: readonly Action[];
  readonly reenter?: boolean;
  readonly meta: EdgeMeta;
}

export interface ChartState {
  readonly type?: 'final' | 'history';
  readonly history?: 'deep';
  readonly tags?: readonly string[];
  readonly initial?: string;
  readonly states?: Readonly<Record<string, ChartState>>;
  readonly entry?: readonly Action[];
  readonly exit?: readonly Action[];
  readonly invoke?: { readonly id: string; readonly src: string; readonly input: { readonly key: string } };
  readonly on?: Readonly<Record<string, Edge | readonly Edge[]>>;
  readonly after?: Readonly<Record<string, Edge>>;
  readonly always?: readonly Edge[];
  readonly meta?: NodeMeta;
}

export const edge = (by: Mover, story: string, more: Omit<Edge, 'meta'> & { meta?: Partial<EdgeMeta> } = {}): Edge => ({
  ...more,
  meta: { by, story, writes: [], forgets: [], condition: null, submitted: null, ...more.meta },
});

/** Places of the frame to which edges lead. */
export const places = {
  menu: '#visit.menu',
  ending: '#visit.ending',
  leaving: '#visit.leaving',
  cardOut: '#visit.card-out',
  resume: '#visit.serving.resume',
  wiped: '#visit.wiped',
} as const;
