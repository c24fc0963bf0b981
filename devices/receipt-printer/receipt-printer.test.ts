/** The driver and the simulated printer over real TCP. */
import { expect, test } from 'vitest';
import { until } from '../../test/support/awaited-clock.ts';
import { inTime, linesOfLongReceipt, longReceipt, paperOf, print, printerBench as bench, receipt } from '../../test/support/printer-bench.ts';
import { receiptText } from '../simulators/receipt-printer/index.ts';
import { createReceiptPrinter } from './index.ts';

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
  expect(peer.receipts()).toEqual([]);
});

test('paper near its end is an event and a status, not a refusal', async () => {
  const { peer, printer } = await bench();
  peer.setCondition({ paper: 'low' });
  const events: string[] = [];
  expect((await print(printer, receipt, events)).code).toBe('success');
  expect(events).toEqual(['paperLow', 'begun']);
  expect(printer.status().specific.paper).toBe('low');
});

test('a silent printer is silent before anything is sent, offline meanwhile, and well again when it answers', async () => {
  const { clock, peer, printer } = await bench();
  peer.setCondition({ answers: 'silent' });
  expect(await inTime(clock, print(printer))).toEqual({ code: 'hardwareError', reason: 'silent' });
  expect(printer.status().generic).toBe('offline');
  peer.setCondition({ answers: 'prompt' });
  await clock.advanceUntil(() => printer.status().generic === 'online');
  expect(paperOf(peer)).toBe('0');
});

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

test('a printer just plugged back in is reached at once, however long the pause before the next attempt has grown', async () => {
  const { clock, peer, printer } = await bench();
  await peer.unplug();
  await until(() => printer.status().generic === 'noDevice');
  for (const pause of [250, 500, 1000, 2000]) await clock.pass(pause);
  expect(await inTime(clock, print(printer))).toEqual({ code: 'deviceNotReady', reason: 'unreachable' });
  await peer.plug();
  const pluggedAt = clock.now();
  expect((await print(printer)).code).toBe('success');
  expect(clock.now()).toBe(pluggedAt);
  expect(peer.receipts()).toHaveLength(1);
});

test('a printer that was just given up as silent is asked again at once, and is told silent, not unreachable', async () => {
  const { clock, peer, printer } = await bench();
  peer.setCondition({ answers: 'silent' });
  const status = printer.execute('readStatus', null, { deadlineMs: 20_000 }).completion;
  const printed = print(printer);
  expect(await inTime(clock, status)).toEqual({ code: 'hardwareError', reason: 'silent' });
  expect(await inTime(clock, printed)).toEqual({ code: 'hardwareError', reason: 'silent' });
});

test('paper near its end is told again after the connection was lost, and is taken back when there is new paper', async () => {
  const { clock, peer, printer } = await bench();
  const told: string[] = [];
  printer.watch(({ specific }) => told.push(specific.paper));
  peer.setCondition({ paper: 'low' });
  await clock.advanceUntil(() => printer.status().specific.paper === 'low');
  await peer.unplug();
  await until(() => printer.status().generic === 'noDevice');
  await peer.plug();
  await clock.advanceUntil(() => printer.status().generic === 'online');
  peer.setCondition({ paper: 'full' });
  await clock.advanceUntil(() => printer.status().specific.paper === 'full');
  expect(told).toEqual(['full', 'low', 'unknown', 'low', 'full']);
});

test('nothing sent is nothing begun', async () => {
  const { peer, printer } = await bench();
  peer.setCondition({ cover: 'open' });
  const events: string[] = [];
  await print(printer, receipt, events);
  expect(events).toEqual([]);
});

test('a job that ran into its deadline is forgotten by the printer', async () => {
  const { clock, peer, printer } = await bench({ lineMs: 400 });
  const { completion } = printer.execute('print', longReceipt, { deadlineMs: 2000 });
  expect(await inTime(clock, completion)).toEqual({ code: 'timeOut', reason: null });
  await clock.advanceUntil(() => printer.status().generic === 'online');
  expect((await inTime(clock, print(printer))).code).toBe('success');
  expect(linesOfLongReceipt(peer)).toBeLessThan(10);
});

test('what a kiosk that died left in the printer does not come out under the next one', async () => {
  const { clock, peer, printer } = await bench();
  peer.setCondition({ paper: { outAfterLines: 10 } });
  void print(printer, longReceipt);
  await until(() => peer.uncut().length === 10);
  await printer.close();
  const next = createReceiptPrinter({ name: 'receipt-printer', address: peer.address, columns: 48, clock });
  await clock.advanceUntil(() => next.status().specific.paper === 'out');
  peer.setCondition({ paper: 'full' });
  expect((await inTime(clock, print(next))).code).toBe('success');
  expect(linesOfLongReceipt(peer)).toBe(10);
  await next.close();
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
