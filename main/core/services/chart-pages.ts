/** Reads a chart out of XState's own state nodes: its pages, and the edges that lead from one to another. */
import type { AnyStateNode } from 'xstate';
import type { EdgeMeta, NodeMeta } from '../visit/chart.ts';

export interface PageEdge {
  readonly event: string;
  readonly target: AnyStateNode;
  readonly edge: EdgeMeta;
}

const isNodeMeta = (meta: unknown): meta is NodeMeta => typeof meta === 'object' && meta !== null && 'node' in meta;
const isEdgeMeta = (meta: unknown): meta is EdgeMeta => typeof meta === 'object' && meta !== null && 'story' in meta;

/** A state and all it lies in, innermost first. */
function lineage(node: AnyStateNode): readonly AnyStateNode[] {
  return node.parent ? [node, ...lineage(node.parent)] : [node];
}

/** The page on which one stands after entering a state: down the initial states, or the page around a state inside one. Throws where there is none. */
export function pageAt(node: AnyStateNode): AnyStateNode {
  const around = lineage(node).find(({ meta }) => isNodeMeta(meta));
  if (around) return around;
  const initial = node.initial.target[0];
  if (!initial) throw new Error(`${node.id} leads to no page`);
  return pageAt(initial);
}

/** What the composer wrote on a page. */
export function metaOf(page: AnyStateNode): NodeMeta {
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

const isForget = (action: unknown): boolean => typeof action === 'object' && action !== null && 'type' in action && action.type === 'forget';

/** Whether entering `to` from `from` runs the action that forgets everything personal. */
export function forgets(from: AnyStateNode, to: AnyStateNode): boolean {
  const stayed = new Set(lineage(from));
  return lineage(to).some((node) => !stayed.has(node) && node.entry.some(isForget));
}

/** Every page that edges lead to from the start, each with its edges. */
export function pagesFrom(start: AnyStateNode): ReadonlyMap<AnyStateNode, readonly PageEdge[]> {
  const pages = new Map<AnyStateNode, readonly PageEdge[]>();
  const visit = (page: AnyStateNode): void => {
    if (pages.has(page)) return;
    const edges = edgesOf(page);
    pages.set(page, edges);
    for (const { target } of edges) if (target.type !== 'history') visit(pageAt(target));
  };
  visit(start);
  return pages;
}
