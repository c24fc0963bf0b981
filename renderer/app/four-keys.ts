/** Walking the page with four keys: up and down move the focus through what can be done, Escape is back; Enter is the browser's. */

/** Marks an element as something that can be done; its place in the document is its place in the walk. */
export const doable = 'data-doable';

/**
 * The place in a walk of `count` after one step. `current` is -1 while the focus is on the heading or nowhere: down
 * then goes to the first, up to the last. The walk is a circle, so that nobody is stuck. -1 when there is nothing.
 */
export function nextPlace(count: number, current: number, step: 1 | -1): number {
  if (count === 0) return -1;
  if (current < 0) return step === 1 ? 0 : count - 1;
  return (current + step + count) % count;
}

/**
 * The place from which a walk goes on. The focus may be on nothing that can be done: on a heading, or gone with what was pressed and
 * replaced. The walk then goes on from there, between the `before` things that stand before it and those behind; null: from the beginning.
 */
export function placeToGoFrom(focused: number, before: number | null, step: 1 | -1): number {
  if (focused >= 0 || before === null) return focused;
  return step === 1 ? before - 1 : before;
}

/** What can be done now, in order; in an open dialog, only what is in it. */
function walkIn(stage: ParentNode): HTMLElement[] {
  const scope = stage.querySelector('[role="dialog"]') ?? stage;
  return [...scope.querySelectorAll<HTMLElement>(`[${doable}]`)].filter((element) => element.getClientRects().length > 0);
}

/** Marks a stage that is walked with keys: what has the focus is then shown even where nothing can be done, such as a heading. */
const walked = 'keys';

const standsBefore = (one: Element, other: Element): boolean => (other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;

export interface FourKeys {
  readonly stage: () => HTMLElement | null;
  readonly back: () => void;
}

/** Listens on the window. Returns how to stop. */
export function listenToFourKeys(window: Window, keys: FourKeys): () => void {
  /** Where the focus was last, for when what had it is gone. */
  let last: number | null = null;
  const move = (step: 1 | -1): void => {
    const stage = keys.stage();
    if (!stage) return;
    const walk = walkIn(stage);
    const at = window.document.activeElement;
    const focused = walk.findIndex((element) => element === at);
    // A focus that is lost is the document's own.
    const before = at && stage.contains(at) ? walk.filter((element) => standsBefore(element, at)).length : last;
    const next = nextPlace(walk.length, placeToGoFrom(focused, before, step), step);
    last = next;
    walk[next]?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const stage = keys.stage();
    if (stage) stage.dataset[walked] = '';
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape' && !event.repeat) keys.back();
    // A select key that is held, as a slow hand holds it, selects once.
    else if (event.key !== 'Escape' && !(event.key === 'Enter' && event.repeat)) return;
    event.preventDefault();
  };
  const onPointer = (): void => {
    delete keys.stage()?.dataset[walked];
  };
  window.addEventListener('keydown', onKey);
  window.addEventListener('pointerdown', onPointer, true);
  return () => {
    window.removeEventListener('keydown', onKey);
    window.removeEventListener('pointerdown', onPointer, true);
  };
}
