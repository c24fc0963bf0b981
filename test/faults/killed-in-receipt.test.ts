/** A program killed in the middle of a receipt, with the journal of the core and the printer at the far end of a real wire. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReceiptPrinter, type ReceiptPrinter } from '../../devices/receipt-printer/index.ts';
import { createReceiptPrinterPeer, receiptText, type ReceiptPrinterPeer } from '../../devices/simulators/receipt-printer/index.ts';
import type { MaintainedJournal } from '../../main/core/journal/index.ts';
import { awaitedClock, type AwaitedClock } from '../support/awaited-clock.ts';
import { journalEvents, journalRig, type JournalRig } from '../support/journal-rig.ts';
import { orThrow } from '../support/or-throw.ts';
import { receipt } from '../support/sample-receipts.ts';

const childProgram = fileURLToPath(new URL('../support/receipt-child.ts', import.meta.url));
/** The paper ends there, so that it does not depend on the machine how much is printed before the kill. The printer still holds the rest. */
const linesBeforeDeath = 10;

let rig: JournalRig;
let peer: ReceiptPrinterPeer;
let clock: AwaitedClock;
const closings: (() => Promise<void>)[] = [];

beforeEach(async () => {
  rig = journalRig();
  clock = awaitedClock();
  ({ peer } = orThrow(await createReceiptPrinterPeer({ clock })));
  closings.push(() => peer.close());
});
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** Lets a program print until the paper ends, and kills it. */
async function printAndDie(): Promise<void> {
  peer.setCondition({ paper: { outAfterLines: linesBeforeDeath } });
  const child = spawn(process.execPath, [childProgram, rig.directory, peer.address], { stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  const stop = peer.onChange(() => {
    if (peer.uncut().length === linesBeforeDeath) child.kill('SIGKILL');
  });
  expect(await exited).toEqual([null, 'SIGKILL']);
  stop();
}

interface NextLife {
  readonly journal: MaintainedJournal;
  readonly printer: ReceiptPrinter;
  readonly print: () => Promise<string>;
}

/** The program that is started after it. */
async function live(): Promise<NextLife> {
  const journal = await rig.open();
  const printer = createReceiptPrinter({ name: 'receipt-printer', address: peer.address, columns: 48, paperMemory: journal.paperMemory, clock });
  closings.push(() => printer.close());
  const print = async (): Promise<string> => {
    let ended = false;
    const completion = printer.execute('print', receipt, { deadlineMs: 20_000 }).completion.finally(() => { ended = true; });
    await clock.advanceUntil(() => ended);
    const { code } = await completion;
    return code;
  };
  return { journal, printer, print };
}

/** Every paper by its first line and how many lines of the broken receipt stand on it. */
const papers = (): (readonly [string, number])[] => peer.receipts().map((paper) => {
  const lines = receiptText(paper).map((line) => line.trim());
  return [lines[0] ?? '', lines.filter((line) => /^第\d+行$/.test(line)).length];
});

test('the next program gives the beginning out before it prints, and the next person\'s receipt stands alone', async () => {
  await printAndDie();
  const { journal, printer, print } = await live();
  expect(journalEvents(journal)).toContain('receipt.left-uncut');
  await clock.advanceUntil(() => printer.status().specific.paper === 'out');
  peer.setCondition({ paper: 'full' });
  expect(await print()).toBe('success');
  expect(papers()).toEqual([['第0行', linesBeforeDeath], ['业务受理回执', 0]]);
  expect(journal.paperMemory.wasLeftHanging()).toBe(false);
});

test('so it does where the printer cannot print at first, and where the program ends once more before it can', async () => {
  await printAndDie();
  peer.setCondition({ paper: 'full', mode: 'offline' });
  const second = await live();
  expect(await second.print()).toBe('deviceNotReady');
  await closings.pop()?.();
  await second.journal.close();

  const third = await live();
  expect(await third.print()).toBe('deviceNotReady');
  peer.setCondition({ mode: 'online' });
  await clock.advanceUntil(() => peer.receipts().length === 1);
  expect(await third.print()).toBe('success');
  expect(papers()).toEqual([['第0行', linesBeforeDeath], ['业务受理回执', 0]]);
});
