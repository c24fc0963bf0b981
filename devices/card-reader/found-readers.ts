/** The readers that the PC/SC service knows now, and the one of them that is used. */
import type { PcscReader } from './pcsc-binding.ts';
import type { PcscCardState } from './pcsc-following.ts';
import { preferenceOf } from './reader-name.ts';

export interface FoundReader {
  readonly reader: PcscReader;
  /** Null until the service has first told. */
  card: PcscCardState | null;
  /** Number of the present insertion among those of all readers; it grows whenever the card may be another one. */
  insertion: number;
}

interface FoundReaders {
  /** Adds a reader, nothing known of its card. */
  add(reader: PcscReader): void;
  /** False where it was not there. */
  remove(reader: PcscReader): boolean;
  clear(): void;
  /** False where that reader is not there (any more). */
  update(reader: PcscReader, card: PcscCardState): boolean;
  /** Compares the ATR of the card now under power with the one that was told of; a card of another ATR begins a new insertion. */
  recognise(one: FoundReader, atr: Buffer): 'same' | 'another';
  /**
   * The reader that holds a card, or the first; by the order of `patterns`, then in the order of being found. Two cards at once:
   * a reader chosen with its card in stays chosen until that card leaves.
   */
  chosen(): FoundReader | null;
}

/** `patterns`: see `reader-name.ts`; empty: whichever reader there is. */
export function createFoundReaders(patterns: readonly string[]): FoundReaders {
  const found: FoundReader[] = [];
  let insertions = 0;
  let held: { readonly one: FoundReader; readonly insertion: number } | null = null;

  const holdsCard = ({ card }: FoundReader): boolean => card?.isPresent === true;
  const byPreference = (): FoundReader[] => found
    .map((one) => ({ one, preference: preferenceOf(patterns, one.reader.name) }))
    .filter(({ preference }) => preference !== null)
    .sort((a, b) => (a.preference ?? 0) - (b.preference ?? 0))
    .map(({ one }) => one);

  return {
    add: (reader) => void found.push({ reader, card: null, insertion: 0 }),
    remove(reader) {
      const at = found.findIndex((one) => one.reader === reader);
      if (at !== -1) found.splice(at, 1);
      return at !== -1;
    },
    clear() {
      found.length = 0;
    },
    update(reader, card) {
      const one = found.find((candidate) => candidate.reader === reader);
      if (!one) return false;
      if (one.card?.eventCounter !== card.eventCounter) one.insertion = ++insertions;
      one.card = card;
      return true;
    },
    recognise(one, atr) {
      if (!one.card || atr.length === 0 || atr.equals(one.card.atr)) return 'same';
      const isAnother = one.card.atr.length > 0;
      if (isAnother) one.insertion = ++insertions;
      one.card = { ...one.card, atr };
      return isAnother ? 'another' : 'same';
    },
    chosen() {
      if (held && found.includes(held.one) && holdsCard(held.one) && held.one.insertion === held.insertion) return held.one;
      const candidates = byPreference();
      const withCard = candidates.find(holdsCard);
      held = withCard ? { one: withCard, insertion: withCard.insertion } : null;
      return withCard ?? candidates[0] ?? null;
    },
  };
}
