/** The bytes in which a printer speaks of itself: `DLE EOT 1–4`, `GS r 1` and the answer to a clearing. Pure. */

/** Which `DLE EOT` question: 1 printer, 2 cause of being offline, 3 cause of an error, 4 paper. */
export type StatusQuestion = 1 | 2 | 3 | 4;

export const askStatus = (question: StatusQuestion): Uint8Array => Uint8Array.of(0x10, 0x04, question);
/** `GS r 1`: answered in its turn, when everything sent before it has been processed. */
export const askPaperInTurn = Uint8Array.of(0x1d, 0x72, 0x01);
/** `DLE DC4 8`: at once forgets everything received and not yet printed, then answers `37 25 00`. */
export const clearBuffers = Uint8Array.of(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
/** `ESC @`. */
export const initialise = Uint8Array.of(0x1b, 0x40);
const clearAnswer = [0x37, 0x25, 0x00] as const;

/** What is the matter with a printer, as its own bytes tell. */
export interface PrinterCondition {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly feeding: boolean;
  /** Printing was stopped by the end of the paper. */
  readonly stoppedForPaper: boolean;
  readonly error: boolean;
  readonly cutterFault: boolean;
  readonly unrecoverable: boolean;
  /** An error that passes by itself, such as a hot head. */
  readonly passing: boolean;
  readonly paperNearEnd: boolean;
  readonly paperEnd: boolean;
}
export const allWell: PrinterCondition = {
  offline: false, coverOpen: false, feeding: false, stoppedForPaper: false, error: false,
  cutterFault: false, unrecoverable: false, passing: false, paperNearEnd: false, paperEnd: false,
};
/** What a printer told of its condition; null where its head does not answer the question. */
export type PrinterReport = { readonly [Fact in keyof PrinterCondition]: boolean | null };
export const nothingTold: PrinterReport = {
  offline: null, coverOpen: null, feeding: null, stoppedForPaper: null, error: null,
  cutterFault: null, unrecoverable: null, passing: null, paperNearEnd: null, paperEnd: null,
};
/** What the answer to the third question would say of a printer without an error. */
export const noError = { cutterFault: false, unrecoverable: false, passing: false } as const satisfies Partial<PrinterCondition>;

const fixedMask = 0x93;
const fixedBits = 0x12;
const nearEndBits = 0x0c;
const endBits = 0x60;

/** What one answer says; null where the fixed bits show that it is none. */
export function readStatus(question: StatusQuestion, byte: number): Partial<PrinterCondition> | null {
  if ((byte & fixedMask) !== fixedBits) return null;
  const bit = (number: number): boolean => (byte & (1 << number)) !== 0;
  switch (question) {
    case 1:
      return { offline: bit(3) };
    case 2:
      return { coverOpen: bit(2), feeding: bit(3), stoppedForPaper: bit(5), error: bit(6) };
    case 3:
      return { cutterFault: bit(3), unrecoverable: bit(5), passing: bit(6) };
    case 4:
      // Two sensors' worth of bits that always agree; one is enough to believe it.
      return { paperNearEnd: (byte & nearEndBits) !== 0, paperEnd: (byte & endBits) !== 0 };
  }
}

/** The answer a printer in that condition gives. */
export function writeStatus(question: StatusQuestion, condition: PrinterCondition): number {
  const bits = (entries: readonly (readonly [boolean, number])[]): number =>
    entries.reduce((byte, [holds, mask]) => (holds ? byte | mask : byte), fixedBits);
  switch (question) {
    case 1:
      return bits([[condition.offline, 0x08]]);
    case 2:
      return bits([[condition.coverOpen, 0x04], [condition.feeding, 0x08], [condition.stoppedForPaper, 0x20], [condition.error, 0x40]]);
    case 3:
      return bits([[condition.cutterFault, 0x08], [condition.unrecoverable, 0x20], [condition.passing, 0x40]]);
    case 4:
      return bits([[condition.paperNearEnd, nearEndBits], [condition.paperEnd, endBits]]);
  }
}

/** The answer to `GS r 1`: bits 0–1 near end, bits 2–3 end. */
export const writePaperInTurn = (condition: PrinterCondition): number => (condition.paperNearEnd ? 0x03 : 0) | (condition.paperEnd ? 0x0c : 0);
export const writeClearAnswer = (): Uint8Array => Uint8Array.from(clearAnswer);

/** What came back, told apart by the fixed bits alone: the answers do not say which question they answer. */
export type PrinterAnswer =
  | { readonly kind: 'status'; readonly byte: number }
  | { readonly kind: 'paperInTurn'; readonly nearEnd: boolean; readonly end: boolean }
  | { readonly kind: 'cleared' };

/** Cuts the stream from the printer into answers; skips what is none. Never throws. */
export function createAnswerReader(): (bytes: Uint8Array) => PrinterAnswer[] {
  let clearSeen = 0;
  const read = (byte: number): PrinterAnswer | null => {
    if (byte === clearAnswer[clearSeen]) {
      clearSeen++;
      if (clearSeen < clearAnswer.length) return null;
      clearSeen = 0;
      return { kind: 'cleared' };
    }
    clearSeen = byte === clearAnswer[0] ? 1 : 0;
    if ((byte & fixedMask) === fixedBits) return { kind: 'status', byte };
    if ((byte & 0x90) === 0) return { kind: 'paperInTurn', nearEnd: (byte & 0x03) !== 0, end: (byte & 0x0c) !== 0 };
    return null;
  };
  return (bytes) => [...bytes].map(read).filter((answer) => answer !== null);
}
