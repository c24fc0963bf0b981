/** health.yaml: what is said of each part of the kiosk that is out of service, and what the attendants should see to. */
import * as z from 'zod';
import { LocalizedText } from '../../main/contract/index.ts';

const OutOfServiceTexts = z.strictObject({
  cardReader: LocalizedText,
  idScanner: LocalizedText,
  /** Neither card reader nor ID scanner, but another way to say who one is. */
  cardAndIdScanner: LocalizedText,
  documentReader: LocalizedText,
  codeScanner: LocalizedText,
  /** No way at all for anybody to say who they are. */
  identification: LocalizedText,
  camera: LocalizedText,
  receiptPaper: LocalizedText,
  receiptPrinter: LocalizedText,
  platform: LocalizedText,
});
export type OutOfServiceTexts = z.infer<typeof OutOfServiceTexts>;

export const HealthTexts = z.strictObject({
  /** Whole sentences, for whom it matters and what to do instead. */
  outOfService: OutOfServiceTexts,
  /** The same in two or three words, for the status line of every screen. */
  signs: OutOfServiceTexts,
  /** Somebody should see to it: mostly while everything still serves. */
  attention: z.strictObject({
    paperLow: LocalizedText,
    /** Nothing was seen through the lens when it was last used. */
    cameraBlack: LocalizedText,
    /** The picture stood still. */
    cameraFrozen: LocalizedText,
    /** The ID card that last lay on the scanner could not be read. */
    idCardUnreadable: LocalizedText,
    /** What last came from the document reader could not be read. */
    passportUnreadable: LocalizedText,
    /** What comes from the code scanner cannot be read. */
    signalGarbled: LocalizedText,
    /** Nobody can have the screens read aloud. */
    voiceMissing: LocalizedText,
    /** Nobody can write with a finger. */
    handwritingMissing: LocalizedText,
  }),
});
export type HealthTexts = z.infer<typeof HealthTexts>;
