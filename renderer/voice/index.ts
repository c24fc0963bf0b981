/** The door of reading aloud: how the page comes to its voice, and what a component may ask of it. */
import { inject, type InjectionKey, onBeforeUnmount, type ShallowRef } from 'vue';
import type { PageVoice } from './page-voice.ts';
import { keepReading } from './keep-reading.ts';
import { readStage } from './stage-reader.ts';

export { openBrowserEngine } from './browser-engine.ts';
export { type Reading } from './narrator.ts';
export { createPageVoice, type PageVoice } from './page-voice.ts';
export { compareSpoken, shownTexts } from './spoken-check.ts';
export { spokenParts, type SpokenPart } from './spoken-parts.ts';

export const voiceKey: InjectionKey<PageVoice> = Symbol('voice');

/** Null for a component outside of a page, such as a sample in a test. */
export const useVoice = (): PageVoice | null => inject(voiceKey, null);

/** Reads the stage aloud for as long as the component lives; see keepReading. */
export function useReading(stage: Readonly<ShallowRef<HTMLElement | null>>, voice: PageVoice, isOn: () => boolean): void {
  onBeforeUnmount(keepReading({
    stage: () => stage.value,
    state: () => voice.state.value,
    isOn,
    read: (element) => readStage({ stage: element, narrator: voice.narrator, ofScreen: voice.ofScreen }),
    rest: () => voice.narrator.rest(),
  }));
}
