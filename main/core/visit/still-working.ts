/** Tells people that the kiosk is still at work when that takes longer than they expect; also where the page is not one of waiting: a card that is read, a PIN that is checked. */
import type { EffectCall, Progress } from './effect.ts';

/** Milliseconds after which a page says that it goes on. */
export const busyLongMs = 1000;

/** Shows `progress` at once, and with `slow` in it when the work lasts. Returns how to say that it is over. */
export function showWork({ world: { clock }, show, signal }: Pick<EffectCall, 'world' | 'show' | 'signal'>, progress: Progress): () => void {
  show(progress);
  const later = clock.after(busyLongMs, () => show({ ...progress, slow: true }));
  const over = (): void => {
    signal.removeEventListener('abort', over);
    clock.clear(later);
  };
  signal.addEventListener('abort', over, { once: true });
  return over;
}
