/** The driver and the simulated printer over real TCP, with what its tests print. */
import { afterEach } from 'vitest';
import { createReceiptPrinterPeer, receiptText, type ReceiptPrinterPeer } from '../../devices/simulators/receipt-printer/index.ts';
import { createReceiptPrinter, usualHead, type PaperMemory, type PrintHead, type ReceiptDocument, type ReceiptPrinter } from '../../devices/receipt-printer/index.ts';
import { awaitedClock, until, type AwaitedClock } from './awaited-clock.ts';
import { orThrow } from './or-throw.ts';
import { longReceipt, receipt } from './sample-receipts.ts';

export { longReceipt, receipt };

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

interface PrinterBenchOptions {
  readonly columns?: 32 | 48;
  /** How long the simulated paper takes for a line; the printer's clock is the test's own. */
  readonly lineMs?: number;
  readonly head?: PrintHead;
  /** Absent: nobody remembers what hangs from the printer. */
  readonly paperMemory?: PaperMemory;
}

export async function printerBench({ columns = 48, lineMs = 0, head = usualHead, paperMemory }: PrinterBenchOptions = {}): Promise<PrinterBench> {
  const clock = awaitedClock();
  const { peer } = orThrow(await createReceiptPrinterPeer({ columns, clock, lineMs, knows: head.answers }));
  const log: string[] = [];
  const printer = createReceiptPrinter({
    name: 'receipt-printer', address: peer.address, columns, head, ...(paperMemory && { paperMemory }), clock, log: (event) => log.push(event),
  });
  endings.push(() => peer.close(), () => printer.close());
  await until(() => printer.status().generic === 'online');
  return { clock, peer, printer, log };
}

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
