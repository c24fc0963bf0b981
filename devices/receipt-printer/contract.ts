/** What the core may ask of a receipt printer: a document in, the printer's own word out. */
import type { ReceiptPrinterStatus } from '../../main/contract/index.ts';
import type { Device } from '../device.ts';

/** One element of a receipt, already in the words to print: at most 2000 characters of text. Characters that steer a head become spaces. */
export type ReceiptElement =
  | { readonly kind: 'text'; readonly text: string; readonly align: 'left' | 'center' | 'right'; readonly size: 1 | 2; readonly bold: boolean }
  /** Label at the left, value at the right of the same line where both fit, else on two lines. */
  | { readonly kind: 'row'; readonly label: string; readonly value: string }
  | { readonly kind: 'rule' }
  /** More than ten lines are ten. */
  | { readonly kind: 'feed'; readonly lines: number }
  /** 1 to 200 printable ASCII characters. */
  | { readonly kind: 'qr'; readonly content: string };

/** At most 200 elements; a longer one, or one with an element that is too long, is `invalidData` before the printer is asked. */
export interface ReceiptDocument {
  readonly elements: readonly ReceiptElement[];
}

export type ReceiptPrinterReason =
  | 'unreachable' | 'silent' | 'paperOut' | 'coverOpen' | 'cutterFault' | 'unrecoverable' | 'offline'
  /** Some of the receipt may be on paper; the rest will not come out later. */
  | 'partlyPrinted';

export type PrintEvent =
  | { readonly kind: 'paperLow' }
  /** From now on some of the receipt may be on paper, whatever the completion says. */
  | { readonly kind: 'begun' }
  /** This head gives no word behind a job: it was well before, meanwhile and after the time the paper takes, and that is all that is known. */
  | { readonly kind: 'unconfirmed' };

export type ReceiptPrinterCommands = {
  /** Asks for the state, sends, asks again; success only when the printer says that all is well after the cut. */
  print: { input: ReceiptDocument; event: PrintEvent; value: null };
  readStatus: { input: null; event: never; value: null };
};

export type ReceiptPrinter = Device<ReceiptPrinterCommands, ReceiptPrinterStatus, ReceiptPrinterReason>;
