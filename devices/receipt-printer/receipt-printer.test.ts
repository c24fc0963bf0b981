/** The driver and the simulated printer over real TCP. */
import { afterEach, expect, test } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { createReceiptPrinterPeer, receiptText, type ReceiptPrinterPeer } from '../simulators/receipt-printer/index.ts';
import { bundledGlyphs, createReceiptPrinter, usualHead, type PrintHead, type ReceiptDocument, type ReceiptPrinter } from './index.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Bench {
  readonly clock: AwaitedClock;
  readonly peer: ReceiptPrinterPeer;
  readonly printer: ReceiptPrinter;
  readonly log: string[];
}

/** `lineMs`: how long the simulated paper takes for a line; the printer's clock is the test's own. */
async function bench({ columns = 48 as 32 | 48, lineMs = 0, head = usualHead as PrintHead } = {}): Promise<Bench> {
  const clock = awaitedClock();
  const made = await createReceiptPrinterPeer({ columns, clock, lineMs });
  if (!made.ok) throw new Error(made.problem);
  const log: string[] = [];
  const printer = createReceiptPrinter({ name: 'receipt-printer', address: made.peer.address, columns, head, clock, log: (event) => log.push(event) });
  endings.push(() => made.peer.close(), () => printer.close());
  await until(() => printer.status().generic === 'online');
  return { clock, peer: made.peer, printer, log };
}

const receipt: ReceiptDocument = {
  elements: [
    { kind: 'text', text: '业务受理回执', align: 'center', size: 2, bold: true },
    { kind: 'rule' },
    { kind: 'row', label: '姓名', value: '张*' },
    { kind: 'row', label: '受理编号', value: 'TB20260715-000123' },
    { kind: 'text', text: '请妥善保管本回执。咨询电话：12333', align: 'left', size: 1, bold: false },
    { kind: 'qr', content: 'TB20260715-000123' },
  ],
};
const longReceipt: ReceiptDocument = { elements: Array.from({ length: 40 }, (_, index) => ({ kind: 'text', text: `第${index}行`, align: 'left', size: 1, bold: false })) };
const print = (printer: ReceiptPrinter, document: ReceiptDocument = receipt, events: string[] = []) =>
  printer.execute('print', document, { deadlineMs: 20_000, onEvent: (event) => events.push(event.kind) }).completion;
/** How much of the long receipt hangs on the first paper that was cut. */
const linesOfLongReceipt = (peer: ReceiptPrinterPeer): number =>
  peer.receipts().slice(0, 1).flatMap(receiptText).filter((line) => /^第\d+行$/.test(line)).length;
/** Everything on paper, and how many lines are not cut off yet. */
const paperOf = (peer: ReceiptPrinterPeer): string => peer.receipts().flatMap(receiptText).join('\n') + peer.uncut().length;

test('a receipt is success once the printer says so, and on the paper stands what was composed', async () => {
  const { peer, printer } = await bench();
  expect(await print(printer)).toEqual({ code: 'success', value: null });
  const [paper] = peer.receipts();
  expect(paper && receiptText(paper).slice(0, 6)).toEqual([
    `${' '.repeat(12)}业务受理回执`,
    '-'.repeat(48),
    `姓名${' '.repeat(48 - 4 - 3)}张*`,
    `受理编号${' '.repeat(48 - 8 - 17)}TB20260715-000123`,
    '请妥善保管本回执。咨询电话：12333',
    '[QR TB20260715-000123]',
  ]);
  const [title] = paper?.lines ?? [];
  expect(title).toMatchObject({ kind: 'text', align: 'center', columns: 24, spans: [{ bold: true, width: 2, height: 2 }] });
  expect(paper?.cut).toBe('partial');
});

test('on narrow paper every line fits its 32 columns', async () => {
  const { peer, printer } = await bench({ columns: 32 });
  expect((await print(printer)).code).toBe('success');
  const columns = peer.receipts()[0]?.lines.map((line) => (line.kind === 'text' ? line.columns : 0)) ?? [];
  expect(Math.max(...columns)).toBe(32);
});

test.each(['user-defined', 'bit-image'] as const)('names with characters the head lacks stand on the paper in their own dots, in line with the others (%s)', async (rareCharacters) => {
  const { peer, printer } = await bench({ head: { ...usualHead, rareCharacters } });
  const named: ReceiptDocument = { elements: [{ kind: 'row', label: '姓名', value: '𠮷𬭎㛃王' }] };
  expect((await print(printer, named)).code).toBe('success');
  const [line] = peer.receipts()[0]?.lines ?? [];
  expect(line).toMatchObject({ kind: 'text', columns: 48 });
  const glyphs = bundledGlyphs();
  const dots = line?.kind === 'text' ? line.spans.flatMap((span) => [...(span.dots ?? [])]) : [];
  expect(Uint8Array.from(dots)).toEqual(Uint8Array.from([...'𠮷𬭎㛃'].flatMap((character) => [...(glyphs(character) ?? [])])));
  expect(line && receiptText({ number: 1, columns: 48, lines: [line], cut: 'full' })[0]).toMatch(/^姓名 +▦▦▦王$/);
});

test('without paper nothing is sent, and the reason is told', async () => {
  const { peer, printer } = await bench();
  peer.setCondition({ paper: 'out' });
  expect(await print(printer)).toEqual({ code: 'deviceNotReady', reason: 'paperOut' });
  expect(printer.status()).toMatchObject({ generic: 'online', specific: { paper: 'out' } });
  peer.setCondition({ paper: 'full' });
  expect((await print(printer)).code).toBe('success');
  expect(peer.receipts()).toHaveLength(1);
});

test.each([
  [{ cover: 'open' }, { code: 'deviceNotReady', reason: 'coverOpen' }],
  [{ cutter: 'fault' }, { code: 'hardwareError', reason: 'cutterFault' }],
  [{ mode: 'offline' }, { code: 'deviceNotReady', reason: 'offline' }],
] as const)('a printer with %o is refused', async (condition, expected) => {
  const { peer, printer } = await bench();
  peer.setCondition(condition);
  expect(await print(printer)).toEqual(expected);
  expect(paperOf(peer)).toBe('0');
});

test('paper that ends in the middle is partly printed, and after loading paper the rest does not come out', async () => {
  const { clock, peer, printer } = await bench();
  peer.setCondition({ paper: { outAfterLines: 10 } });
  expect(await inTime(clock, print(printer, longReceipt))).toEqual({ code: 'hardwareError', reason: 'partlyPrinted' });
  expect(peer.uncut()).toHaveLength(10);
  await clock.advanceUntil(() => printer.status().specific.paper === 'out');

  peer.setCondition({ paper: 'full' });
  expect((await inTime(clock, print(printer))).code).toBe('success');
  expect(linesOfLongReceipt(peer)).toBe(10);
});

test('a printer that would go on by itself after paper is loaded is what the driver has to deal with', async () => {
  const { clock, peer, printer } = await bench();
  peer.setCondition({ paper: { outAfterLines: 10 } });
  const completion = print(printer, longReceipt);
  await until(() => peer.uncut().length === 10);
  peer.setCondition({ paper: 'full' });
  expect((await inTime(clock, completion)).code).toBe('success');
  expect(peer.receipts()[0]?.lines.length).toBeGreaterThan(40);
});

test('a cover opened in the middle is partly printed', async () => {
  const { clock, peer, printer } = await bench({ lineMs: 100 });
  const completion = print(printer, longReceipt);
  await clock.advanceUntil(() => peer.uncut().length === 3);
  peer.setCondition({ cover: 'open' });
  expect(await inTime(clock, completion)).toEqual({ code: 'hardwareError', reason: 'partlyPrinted' });
  await clock.advanceUntil(() => printer.status().generic === 'userError');
  const printed = peer.uncut().length;
  peer.setCondition({ cover: 'closed' });
  await clock.advanceUntil(() => printer.status().generic === 'online');
  expect(peer.uncut()).toHaveLength(printed);
});

test('paper near its end is an event and a status, not a refusal', async () => {
  const { peer, printer } = await bench();
  peer.setCondition({ paper: 'low' });
  const events: string[] = [];
  expect((await print(printer, receipt, events)).code).toBe('success');
  expect(events).toEqual(['paperLow']);
  expect(printer.status().specific.paper).toBe('low');
});

test('a silent printer is silent before anything is sent, offline meanwhile, and well again when it answers', async () => {
  const { clock, peer, printer } = await bench();
  peer.setCondition({ answers: 'silent' });
  const completion = print(printer);
  await clock.pass(3000);
  expect(await completion).toEqual({ code: 'hardwareError', reason: 'silent' });
  expect(printer.status().generic).toBe('offline');
  peer.setCondition({ answers: 'prompt' });
  await clock.pass(250);
  await until(() => printer.status().generic === 'online');
  expect(paperOf(peer)).toBe('0');
});

/** Lets time pass until the promise is settled. */
async function inTime<Value>(clock: AwaitedClock, promise: Promise<Value>): Promise<Value> {
  let ended = false;
  const watched = promise.finally(() => { ended = true; });
  await clock.advanceUntil(() => ended);
  return watched;
}

test('a printer that falls silent in the middle leaves the outcome open, and forgets the rest when it wakes', async () => {
  const { clock, peer, printer } = await bench({ lineMs: 100 });
  const completion = print(printer, longReceipt);
  await clock.advanceUntil(() => peer.uncut().length === 3);
  peer.setCondition({ answers: 'silent' });
  expect(await inTime(clock, completion)).toEqual({ code: 'hardwareError', reason: 'silent' });
  expect(printer.status().generic).toBe('offline');
  peer.setCondition({ answers: 'prompt' });
  await clock.advanceUntil(() => printer.status().generic === 'online');
  expect((await inTime(clock, print(printer))).code).toBe('success');
  expect(linesOfLongReceipt(peer)).toBeLessThan(40);
});

test('slow answers are waited for', async () => {
  const { clock, peer, printer } = await bench();
  peer.setCondition({ answers: 'slow' });
  expect((await inTime(clock, print(printer))).code).toBe('success');
  expect(peer.receipts()).toHaveLength(1);
});

test('pulling the plug in the middle is partly printed; plugged back, the printer forgets the rest and prints the next', async () => {
  const { clock, peer, printer } = await bench({ lineMs: 100 });
  const completion = print(printer, longReceipt);
  await clock.advanceUntil(() => peer.uncut().length === 3);
  await peer.unplug();
  await until(() => printer.status().generic === 'noDevice');
  peer.setCondition({ mode: 'offline' });
  expect(await inTime(clock, completion)).toEqual({ code: 'hardwareError', reason: 'partlyPrinted' });
  expect(await inTime(clock, print(printer))).toEqual({ code: 'deviceNotReady', reason: 'unreachable' });
  const printed = peer.uncut().length;
  await peer.plug();
  await clock.advanceUntil(() => printer.status().generic === 'offline');
  peer.setCondition({ mode: 'online' });
  await clock.advanceUntil(() => printer.status().generic === 'online');
  expect((await inTime(clock, print(printer))).code).toBe('success');
  expect(linesOfLongReceipt(peer)).toBe(printed);
});

test('cancelling in the middle has the printer forget the rest', async () => {
  const { clock, peer, printer } = await bench({ lineMs: 100 });
  const cancel = new AbortController();
  const { completion } = printer.execute('print', longReceipt, { deadlineMs: 20_000, signal: cancel.signal });
  await clock.advanceUntil(() => peer.uncut().length === 3);
  cancel.abort();
  expect(await completion).toEqual({ code: 'canceled', reason: null });
  expect((await inTime(clock, print(printer))).code).toBe('success');
  expect(linesOfLongReceipt(peer)).toBeLessThan(10);
});

test('what cannot be composed is invalid before the printer is asked', async () => {
  const { printer } = await bench();
  expect(await print(printer, { elements: [{ kind: 'qr', content: '张三' }] })).toEqual({ code: 'invalidData', reason: null });
});

test('an idle printer is looked at every few seconds', async () => {
  const { clock, peer, printer } = await bench();
  peer.setCondition({ cover: 'open' });
  await clock.pass(3000);
  await until(() => printer.status().specific.cover === 'open');
});
