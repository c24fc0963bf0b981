/** Finds the requests a printer acts on the moment they arrive, wherever in the stream they stand, even inside a picture. */
import { clearBuffers, type StatusQuestion } from '../../receipt-printer/status-codec.ts';

export type RealTimeRequest =
  | { readonly kind: 'status'; readonly question: StatusQuestion }
  /** `DLE ENQ 2` and `DLE DC4 8`; only the latter is confirmed. `end`: what stood before this offset of the chunk is forgotten. */
  | { readonly kind: 'clear'; readonly confirm: 'answered' | 'unanswered'; readonly end: number };

const dle = 0x10;

/** Takes the stream as it comes, however it was cut. */
export function createRealTimeScanner(): (bytes: Uint8Array) => RealTimeRequest[] {
  let recent: number[] = [];
  const requestAt = (end: number): RealTimeRequest | null => {
    const [first, second, third] = recent.slice(-3);
    if (first === dle && second === 0x04 && (third === 1 || third === 2 || third === 3 || third === 4)) return { kind: 'status', question: third };
    if (first === dle && second === 0x05 && third === 2) return { kind: 'clear', confirm: 'unanswered', end };
    const isClear = recent.length === clearBuffers.length && recent.every((byte, index) => byte === clearBuffers[index]);
    return isClear ? { kind: 'clear', confirm: 'answered', end } : null;
  };
  return (bytes) => {
    const requests: RealTimeRequest[] = [];
    bytes.forEach((byte, index) => {
      recent = [...recent.slice(1 - clearBuffers.length), byte];
      const request = requestAt(index + 1);
      if (request) requests.push(request);
    });
    return requests;
  };
}
