/** What depends on the model of the head: how rare characters are printed, and what it can tell of itself. */
import { expect, test } from 'vitest';
import { inTime, linesOfLongReceipt, longReceipt, print, printerBench as bench, receipt } from '../../test/support/printer-bench.ts';
import { receiptText } from '../simulators/receipt-printer/index.ts';
import { bundledGlyphs, usualHead, type HeadAnswer, type PrintHead, type ReceiptDocument } from './index.ts';

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

const without = (...lacking: readonly HeadAnswer[]): PrintHead => ({ ...usualHead, answers: usualHead.answers.filter((answer) => !lacking.includes(answer)) });

test('a head without DLE EOT 4 tells of its paper by GS r 1', async () => {
  const { clock, peer, printer } = await bench({ head: without('DLE EOT 4') });
  expect(printer.status().specific.paper).toBe('full');
  peer.setCondition({ paper: 'low' });
  await clock.advanceUntil(() => printer.status().specific.paper === 'low');
  const events: string[] = [];
  expect((await print(printer, receipt, events)).code).toBe('success');
  expect(events).toEqual(['paperLow', 'begun']);
});

test('of a head that tells neither way the paper is unknown until it ends', async () => {
  const { clock, peer, printer } = await bench({ head: without('DLE EOT 4', 'GS r 1') });
  peer.setCondition({ paper: 'low' });
  expect((await inTime(clock, printer.execute('readStatus', null, { deadlineMs: 20_000 }).completion)).code).toBe('success');
  expect(printer.status().specific.paper).toBe('unknown');
  peer.setCondition({ paper: 'out' });
  expect(await inTime(clock, print(printer))).toEqual({ code: 'deviceNotReady', reason: 'paperOut' });
  expect(printer.status().specific.paper).toBe('out');
});

test('of a head that answers the first question only, nothing but whether it can print is known', async () => {
  const { clock, peer, printer } = await bench({ head: without('DLE EOT 2', 'DLE EOT 3', 'DLE EOT 4', 'GS r 1') });
  expect(printer.status()).toEqual({ generic: 'online', specific: { paper: 'unknown', cover: 'unknown', cutter: 'unknown', media: 'unknown' } });
  peer.setCondition({ cover: 'open' });
  expect(await inTime(clock, print(printer))).toEqual({ code: 'deviceNotReady', reason: 'offline' });
});

test('a head that says there is an error and cannot say which leaves its cutter unknown', async () => {
  const { clock, peer, printer } = await bench({ head: without('DLE EOT 3') });
  peer.setCondition({ cutter: 'fault' });
  expect(await inTime(clock, print(printer))).toEqual({ code: 'deviceNotReady', reason: 'offline' });
  expect(printer.status()).toMatchObject({ generic: 'offline', specific: { cutter: 'unknown' } });
});

test('a head without GS r 1 confirms nothing: the paper gets its time, the printer is looked at, and the receipt is told as unconfirmed', async () => {
  const { clock, peer, printer } = await bench({ head: without('GS r 1') });
  const events: string[] = [];
  const begunAt = clock.now();
  expect((await inTime(clock, print(printer, receipt, events))).code).toBe('success');
  expect(events).toEqual(['begun', 'unconfirmed']);
  expect(clock.now() - begunAt).toBeGreaterThan(2000);
  expect(peer.receipts()).toHaveLength(1);
});

test.each([[['DLE DC4 8']], [['DLE DC4 8', 'GS r 1']]] as const)(
  'on a head that cannot forget (without %j) no more than a line of a receipt that broke off comes out when there is paper again', async (lacking) => {
    const { clock, peer, printer } = await bench({ head: without(...lacking) });
    peer.setCondition({ paper: { outAfterLines: 10 } });
    expect(await inTime(clock, print(printer, longReceipt))).toEqual({ code: 'hardwareError', reason: 'partlyPrinted' });
    peer.setCondition({ paper: 'full' });
    await clock.advanceUntil(() => peer.receipts().length === 1);
    expect(linesOfLongReceipt(peer)).toBeLessThanOrEqual(11);
    expect((await inTime(clock, print(printer))).code).toBe('success');
    expect(peer.receipts()).toHaveLength(2);
  },
);

test('a hot head is given time, before a receipt and in the middle of one, and prints it whole', async () => {
  const { clock, peer, printer } = await bench({ lineMs: 50 });
  peer.setCondition({ head: 'hot' });
  const events: string[] = [];
  const completion = print(printer, longReceipt, events);
  await clock.advanceUntil(() => printer.status().generic === 'busy');
  expect(events).toEqual([]);
  peer.setCondition({ head: 'cool' });
  await clock.advanceUntil(() => peer.uncut().length === 3);
  peer.setCondition({ head: 'hot' });
  await clock.advanceUntil(() => printer.status().generic === 'busy');
  peer.setCondition({ head: 'cool' });
  expect((await inTime(clock, completion)).code).toBe('success');
  expect(linesOfLongReceipt(peer)).toBe(40);
});

test('on a head without GS r 1 paper that ends in the middle is partly printed all the same, and the rest is forgotten', async () => {
  const { clock, peer, printer } = await bench({ head: without('GS r 1') });
  peer.setCondition({ paper: { outAfterLines: 10 } });
  const events: string[] = [];
  expect(await inTime(clock, print(printer, longReceipt, events))).toEqual({ code: 'hardwareError', reason: 'partlyPrinted' });
  expect(events).toEqual(['paperLow', 'begun']);
  peer.setCondition({ paper: 'full' });
  expect((await inTime(clock, print(printer))).code).toBe('success');
  expect(linesOfLongReceipt(peer)).toBe(10);
});
