/** The answer to reset (ISO 7816-3 §8): where its historical bytes are, which protocol it offers, and whether it is that of a contactless card. */
import type { TransmissionProtocol } from './card-channel.ts';

const maximumLength = 33;

const countOfBits = (nibble: number): number => [1, 2, 4, 8].filter((bit) => (nibble & bit) !== 0).length;

/** The historical bytes; empty where the ATR is malformed or has none. */
export function historicalBytes(atr: Buffer): Buffer {
  const t0 = atr[1];
  if (t0 === undefined || atr.length > maximumLength) return Buffer.alloc(0);
  let interfaceNibble = t0 >> 4;
  let at = 2;
  while (interfaceNibble > 0) {
    const hasNextGroup = (interfaceNibble & 8) !== 0;
    at += countOfBits(interfaceNibble);
    const lastOfGroup = atr[at - 1];
    if (lastOfGroup === undefined) return Buffer.alloc(0);
    interfaceNibble = hasNextGroup ? lastOfGroup >> 4 : 0;
  }
  const end = at + (t0 & 0x0f);
  return end <= atr.length ? atr.subarray(at, end) : Buffer.alloc(0);
}

/**
 * The protocol a card is spoken to in where no PC/SC service has settled one: the first its ATR offers (TD1, absent means T=0).
 * What a reader makes up for a contactless card always means T=1.
 */
export function offeredProtocol(atr: Buffer): TransmissionProtocol {
  if (isContactless(atr)) return 'T=1';
  const interfaceNibble = (atr[1] ?? 0) >> 4;
  if ((interfaceNibble & 8) === 0) return 'T=0';
  const td1 = atr[1 + countOfBits(interfaceNibble)] ?? 0;
  return (td1 & 0x0f) === 1 ? 'T=1' : 'T=0';
}

/** PC/SC part 3 §3.1.3.2.3: the ATR a reader makes up for an ISO 14443-4 card is `3B 8n 80 01 …`. */
export function isContactless(atr: Buffer): boolean {
  return atr[0] === 0x3b && ((atr[1] ?? 0) & 0xf0) === 0x80 && atr[2] === 0x80 && atr[3] === 0x01;
}

const serialLength = 4;

/** The ATR in hex without the card's serial, the last of its historical bytes, and without what a check byte behind them would tell of it. */
export function atrWithoutSerial(atr: Buffer): string {
  const historical = historicalBytes(atr);
  if (historical.length < serialLength) return `of ${atr.length} bytes, not shown`;
  const serialAt = historical.byteOffset - atr.byteOffset + historical.length - serialLength;
  return `${atr.subarray(0, serialAt).toString('hex').toUpperCase()} and ${atr.length - serialAt} bytes not shown`;
}
