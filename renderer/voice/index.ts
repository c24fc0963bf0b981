/** The door of reading aloud: how the page comes to its voice, and what a component may ask of it. */
import { inject, type InjectionKey, onBeforeUnmount, type ShallowRef, watch } from 'vue';
import type { PageVoice } from './page-voice.ts';
import { readStage } from './stage-reader.ts';

export { openBrowserEngine } from './browser-engine.ts';
export { type Reading } from './narrator.ts';
export { createPageVoice, type PageVoice } from './page-voice.ts';
export { compareSpoken, shownTexts } from './spoken-check.ts';
export { spokenParts, type SpokenPart } from './spoken-parts.ts';

export const voiceKey: InjectionKey<PageVoice> = Symbol('voice');

/** Null for a component outside of a page, such as a sample in a test. */
export const useVoice = (): PageVoice | null => inject(voiceKey, null);

/**
 * Reads the stage aloud while the person has the voice on and this machine has one; all of it afresh once a headset is put in. A jack
 * that did not answer for a moment is no headset put in.
 */
export function useReading(stage: Readonly<ShallowRef<HTMLElement | null>>, voice: PageVoice, isOn: () => boolean): void {
  let stop: () => void = () => undefined;
  const rest = (): void => {
    stop();
    stop = () => undefined;
    voice.narrator.rest();
  };
  const isReading = (): boolean => isOn() && voice.state.value.engine === 'present';
  watch([isReading, stage, () => voice.state.value.headset] as const, ([on, element, headset], [wasOn, , before]) => {
    if (on && wasOn && headset !== before && !(headset === 'inserted' && before === 'removed')) return;
    rest();
    if (on && element) stop = readStage({ stage: element, narrator: voice.narrator, ofScreen: voice.ofScreen });
  }, { flush: 'post', immediate: true });
  onBeforeUnmount(rest);
}
