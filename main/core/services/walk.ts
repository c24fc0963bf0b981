/** Walks every state of a composed visit that can be reached, over the chart as XState itself holds it, and remembers how each was reached. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { EdgeMeta, NodeMeta } from '../visit/chart.ts';
import { withMarks } from '../visit/values.ts';
import type { Mark } from '../visit/values.ts';

/** One way to be somewhere: the page, and what the visit holds there. */
export interface Situation {
  readonly id: number;
  readonly page: AnyStateNode;
  readonly meta: NodeMeta;
  readonly marks: ReadonlySet<Mark>;
  /** Operations that took effect on the way. */
  readonly submitted: ReadonlySet<string>;
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
  readonly stepsFrom: ReadonlyMap<number, readonly Step[]>;
}

interface PageEdge {
  readonly event: string;
  readonly target: AnyStateNode;
  readonly edge: EdgeMeta;
}

type Place = Pick<Situation, 'page' | 'marks' | 'submitted'>;

const isNodeMeta = (meta: unknown): meta is NodeMeta => typeof meta === 'object' && meta !== null && 'node' in meta;
const isEdgeMeta = (meta: unknown): meta is EdgeMeta => typeof meta === 'object' && meta !== null && 'story' in meta;

/** A state and all it lies in, innermost first. */
function lineage(node: AnyStateNode): readonly AnyStateNode[] {
  return node.parent ? [node, ...lineage(node.parent)] : [node];
}

/** The page on which one stands after entering a state: down the initial states, or the page around a state inside one. */
function pageAt(node: AnyStateNode): AnyStateNode {
  const around = lineage(node).find(({ meta }) => isNodeMeta(meta));
  if (around) return around;
  const initial = node.initial.target[0];
  if (!initial) throw new Error(`${node.id} leads to no page`);
  return pageAt(initial);
}

function metaOf(page: AnyStateNode): NodeMeta {
  if (!isNodeMeta(page.meta)) throw new Error(`${page.id} is no page`);
  return page.meta;
}

/** The edges of a page: those of the waiting states inside it, its own, and those it inherits; an inner one hides an outer one of the same event. */
function edgesOf(page: AnyStateNode): readonly PageEdge[] {
  const hidden = new Set<string>();
  return [...Object.values(page.states), ...lineage(page)].flatMap((level) => {
    const transitions = [...level.transitions.values(), level.always ?? []].flat();
    const open = transitions.filter(({ eventType }) => !hidden.has(eventType));
    for (const { eventType } of open) hidden.add(eventType);
    return open.flatMap((transition) => {
      const target: AnyStateNode | undefined = transition.target?.[0];
      const edge: unknown = transition['meta'];
      return target && isEdgeMeta(edge) ? [{ event: transition.eventType, target, edge }] : [];
    });
  });
}

/** Whether entering `to` from `from` runs the action that forgets everything personal. */
function forgets(from: AnyStateNode, to: AnyStateNode): boolean {
  const stayed = new Set(lineage(from));
  return lineage(to).some((node) => !stayed.has(node) && node.entry.some((action: unknown) => isForget(action)));
}
const isForget = (action: unknown): boolean => typeof action === 'object' && action !== null && 'type' in action && action.type === 'forget';

const isOpen = ({ condition }: EdgeMeta, marks: ReadonlySet<Mark>): boolean =>
  condition === null || marks.has(condition.slot) === (condition.is === 'filled');

const nameOf = ({ page, marks, submitted }: Place): string => [page.id, [...marks].sort().join(), [...submitted].sort().join()].join('|');

const nothing: ReadonlySet<never> = new Set();

/**
 * Where an edge leads from a situation. An overlay holds nothing of its own, and what resumes (null here) leads back to the very situation
 * it was opened from, which is walked anyway: so overlays need not be walked once for every situation under them.
 */
function follow(from: Situation, { target, edge }: PageEdge): Place | null {
  if (target.type === 'history') return null;
  const page = pageAt(target);
  if (metaOf(page).overlay) return { page, marks: nothing, submitted: nothing };
  return {
    page,
    marks: forgets(from.page, page) ? nothing : withMarks(from.marks, edge.writes),
    submitted: edge.submitted === null ? from.submitted : new Set([...from.submitted, edge.submitted]),
  };
}

export function walkVisit(machine: AnyStateMachine): Walk {
  const situations: Situation[] = [];
  const stepsFrom = new Map<number, readonly Step[]>();
  const known = new Map<string, Situation>();
  const edges = new Map<AnyStateNode, readonly PageEdge[]>();

  const arrive = (place: Place, reachedBy: Situation['reachedBy']): Situation => {
    const name = nameOf(place);
    const situation = known.get(name) ?? { ...place, id: situations.length, meta: metaOf(place.page), reachedBy };
    if (situation.id === situations.length) situations.push(situation);
    known.set(name, situation);
    return situation;
  };
  const edgesFrom = (page: AnyStateNode): readonly PageEdge[] => {
    const found = edges.get(page) ?? edgesOf(page);
    edges.set(page, found);
    return found;
  };

  arrive({ page: pageAt(machine.root), marks: new Set(), submitted: new Set() }, null);
  // The list grows while it is walked: every newly found situation is visited in turn.
  for (const from of situations) {
    const steps = edgesFrom(from.page).filter(({ edge }) => isOpen(edge, from.marks)).flatMap((pageEdge) => {
      const place = follow(from, pageEdge);
      return place ? [{ from, to: arrive(place, { from, edge: pageEdge.edge }), event: pageEdge.event, edge: pageEdge.edge }] : [];
    });
    stepsFrom.set(from.id, steps);
  }
  return { situations, stepsFrom };
}

/** How the walk came to a situation: what was done and what happened, in order. */
export function storyOf(situation: Situation): readonly string[] {
  const story: string[] = [];
  for (let by = situation.reachedBy; by; by = by.from.reachedBy) story.unshift(by.edge.story);
  return story;
}
