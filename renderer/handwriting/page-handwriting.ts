/** The page's end of handwriting: strokes become requests to the core, and only the answer to the newest of them counts; nothing is kept. */
import { readonly, ref, type Ref, shallowRef, type ShallowRef } from 'vue';
import type { HandwritingMessage, HandwritingRequest, Language, Strokes } from '../../main/contract/index.ts';

/** `characters`: best first. Null: handwriting does not work for the moment. */
export interface Sighting {
  readonly characters: readonly string[] | null;
}

export interface PageHandwriting {
  /** In which languages one can write by hand here; none until the core has told. */
  readonly languages: Readonly<ShallowRef<readonly Language[]>>;
  /** What the strokes of the newest look that was answered may be; null where nothing is written. */
  readonly sighting: Readonly<ShallowRef<Sighting | null>>;
  /** Whether the newest look is still to be answered. */
  readonly looking: Readonly<Ref<boolean>>;
  /** Asks which character these may be; no strokes: nothing is written any more. */
  look(strokes: Strokes): void;
  /** The core is there (again): learns afresh what it can read. */
  greet(): void;
  receive(message: HandwritingMessage): void;
}

export function createPageHandwriting(send: (request: Omit<HandwritingRequest, 'screenId'>) => void): PageHandwriting {
  const languages = shallowRef<readonly Language[]>([]);
  const sighting = shallowRef<Sighting | null>(null);
  const looking = ref(false);
  let count = 0;
  let newest: string | null = null;

  const answered = (lookId: string, characters: Sighting['characters']): void => {
    if (lookId !== newest) return;
    newest = null;
    looking.value = false;
    sighting.value = { characters };
  };

  return {
    languages,
    sighting,
    looking: readonly(looking),
    look(strokes) {
      looking.value = strokes.length > 0;
      if (strokes.length === 0) {
        newest = null;
        sighting.value = null;
        return;
      }
      count += 1;
      newest = `look-${count}`;
      send({ lookId: newest, strokes });
    },
    greet() {
      languages.value = [];
      looking.value = false;
      sighting.value = null;
      newest = null;
    },
    receive(message) {
      switch (message.kind) {
        case 'offer':
          languages.value = message.languages;
          return;
        case 'candidates':
          answered(message.lookId, message.characters);
          return;
        case 'unavailable':
          answered(message.lookId, null);
          return;
        default:
          message satisfies never;
      }
    },
  };
}
