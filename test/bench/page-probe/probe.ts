/** Runs in the kiosk's page before anything else: watches screens appear and touches end. It changes nothing of what it sees. */
import type { PageProbe, Paint } from '../paint.ts';

{
  const paints: Paint[] = [];
  const waiting = new Set<() => void>();
  let shown: string | null = null;
  let touchedAt: number | null = null;

  const sinceEpoch = (at: number): number => performance.timeOrigin + at;

  const painted = (paint: Omit<Paint, 'paintedAt'>): void => {
    paints.push({ ...paint, paintedAt: sinceEpoch(performance.now()) });
    for (const look of [...waiting]) look();
  };

  const look = (): void => {
    const screen = document.querySelector<HTMLElement>('[data-screen-id]');
    const screenId = screen?.dataset['screenId'];
    if (!screenId || screenId === shown) return;
    const paint = { from: shown, screenId, kind: screen.dataset['screen'] ?? '', touchedAt };
    shown = screenId;
    touchedAt = null;
    requestAnimationFrame(() => requestAnimationFrame(() => painted(paint)));
  };

  const find = (wanted: (paint: Paint) => boolean, withinMs: number): Promise<Paint> => new Promise((resolve, reject) => {
    const seek = (): void => {
      const found = paints.find(wanted);
      if (!found) return;
      end();
      resolve(found);
    };
    const impatience = setTimeout(() => {
      end();
      reject(new Error(`after ${withinMs} ms the page still shows ${shown ?? 'nothing'} (${paints.at(-1)?.kind ?? '-'})`));
    }, withinMs);
    const end = (): void => {
      clearTimeout(impatience);
      waiting.delete(seek);
    };
    waiting.add(seek);
    seek();
  });

  // On the window and in the capture phase, before the page's own code has done anything about the touch.
  window.addEventListener('pointerup', (event) => { touchedAt = sinceEpoch(event.timeStamp); }, true);
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-screen-id'] });

  const pageProbe: PageProbe = {
    after: (screenId, withinMs) => find((paint) => paint.from === screenId, withinMs),
    first: (kind, withinMs) => find((paint) => paint.kind === kind, withinMs),
  };
  Object.assign(window, { pageProbe });
}
