/** The page's end of reading aloud: the narrator's parts become requests to the core, whose answers lead it on; nothing is kept. */
import { readonly, ref, type Ref, shallowRef, type ShallowRef } from 'vue';
import type { SpeechMessage, SpeechRequest, VoiceState } from '../../main/contract/index.ts';
import type { BrowserEngine } from './browser-engine.ts';
import { createNarrator, type Narrator, type Reading } from './narrator.ts';
import type { SpokenPart } from './spoken-parts.ts';

export interface PageVoice {
  /** What this machine can say, and to whom; absent until the core has told. */
  readonly state: Readonly<ShallowRef<VoiceState>>;
  readonly reading: Readonly<Ref<Reading>>;
  readonly narrator: Omit<Narrator, 'ended'>;
  /** Which screen the parts are of. */
  ofScreen(screenId: string): void;
  /** The core is there (again): tells it whether the browser can speak, and learns afresh what the machine can. */
  greet(): void;
  receive(message: SpeechMessage): void;
}

export interface PageVoiceOptions {
  readonly send: (request: SpeechRequest) => void;
  readonly engine: BrowserEngine;
  /** "Chosen", in the language of the screen. */
  readonly chosenWord: () => string;
}

const nothingKnown: VoiceState = { engine: 'absent', headset: 'unknown' };
/** The contract's longest text. */
const longestText = 2000;

export function createPageVoice({ send, engine, chosenWord }: PageVoiceOptions): PageVoice {
  const state = shallowRef<VoiceState>(nothingKnown);
  const reading = ref<Reading>('done');
  let screenId = '';
  let utteranceId: string | null = null;
  let count = 0;

  const say = (part: SpokenPart): void => {
    count += 1;
    utteranceId = `part-${count}`;
    const words = part.chosen ? `${part.text} ${chosenWord()}` : part.text;
    send({ kind: 'say', screenId, utteranceId, text: words.slice(0, longestText), language: part.language, private: part.private });
  };
  const narrator = createNarrator({
    say,
    hush() {
      utteranceId = null;
      send({ kind: 'hush', screenId });
    },
    reading(next) {
      reading.value = next;
    },
  });
  const tellEngine = (): void => send({ kind: 'engine', found: engine.isFound() });
  engine.onChange(tellEngine);

  return {
    state,
    reading: readonly(reading),
    narrator,
    ofScreen(id) {
      screenId = id;
    },
    greet() {
      state.value = nothingKnown;
      tellEngine();
    },
    receive(message) {
      switch (message.kind) {
        case 'voice':
          state.value = message.state;
          return;
        case 'said':
          // What was said before this part has been given up already.
          if (message.utteranceId !== utteranceId) return;
          utteranceId = null;
          narrator.ended(message.outcome);
          return;
        case 'utter':
          engine.speak(message, (outcome) => send({ kind: 'uttered', utteranceId: message.utteranceId, outcome }));
          return;
        case 'silence':
          engine.silence();
          return;
        default:
          message satisfies never;
      }
    },
  };
}
