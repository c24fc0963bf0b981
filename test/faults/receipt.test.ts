/**
 * A fault at the bytes of a receipt being printed, over TCP. From the printer, every kind of fault comes at every byte; towards
 * the printer, the connection breaks at every byte and the other faults come at a seeded sample of bytes.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createReceiptPrinter, type ReceiptDocument, type ReceiptPrinter } from '../../devices/receipt-printer/index.ts';
import { formatFaults, noFaults, wireFaultKinds, type FaultProxy, type FaultScript } from '../../devices/simulators/faults/index.ts';
import { createReceiptPrinterPeer, receiptText, type ReceiptPrinterPeer } from '../../devices/simulators/receipt-printer/index.ts';
import { awaitedClock, until, type AwaitedClock } from '../support/awaited-clock.ts';
import { orThrow } from '../support/or-throw.ts';
import { completionOf, leavesBytesAlone, recoveryMs, survive, within } from './driver-trial.ts';
import { everyOffset, oneFault, someOffsets } from './fault-choice.ts';
import { faultyWireTo } from './faulty-wire.ts';

const deadlineMs = 20_000;
let clock: AwaitedClock;
let peer: ReceiptPrinterPeer;
let proxy: FaultProxy;
let printer: ReceiptPrinter;
let lengths: ReturnType<FaultProxy['counted']>;
let lastNumber = 0;

beforeEach(async () => {
  clock = awaitedClock();
  ({ peer } = orThrow(await createReceiptPrinterPeer({ clock })));
  proxy = await faultyWireTo(peer.address, clock);
  printer = createReceiptPrinter({ name: 'receipt-printer', address: proxy.address, columns: 48, clock });
  await until(() => printer.status().generic === 'online');
  proxy.lay(noFaults);
  await printWhole('the first receipt');
  lengths = proxy.counted();
});
afterEach(async () => {
  await printer.close();
  await proxy.close();
  await peer.close();
});

/** Every receipt has a number that no other has. */
const nextNumber = (): string => `TB20260715-${String(++lastNumber).padStart(6, '0')}`;
const receipt = (number: string): ReceiptDocument => ({
  elements: [
    { kind: 'text', text: '业务受理回执', align: 'center', size: 2, bold: true },
    { kind: 'row', label: '受理编号', value: number },
  ],
});

/** Papers cut off on which that number stands, and whether it also stands on the roll. */
function papersWith(number: string): number {
  const cut = peer.receipts().filter((paper) => receiptText(paper).join('\n').includes(number)).length;
  const uncut = peer.uncut().some((line) => line.kind === 'text' && line.spans.some(({ text }) => text.includes(number)));
  return cut + (uncut ? 1 : 0);
}

/** Every receipt's number, paper by paper. */
const numbersByPaper = (): readonly string[][] => peer.receipts().map((paper) => [...receiptText(paper).join('\n').matchAll(/TB20260715-\d{6}/g)].map(([number]) => number));

const clearPaper = (): void => {
  while (peer.takeReceipt());
};

/** On a wire that is well, one receipt comes out at the first attempt, alone. */
async function printWhole(after: string): Promise<void> {
  const number = nextNumber();
  const { code } = await completionOf(clock, printer.execute('print', receipt(number), { deadlineMs }), deadlineMs, after);
  expect(code, after).toBe('success');
  expect(papersWith(number), after).toBe(1);
}

/** Gives the code the faulty attempt completed with. */
async function attempt(script: FaultScript): Promise<string> {
  const text = formatFaults(script);
  const number = nextNumber();
  const outcome = await survive({
    clock, proxy, script, deadlineMs, begin: (onEvent) => printer.execute('print', receipt(number), { deadlineMs, onEvent }),
  });
  const isIntact = [...script.toDevice, ...script.fromDevice].every(leavesBytesAlone) || script.toDevice.length === 0;
  if (outcome.code === 'success' && isIntact) expect(papersWith(number), text).toBe(1);
  const before = papersWith(number);
  expect(before, text).toBeLessThanOrEqual(1);
  await within(clock, recoveryMs, () => printer.status().generic === 'online', `${text}: not online again`);
  await printWhole(text);
  expect(papersWith(number), `${text}: came out later`).toBe(before);
  if (isIntact) expect(numbersByPaper().filter((numbers) => numbers.length > 1), `${text}: two receipts on one paper`).toEqual([]);
  clearPaper();
  return outcome.code;
}

/** `DLE EOT 1`, 2 and 4 go before a receipt. */
const askedBefore = 9;

test('with the connection broken at any byte of a receipt, it is never called printed, nor comes out later', { timeout: 60_000 }, async () => {
  const offsets = everyOffset(lengths.toDevice).filter((offset) => offset >= askedBefore);
  for (const offset of offsets) expect(await attempt(oneFault('toDevice', 'unplug', offset)), `offset ${offset}`).not.toBe('success');
});

test.each(['unplug', 'stall'] as const)('with the connection gone by %s before a receipt was sent, it is made anew and the receipt comes out, once', { timeout: 60_000 }, async (kind) => {
  for (let offset = 0; offset < askedBefore; offset++) expect(await attempt(oneFault('toDevice', kind, offset)), `offset ${offset}`).toBe('success');
});

describe.each(wireFaultKinds)('%s', (kind) => {
  test('at any byte from the printer is survived', { timeout: 60_000 }, async () => {
    for (const offset of everyOffset(lengths.fromDevice)) await attempt(oneFault('fromDevice', kind, offset));
  });

  test('at a sample of bytes towards the printer is survived', { timeout: 60_000 }, async () => {
    for (const offset of someOffsets(20_260_716, 15, lengths.toDevice)) await attempt(oneFault('toDevice', kind, offset));
  });
});
