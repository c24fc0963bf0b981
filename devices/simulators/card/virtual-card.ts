/** A card as its reader meets it: it is powered, asked byte by byte, and answers or does not. Whatever the bytes, it never throws. */
import { historicalBytes } from '../../card-reader/atr.ts';

export interface VirtualCard {
  /** Answer to reset. */
  readonly atr: Buffer;
  /** Power on, or reset: the card starts afresh, without any right granted before. */
  powerOn(): void;
  powerOff(): void;
  /** The response APDU; null where the card stays silent. */
  transmit(command: Buffer): Buffer | null;
}

/** The same card laid on a contactless reader, which makes up an ATR of its historical bytes (PC/SC part 3 §3.1.3.2.3). */
export function laidOnContactless(card: VirtualCard): VirtualCard {
  const historical = historicalBytes(card.atr);
  const body = Buffer.from([0x80 | historical.length, 0x80, 0x01, ...historical]);
  const check = body.reduce((sum, byte) => sum ^ byte, 0);
  return { ...card, atr: Buffer.from([0x3b, ...body, check]) };
}

/** A card that says nothing but its ATR. */
export function createMuteCard(atr: Buffer): VirtualCard {
  return { atr, powerOn: () => undefined, powerOff: () => undefined, transmit: () => null };
}

/** The same card, falling silent for good after so many commands counted from now. */
export function mutedAfter(card: VirtualCard, commands: number): VirtualCard {
  let left = commands;
  return { ...card, transmit: (command) => (left-- > 0 ? card.transmit(command) : null) };
}
