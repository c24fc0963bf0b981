/** The beginning of a receipt that broke off: it hangs from the printer, and the next receipt would come out joined to it. */

/**
 * What must outlive this program about the paper: whether some of a receipt may hang from the printer, uncut. Nothing of what
 * stands on it. A memory that fails says so elsewhere: it never throws, for a receipt is printed all the same.
 */
export interface PaperMemory {
  /** Whether a program before this one may have left some of a receipt hanging. */
  wasLeftHanging(): boolean;
  /** From now on some may hang. Durable when this returns. */
  receiptBegins(): void;
  /** Nothing hangs any more. */
  paperIsCut(): void;
}

/** For programs that leave no paper to anybody, such as a self-test. */
export const noMemory: PaperMemory = { wasLeftHanging: () => false, receiptBegins: () => undefined, paperIsCut: () => undefined };

export interface HangingPaper {
  /** Whether a beginning is to be cut off before anything else is printed. */
  isThere(): boolean;
  /** A receipt is about to be sent. */
  receiptBegins(): void;
  /** It came out whole and was cut off. */
  receiptIsCut(): void;
  /** It did not, as far as anybody knows. */
  receiptBrokeOff(): void;
  /** Cutting off the beginning was tried. `brokenOff`: printer, line or caller stopped it, so that it may hang still. */
  cutWasTried(end: 'cut' | 'brokenOff'): void;
}

/** A printer that breaks off every time, as one whose cutter draws too much power, must not feed the roll away. */
const mostCuts = 2;

export function watchHangingPaper(memory: PaperMemory): HangingPaper {
  let cutsLeft = memory.wasLeftHanging() ? mostCuts : 0;
  const nothingHangs = (): void => {
    cutsLeft = 0;
    memory.paperIsCut();
  };
  return {
    isThere: () => cutsLeft > 0,
    receiptBegins: () => memory.receiptBegins(),
    receiptIsCut: nothingHangs,
    receiptBrokeOff() {
      cutsLeft = mostCuts;
    },
    cutWasTried(end) {
      cutsLeft--;
      if (end === 'cut' || cutsLeft === 0) nothingHangs();
    },
  };
}
