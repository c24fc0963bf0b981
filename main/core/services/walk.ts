/** Walks every state of a composed visit that can be reached, over the chart as XState itself holds it, and remembers how each was reached. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { EdgeMeta, NodeMeta } from '../visit/chart.ts';
import { forgets, metaOf, pageAt, pagesFrom } from './chart-pages.ts';
import type { PageEdge } from './chart-pages.ts';
import { openMarkBook } from './mark-book.ts';
import type { Holdings, MarkBook } from './mark-book.ts';

/** One way to be somewhere: the page, what the visit holds there, and which operations took effect on the way. */
export interface Situation {
  readonly id: number;
  readonly page: AnyStateNode;
  readonly meta: NodeMeta;
  readonly held: Holdings;
  /** How the walk first came here; null at the start. */
  readonly reachedBy: { readonly from: Situation; readonly edge: EdgeMeta } | null;
}

export interface Step {
  readonly from: Situation;
  readonly to: Situation;
  readonly event: string;
  readonly edge: EdgeMeta;
}

export interface Walk {
  readonly situations: readonly Situation[];
  /** The steps out of a situation, by its id. */
  readonly stepsFrom: readonly (readonly Step[])[];
  readonly book: MarkBook;
}

/** An edge with all worked out that does not depend on the situation. */
interface Lane {
  readonly event: string;
  readonly edge: EdgeMeta;
  readonly page: AnyStateNode;
  readonly isOpen: (held: Holdings) => boolean;
  readonly after: (held: Holdings) => Holdings;
}

/**
 * The lane of an edge out of a page; null for what resumes. An overlay holds nothing of its own, and what resumes leads back to the very
 * situation it was opened from, which is walked anyway: so overlays need not be walked once for every situation under them.
 */
function laneOf(from: AnyStateNode, { event, target, edge }: PageEdge, book: MarkBook): Lane | null {
  if (target.type === 'history') return null;
  const page = pageAt(target);
  const after = metaOf(page).overlay ? book.none : forgets(from, page) ? book.forgotten : book.afterEdge(edge);
  return { event, edge, page, isOpen: book.openIn(edge), after };
}

/** Breadth first, so that each situation is reached by as few steps as any. Ends because pages and marks are finite. */
export function walkVisit(machine: AnyStateMachine): Walk {
  const start = pageAt(machine.root);
  const pages = pagesFrom(start);
  const book = openMarkBook([...pages.values()].flat().map(({ edge }) => edge));
  const lanes = new Map([...pages].map(([page, edges]) => [page, edges.map((edge) => laneOf(page, edge, book)).filter((lane) => lane !== null)]));
  const situations: Situation[] = [];
  const stepsFrom: (readonly Step[])[] = [];
  const known = new Map<AnyStateNode, Map<Holdings, Situation>>();

  const arrive = (page: AnyStateNode, held: Holdings, reachedBy: Situation['reachedBy']): Situation => {
    const here = known.get(page) ?? new Map<Holdings, Situation>();
    known.set(page, here);
    const found = here.get(held);
    if (found) return found;
    const situation: Situation = { id: situations.length, page, meta: metaOf(page), held, reachedBy };
    here.set(held, situation);
    situations.push(situation);
    return situation;
  };

  arrive(start, 0n, null);
  // The list grows while it is walked: every situation newly found is visited in turn.
  for (const from of situations) {
    const open = (lanes.get(from.page) ?? []).filter(({ isOpen }) => isOpen(from.held));
    stepsFrom.push(open.map(({ event, edge, page, after }) => ({ from, to: arrive(page, after(from.held), { from, edge }), event, edge })));
  }
  return { situations, stepsFrom, book };
}

/** How the walk came to a situation: what was done and what happened, in order. */
export function storyOf(situation: Situation): readonly string[] {
  const story: string[] = [];
  for (let by = situation.reachedBy; by; by = by.from.reachedBy) story.unshift(by.edge.story);
  return story;
}
