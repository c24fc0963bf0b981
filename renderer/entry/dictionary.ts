/** Finds what a person may mean by the pinyin letters typed so far: words, then characters, most common first. */

/** The dictionary as it is carried in the page. */
export interface WrittenDictionary {
  /** Syllable → its characters, most common first. */
  readonly characters: Readonly<Record<string, string>>;
  /** One word a line, most common first: pinyin, a space, the word. */
  readonly words: string;
  /** Code of a place (GB/T 2260) → its name in Latin letters. */
  readonly placeNames: Readonly<Record<string, string>>;
}

export interface Candidate {
  readonly text: string;
  /** How many of the letters typed it stands for; the others stay. */
  readonly letters: number;
}

export interface Dictionary {
  /** Best first; each text once. Empty where nothing is meant by these letters. */
  candidates(letters: string): readonly Candidate[];
  /** A common word with this character in it, by which whoever listens tells it from others of the same sound. Null for a word, and where none is known. */
  exampleOf(text: string): string | null;
}

/** Words that go on from what was typed: more would push the characters too far away. */
const mostLongerWords = 12;
/** From this many letters on, words that go on are offered. */
const leastForLongerWords = 3;
/** The longest word that explains a character: a longer one takes longer to hear. */
const longestExample = 2;
/** Characters offered for each syllable that could still come out of a beginning such as `zh`. */
const charactersOfBeginning = 4;

export function openDictionary({ characters, words }: Pick<WrittenDictionary, 'characters' | 'words'>): Dictionary {
  const byReading = new Map<string, string[]>();
  const inOrder = words.split('\n').map((line) => {
    const [reading = '', word = ''] = line.split(' ', 2);
    byReading.set(reading, [...(byReading.get(reading) ?? []), word]);
    return { reading, word };
  });
  const syllables = Object.keys(characters).toSorted();

  const syllablesWith = (beginning: string): readonly string[] => syllables.filter((syllable) => syllable.startsWith(beginning));
  /** Whether these letters can be the beginning of something. */
  const canGoOn = (letters: string): boolean => letters === '' || syllables.some((syllable) => syllable.startsWith(letters) || letters.startsWith(syllable));

  const wordsOf = (letters: string): readonly Candidate[] => (byReading.get(letters) ?? []).map((text) => ({ text, letters: letters.length }));

  function longerWords(letters: string): readonly Candidate[] {
    // Whoever has typed a whole syllable may be looking for its character.
    if (letters.length < leastForLongerWords || Object.hasOwn(characters, letters)) return [];
    const longer = inOrder.filter(({ reading }) => reading.length > letters.length && reading.startsWith(letters));
    return longer.slice(0, mostLongerWords).map(({ word }) => ({ text: word, letters: letters.length }));
  }

  /** Words for a part of the letters, the longest part first, where the rest can go on. */
  const firstWords = (letters: string): readonly Candidate[] =>
    Array.from({ length: letters.length }, (_, place) => letters.length - 1 - place)
      .filter((end) => end > 1 && canGoOn(letters.slice(end)))
      .flatMap((end) => wordsOf(letters.slice(0, end)));

  function firstCharacters(letters: string): readonly Candidate[] {
    const whole = syllables.filter((syllable) => letters.startsWith(syllable) && canGoOn(letters.slice(syllable.length)));
    const longestFirst = whole.toSorted((one, other) => other.length - one.length);
    return longestFirst.flatMap((syllable) => [...(characters[syllable] ?? '')].map((text) => ({ text, letters: syllable.length })));
  }

  const charactersOfBeginnings = (letters: string): readonly Candidate[] => syllablesWith(letters)
    .flatMap((syllable) => [...(characters[syllable] ?? '')].slice(0, charactersOfBeginning))
    .map((text) => ({ text, letters: letters.length }));

  /** Words that begin with the character say best which it is. */
  function exampleOf(character: string): string | null {
    if ([...character].length !== 1) return null;
    const examples = inOrder.filter(({ word }) => word.includes(character) && [...word].length === longestExample);
    return (examples.find(({ word }) => word.startsWith(character)) ?? examples[0])?.word ?? null;
  }

  return {
    exampleOf,
    candidates(letters) {
      if (letters === '') return [];
      const all = [...wordsOf(letters), ...longerWords(letters), ...firstWords(letters), ...firstCharacters(letters)];
      const found = all.length > 0 ? all : charactersOfBeginnings(letters);
      return [...new Map(found.toReversed().map((candidate) => [candidate.text, candidate])).values()].toReversed();
    },
  };
}
