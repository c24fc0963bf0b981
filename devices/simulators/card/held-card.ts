/** A card between somebody's fingers: while it is in the reader it can be told to fall silent, or be pulled at the very command one names. */
import type { VirtualCard } from './virtual-card.ts';

/** `unheard`: the command never reaches the card. `obeyed`: the card has done as told, but its answer is lost. */
export type Pulling = 'unheard' | 'obeyed';

export interface HeldCard extends VirtualCard {
  /** Answers so many more commands, and none after. */
  muteAfter(commands: number): void;
  /** Is pulled at that command from now, the next being the first. */
  pullAt(command: number, how: Pulling): void;
  /** Takes back both. */
  release(): void;
}

/** `pull` takes it out of the reader. */
export function holdCard(card: VirtualCard, pull: () => void): HeldCard {
  let answers = Number.POSITIVE_INFINITY;
  let pulling: { left: number; readonly how: Pulling } | null = null;

  /** How the card is pulled at this command; null where it stays. */
  function pulledNow(): Pulling | null {
    if (!pulling || --pulling.left > 0) return null;
    const { how } = pulling;
    pulling = null;
    return how;
  }

  return {
    ...card,
    transmit(command) {
      const pulled = pulledNow();
      if (pulled === 'obeyed') card.transmit(command);
      if (pulled) pull();
      return pulled || answers-- <= 0 ? null : card.transmit(command);
    },
    muteAfter(commands) {
      answers = commands;
    },
    pullAt(command, how) {
      pulling = { left: command, how };
    },
    release() {
      answers = Number.POSITIVE_INFINITY;
      pulling = null;
    },
  };
}
