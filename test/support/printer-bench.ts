/** The driver and the simulated printer over real TCP, with what its tests print. */
import { afterEach } from 'vitest';
import { createReceiptPrinterPeer, receiptText, type ReceiptPrinterPeer } from '../../devices/simulators/receipt-printer/index.ts';
import { createReceiptPrinter, usualHead, type PrintHead, type ReceiptDocument, type ReceiptPrinter } from '../../devices/receipt-printer/index.ts';
import { awaitedClock, until, type AwaitedClock } from './awaited-clock.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

export interface PrinterBench {
  readonly clock: AwaitedClock;
  readonly peer: ReceiptPrinterPeer;
  readonly printer: ReceiptPrinter;
  readonly log: string[];
}

/** `lineMs`: how long the simulated paper takes for a line; the printer's clock is the test's own. */
export async function printerBench({ columns = 48 as 32 | 48, lineMs = 0, head = usualHead as PrintHead } = {}): Promise<PrinterBench> {
  const clock = awaitedClock();
  const made = await createReceiptPrinterPeer({ columns, clock, lineMs, knows: head.answers });
  if (!made.ok) throw new Error(made.problem);
  const log: string[] = [];
  const printer = createReceiptPrinter({ name: 'receipt-printer', address: made.peer.address, columns, head, clock, log: (event) => log.push(event) });
  endings.push(() => made.peer.close(), () => printer.close());
  await until(() => printer.status().generic === 'online');
  return { clock, peer: made.peer, printer, log };
}

export const receipt: ReceiptDocument = {
  elements: [
    { kind: 'text', text: '业务受理回执', align: 'center', size: 2, bold: true },
    { kind: 'rule' },
    { kind: 'row', label: '姓名', value: '张*' },
    { kind: 'row', label: '受理编号', value: 'TB20260715-000123' },
    { kind: 'text', text: '请妥善保管本回执。咨询电话：12333', align: 'left', size: 1, bold: false },
    { kind: 'qr', content: 'TB20260715-000123' },
  ],
};
export const longReceipt: ReceiptDocument = { elements: Array.from({ length: 40 }, (_, index) => ({ kind: 'text', text: `第${index}行`, align: 'left', size: 1, bold: false })) };
export const print = (printer: ReceiptPrinter, document: ReceiptDocument = receipt, events: string[] = []) =>
  printer.execute('print', document, { deadlineMs: 20_000, onEvent: (event) => events.push(event.kind) }).completion;
/** How much of the long receipt hangs on the first paper that was cut. */
export const linesOfLongReceipt = (peer: ReceiptPrinterPeer): number =>
  peer.receipts().slice(0, 1).flatMap(receiptText).filter((line) => /^第\d+行$/.test(line)).length;
/** Everything on paper, and how many lines are not cut off yet. */
export const paperOf = (peer: ReceiptPrinterPeer): string => peer.receipts().flatMap(receiptText).join('\n') + peer.uncut().length;

/** Lets time pass until the promise is settled. */
export async function inTime<Value>(clock: AwaitedClock, promise: Promise<Value>): Promise<Value> {
  let ended = false;
  const watched = promise.finally(() => { ended = true; });
  await clock.advanceUntil(() => ended);
  return watched;
}
