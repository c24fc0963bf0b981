/** Tells that somebody is at work on the page, which the core would not see otherwise: typing, writing and turning pages stay in the page. */

/** Far less than the shortest idle time, and far more than the time between two touches. */
const tellEveryMs = 5_000;
const stirs = ['pointerdown', 'keydown'] as const;

/** Listens on the window, ahead of everything that a touch or key does on the page. Returns how to stop. */
export function listenToStirring(window: Pick<Window, 'addEventListener' | 'removeEventListener'>, tell: () => void): () => void {
  let toldAt = -Infinity;
  const onStir = ({ timeStamp }: Event): void => {
    if (timeStamp - toldAt < tellEveryMs) return;
    toldAt = timeStamp;
    tell();
  };
  for (const stir of stirs) window.addEventListener(stir, onStir, true);
  return () => {
    for (const stir of stirs) window.removeEventListener(stir, onStir, true);
  };
}
