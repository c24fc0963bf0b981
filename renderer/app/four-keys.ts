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
 * The place from which a walk goes on. What had the focus may be gone: pressed and replaced by a word, or on a page that was turned.
 * The walk then goes on where it was, between what stood before it and what stands there now.
 */
export function placeToGoFrom(focused: number, lost: number | null, step: 1 | -1): number {
  if (focused >= 0 || lost === null) return focused;
  return step === 1 ? lost - 1 : lost;
}

/** What can be done now, in order; in an open dialog, only what is in it. */
function walkIn(stage: ParentNode): HTMLElement[] {
  const scope = stage.querySelector('[role="dialog"]') ?? stage;
  return [...scope.querySelectorAll<HTMLElement>(`[${doable}]`)].filter((element) => element.getClientRects().length > 0);
}

export interface FourKeys {
  readonly stage: () => ParentNode | null;
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
    const focused = walk.findIndex((element) => element === window.document.activeElement);
    // A focus that is lost is the document's own; on a heading it is not lost but at the beginning.
    const lost = window.document.activeElement === window.document.body ? last : null;
    const next = nextPlace(walk.length, placeToGoFrom(focused, lost, step), step);
    last = next;
    walk[next]?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape') keys.back();
    else return;
    event.preventDefault();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
