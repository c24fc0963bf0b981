/**
 * What a device says of itself. The generic status is the same for all; the specific part differs by kind.
 * Vocabulary follows XFS4IoT. `unknown` is a value: what a device cannot tell is never guessed.
 */
import * as z from 'zod';

export const DeviceKind = z.enum(['card-reader', 'id-scanner', 'document-reader', 'code-scanner', 'receipt-printer', 'camera']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/**
 * `busy`: another program holds the device, so that it takes no command from here, or it pauses and will go on by itself, as a
 * hot print head does. That a command of our own runs is not told: the next one waits for its turn. `powerOff` is told by no
 * driver of this kiosk: a device without power says nothing, and is `noDevice` where its port goes with it, `offline` where the
 * port stays. `userError`: somebody has to do something at the device itself, such as close its cover.
 */
export const GenericStatus = z.enum([
  'starting', 'online', 'offline', 'powerOff', 'noDevice', 'hardwareError', 'userError', 'busy', 'unknown',
]);
export type GenericStatus = z.infer<typeof GenericStatus>;

/** Is a card or document in the device? `latched`: held by the device and not takeable yet. */
export const MediaPresence = z.enum(['present', 'notPresent', 'jammed', 'entering', 'latched', 'unknown']);
export type MediaPresence = z.infer<typeof MediaPresence>;

export const PaperLevel = z.enum(['full', 'low', 'out', 'jammed', 'unknown']);
export type PaperLevel = z.infer<typeof PaperLevel>;

export const CardReaderStatus = z.strictObject({
  media: MediaPresence,
  chip: z.enum(['online', 'busy', 'poweredOff', 'noCard', 'hardwareError', 'unknown']),
  /** The PSAM in its own slot; absent where this machine is to work without one. */
  psam: z.enum(['present', 'notPresent', 'unknown']).optional(),
});
export type CardReaderStatus = z.infer<typeof CardReaderStatus>;

export const IdScannerStatus = z.strictObject({
  media: MediaPresence,
  /** The security module that decrypts documents; `unauthorised` = SW3 66h. */
  samModule: z.enum(['ready', 'unauthorised', 'failed', 'unknown']),
  /**
   * How reading went last. `failed`: a document lay there and could not be read though it was tried again, or a reader that
   * speaks unasked sent what are no lines of a document. That may be the document's fault or the reader's: the next one tells.
   */
  reading: z.enum(['ok', 'failed', 'unknown']),
});
export type IdScannerStatus = z.infer<typeof IdScannerStatus>;

export const CodeScannerStatus = z.strictObject({
  /** Could what last came from the scanner be read? `garbled` mostly means a wrong speed, suffix or encoding in the profile. */
  signal: z.enum(['clean', 'garbled', 'unknown']),
});
export type CodeScannerStatus = z.infer<typeof CodeScannerStatus>;

export const ReceiptPrinterStatus = z.strictObject({
  paper: PaperLevel,
  cover: z.enum(['closed', 'open', 'unknown']),
  cutter: z.enum(['ok', 'fault', 'unknown']),
  /** A printed receipt waiting in the mouth of the printer. */
  media: MediaPresence,
});
export type ReceiptPrinterStatus = z.infer<typeof ReceiptPrinterStatus>;

export const CameraStatus = z.strictObject({
  /** `blocked`: the machine does not permit this page to use it. */
  capture: z.enum(['stopped', 'running', 'blocked', 'unknown']),
  /** How light the picture is while capture runs. */
  light: z.enum(['ok', 'dark', 'bright', 'unknown']),
  /** `black`: nothing at all is seen, as through a closed shutter. `frozen`: the same picture again and again, or none any more. */
  picture: z.enum(['ok', 'black', 'frozen', 'unknown']),
  /** Of the capture that runs, in pixels. */
  resolution: z.union([z.templateLiteral([z.int(), 'x', z.int()]), z.literal('unknown')]),
});
export type CameraStatus = z.infer<typeof CameraStatus>;
