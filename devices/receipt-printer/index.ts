/** The door of the receipt printer. */
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { createDevice } from '../device.ts';
import type { PaperColumns } from './composer.ts';
import type { ReceiptPrinter } from './contract.ts';
import { createEscPosDriver } from './escpos-driver.ts';
import { noMemory, type PaperMemory } from './hanging-paper.ts';
import { usualHead, type PrintHead } from './head.ts';
import { bundledGlyphs, type GlyphSource } from './rare-glyphs/index.ts';

export { createEscPosTrace } from './escpos-trace.ts';
export { composeReceipt, type ComposeOutcome, type PaperColumns } from './composer.ts';
export type { PrintEvent, ReceiptDocument, ReceiptElement, ReceiptPrinter, ReceiptPrinterCommands, ReceiptPrinterReason } from './contract.ts';
export type { PaperMemory } from './hanging-paper.ts';
export { rareSetter, type RareSetter } from './rare-characters.ts';
export { usualHead, type HeadAnswer, type PrintHead, type RareCharacters } from './head.ts';
export { bundledGlyphs, type GlyphDots, type GlyphSource } from './rare-glyphs/index.ts';

export interface ReceiptPrinterOptions {
  readonly name: string;
  /** `tcp://host:port`, `serial:/path?baud=115200`, or the kernel's USB printer device, `file:/dev/usb/lp0`. */
  readonly address: string;
  readonly columns: PaperColumns;
  /** What this model of head can do; as most Chinese heads where absent. */
  readonly head?: PrintHead;
  /** Dots of the characters that the head lacks; the bundled ones where absent. */
  readonly glyphs?: GlyphSource;
  /** Remembers a receipt that this program did not live to finish; absent: nobody does. */
  readonly paperMemory?: PaperMemory;
  readonly clock: Clock;
  readonly log?: DeviceLog;
}

/** An ESC/POS printer at that address; it need not be there yet. */
export function createReceiptPrinter(
  { name, address, columns, head = usualHead, glyphs = bundledGlyphs(), paperMemory = noMemory, clock, log = noLog }: ReceiptPrinterOptions,
): ReceiptPrinter {
  return createDevice(createEscPosDriver({ name, address, columns, head, glyphs, paperMemory, clock, log }), clock);
}
