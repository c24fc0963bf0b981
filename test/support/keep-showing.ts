/** Somebody who shows something to a device that speaks unasked. */
import type { Clock } from '../../devices/clock.ts';

const shownEveryMs = 1000;

/** Shows it at once, and again until told to stop, as a person does until something happens. To be called when the device waits for it. */
export function keepShowing(clock: Clock, show: () => void): () => void {
  let timer = 0;
  const again = (): void => {
    show();
    timer = clock.after(shownEveryMs, again);
  };
  // The command has begun by then.
  timer = clock.after(1, again);
  return () => clock.clear(timer);
}
