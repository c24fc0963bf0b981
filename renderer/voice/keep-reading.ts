/** Decides when the stage begins to be read aloud, and when from its beginning again: not with every change of what is on it. */
import { watch } from 'vue';
import type { VoiceState } from '../../main/contract/index.ts';

export interface ReadingSources<Stage> {
  /** Null while there is none. */
  readonly stage: () => Stage | null;
  /** What this machine can say, and to whom. */
  readonly state: () => VoiceState;
  /** Whether the person has the voice on. */
  readonly isOn: () => boolean;
  /** Reads the stage, and goes on with whatever changes on it. Returns how to stop. */
  readonly read: (stage: Stage) => () => void;
  /** Forgets what was read: the next screen is a new one. */
  readonly rest: () => void;
}

/**
 * Reads the stage while the person has the voice on and this machine has one; all of it afresh once a headset is put in. A jack
 * that did not answer for a moment is no headset put in. Returns how to stop.
 */
export function keepReading<Stage>({ stage, state, isOn, read, rest }: ReadingSources<Stage>): () => void {
  let stop: () => void = () => undefined;
  const fallSilent = (): void => {
    stop();
    stop = () => undefined;
    rest();
  };
  const isReading = (): boolean => isOn() && state().engine === 'present';
  // Getters throughout: a ref among them would have a screen that is sent again begin the reading again.
  const stopWatching = watch([isReading, stage, () => state().headset] as const, ([on, element, headset], [wasOn, , before]) => {
    if (on && wasOn && headset !== before && !(headset === 'inserted' && before === 'removed')) return;
    fallSilent();
    if (on && element) stop = read(element);
  }, { flush: 'post', immediate: true });
  return () => {
    stopWatching();
    fallSilent();
  };
}
