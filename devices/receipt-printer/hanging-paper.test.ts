/** The beginning of a receipt that broke off is cut off before anything else comes out: within one life of the program, and in the next. */
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../../test/support/awaited-clock.ts';
import { inTime, linesOfLongReceipt, longReceipt, paperOf, print, printerBench as bench, receipt, type PrinterBench } from '../../test/support/printer-bench.ts';
import { receiptText } from '../simulators/receipt-printer/index.ts';
import { watchHangingPaper, type PaperMemory } from './hanging-paper.ts';
import { createReceiptPrinter, type ReceiptPrinter } from './index.ts';

/** Outlives the programs of a test. */
function lastingMemory(onBegin: () => void = () => undefined): PaperMemory {
  let hangs = false;
  return {
    wasLeftHanging: () => hangs,
    receiptBegins() {
      onBegin();
      hangs = true;
    },
    paperIsCut() {
      hangs = false;
    },
  };
}

/** The cover was opened in the middle of a receipt, and is still open. */
async function benchWithBrokenReceipt(): Promise<PrinterBench> {
  const made = await bench({ lineMs: 100 });
  const { clock, peer, printer } = made;
  const completion = print(printer, longReceipt);
  await clock.advanceUntil(() => peer.uncut().length === 3);
  peer.setCondition({ cover: 'open' });
  await inTime(clock, completion);
  await clock.advanceUntil(() => printer.status().generic === 'userError');
  return made;
}

test('once the cover is closed the beginning of a broken receipt is cut off, and the next one stands alone on its paper', async () => {
  const { clock, peer, printer, log } = await benchWithBrokenReceipt();
  const printed = peer.uncut().length;
  peer.setCondition({ cover: 'closed' });
  await clock.advanceUntil(() => log.includes('beginning of a broken receipt cut off'));
  expect(linesOfLongReceipt(peer)).toBe(printed);
  expect(peer.uncut()).toEqual([]);
  expect((await inTime(clock, print(printer))).code).toBe('success');
  expect(peer.receipts().map((paper) => receiptText(paper)[0])).toEqual(['第0行', `${' '.repeat(12)}业务受理回执`]);
});

test('a printer that does not confirm the cut is not made to cut again', async () => {
  const { clock, peer, printer, log } = await benchWithBrokenReceipt();
  peer.setCondition({ cover: 'closed' });
  await clock.advanceUntil(() => printer.status().generic === 'online');
  peer.setCondition({ answers: 'silent' });
  await clock.advanceUntil(() => log.includes('beginning of a broken receipt cut off'));
  peer.setCondition({ answers: 'prompt' });
  await clock.advanceUntil(() => printer.status().generic === 'online');
  expect((await inTime(clock, print(printer))).code).toBe('success');
  expect(log.filter((event) => event === 'beginning of a broken receipt cut off')).toHaveLength(1);
});

test('a cut that is broken off is tried once more, and then no more: it must not feed the roll away', () => {
  const memory = lastingMemory();
  const paper = watchHangingPaper(memory);
  paper.receiptBegins();
  paper.receiptBrokeOff();
  paper.cutWasTried('brokenOff');
  expect([paper.isThere(), memory.wasLeftHanging()]).toEqual([true, true]);
  paper.cutWasTried('brokenOff');
  expect([paper.isThere(), memory.wasLeftHanging()]).toEqual([false, false]);
});

/** The first line of each paper. */
const papers = ({ peer }: Pick<PrinterBench, 'peer'>): string[] => peer.receipts().map((paper) => receiptText(paper)[0]?.trim() ?? '');

/** The program ended when the paper did, with ten lines of a receipt on it; the printer still holds the rest. */
async function benchAfterDeath(): Promise<PrinterBench & { readonly nextLife: () => ReceiptPrinter }> {
  const paperMemory = lastingMemory();
  const made = await bench({ paperMemory });
  const { clock, peer, printer } = made;
  peer.setCondition({ paper: { outAfterLines: 10 } });
  void print(printer, longReceipt);
  await until(() => peer.uncut().length === 10);
  await printer.close();
  const nextLife = (): ReceiptPrinter => {
    const next = createReceiptPrinter({ name: 'receipt-printer', address: peer.address, columns: 48, paperMemory, clock });
    onTestFinished(() => next.close());
    return next;
  };
  return { ...made, nextLife };
}

test('what a program that died left hanging is cut off by the next one before it prints', async () => {
  const died = await benchAfterDeath();
  const next = died.nextLife();
  await died.clock.advanceUntil(() => next.status().specific.paper === 'out');
  died.peer.setCondition({ paper: 'full' });
  expect((await inTime(died.clock, print(next))).code).toBe('success');
  expect(papers(died)).toEqual(['第0行', '业务受理回执']);
  expect(linesOfLongReceipt(died.peer)).toBe(10);
});

test('a printer that is offline when the next program starts has it cut off as soon as it can print', async () => {
  const died = await benchAfterDeath();
  died.peer.setCondition({ paper: 'full', mode: 'offline' });
  const next = died.nextLife();
  expect(await inTime(died.clock, print(next))).toEqual({ code: 'deviceNotReady', reason: 'offline' });
  expect(papers(died)).toEqual([]);
  died.peer.setCondition({ mode: 'online' });
  await died.clock.advanceUntil(() => died.peer.receipts().length === 1);
  expect((await inTime(died.clock, print(next))).code).toBe('success');
  expect(papers(died)).toEqual(['第0行', '业务受理回执']);
});

test('so does one that is plugged in only later', async () => {
  const died = await benchAfterDeath();
  died.peer.setCondition({ paper: 'full', mode: 'offline' });
  await died.peer.unplug();
  const next = died.nextLife();
  await until(() => next.status().generic === 'noDevice');
  await died.peer.plug();
  await died.clock.advanceUntil(() => next.status().generic === 'offline');
  died.peer.setCondition({ mode: 'online' });
  await died.clock.advanceUntil(() => died.peer.receipts().length === 1);
  expect(papers(died)).toEqual(['第0行']);
});

test('it is remembered before the first byte is sent, and a receipt that came out whole leaves nothing to cut', async () => {
  const onPaperWhenBegun: string[] = [];
  const paperMemory = lastingMemory(() => onPaperWhenBegun.push(paperOf(made.peer)));
  const made = await bench({ paperMemory });
  const { clock, peer, printer } = made;
  expect((await print(printer)).code).toBe('success');
  expect(onPaperWhenBegun).toEqual(['0']);
  await printer.close();
  const next = createReceiptPrinter({ name: 'receipt-printer', address: peer.address, columns: 48, paperMemory, clock });
  onTestFinished(() => next.close());
  expect((await inTime(clock, print(next, receipt))).code).toBe('success');
  expect(papers(made)).toEqual(['业务受理回执', '业务受理回执']);
});
