/** What the card reader needs of a driver: a slot that tells its state and powers the card in it. Two drivers: PC/SC and vpcd. */
import type { CardChannel } from './card-channel.ts';
import type { CardOutcome } from './outcome.ts';

export type SlotState =
  | { readonly kind: 'starting' }
  /** The service that owns the readers is not there. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'noReader' }
  | { readonly kind: 'empty' }
  /** `insertion` differs whenever the card may be another one, even where the removal between was not seen. */
  | { readonly kind: 'card'; readonly insertion: number };

/** Whether two reports tell the same: a driver may repeat itself, as when another reader of its service stirs. */
export const isSameState = (one: SlotState, other: SlotState): boolean =>
  one.kind === 'card' && other.kind === 'card' ? one.insertion === other.insertion : one.kind === other.kind;

export interface PoweredCard {
  readonly atr: Buffer;
  readonly channel: CardChannel;
  /** Ends the power and with it every right the card granted. Never rejects. */
  powerOff(): Promise<void>;
}

export interface CardSlot {
  /** Called once. Returns how to let go of the wire. */
  start(report: (state: SlotState) => void): () => Promise<void>;
  powerOn(signal: AbortSignal): Promise<CardOutcome<PoweredCard>>;
}

/**
 * Longest wait for one answer of a card. ISO 7816-3 lets a card ask for more time again and again; the slowest command of this
 * application takes a few hundred milliseconds, so a card that says nothing for this long is mute.
 */
export const answerLimitMs = 4_000;
