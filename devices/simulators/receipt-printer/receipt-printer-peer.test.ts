import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { manualClock } from '../../../test/support/manual-clock.ts';
import { composeReceipt } from '../../receipt-printer/index.ts';
import { createEscPosParser } from './escpos-parser.ts';
import { createEscPosPeer, type EscPosPeer } from './escpos-peer.ts';
import { receiptText } from './render-text.ts';
import { receiptSvg } from './svg.ts';

const hex = (content: string): Buffer => Buffer.from(content.replaceAll(' ', ''), 'hex');
const cut = hex('1D5600');

function bench(columns: 32 | 48 = 48): { peer: EscPosPeer; answers: number[]; changes: () => number } {
  const answers: number[] = [];
  let changes = 0;
  const peer = createEscPosPeer({ columns, clock: manualClock(), lineMs: 0, send: (bytes) => answers.push(...bytes), onChange: () => { changes++; } });
  return { peer, answers, changes: () => changes };
}
const firstText = (peer: EscPosPeer): string[] => peer.receipts().slice(0, 1).flatMap(receiptText);

test('GB18030 is Chinese only between FS & and FS .', () => {
  const { peer } = bench();
  const name = iconv.encode('张三', 'gb18030');
  peer.receive(Buffer.concat([hex('1C26'), name, hex('1C2E'), name, hex('0A'), cut]));
  expect(firstText(peer)).toEqual(['张三╒┼╚²']);
});

test('a four-byte character is one the head does not have', () => {
  const { peer } = bench();
  peer.receive(Buffer.concat([hex('1C26'), iconv.encode('王𬱖', 'gb18030'), hex('1C2E0A'), cut]));
  expect(firstText(peer)).toEqual(['王□']);
});

/** Rows of the dots of one span, `#` where the paper is black. */
function seen(dots: Uint8Array | null): string[] {
  const columns = dots ?? new Uint8Array();
  return Array.from({ length: 24 }, (_, row) => Array.from({ length: columns.length / 3 }, (_each, column) =>
    ((columns[column * 3 + (row >> 3)] ?? 0) & (0x80 >> (row & 7)) ? '#' : '.')).join(''));
}
const spansOf = (peer: EscPosPeer) => peer.receipts().flatMap(({ lines }) => lines).flatMap((line) => (line.kind === 'text' ? line.spans : []));

test('a character given to the head in dots is printed under its code, in the size of the line, until ESC @', () => {
  const { peer } = bench();
  const stroke = Buffer.concat([Buffer.of(0xff, 0xff, 0xff), Buffer.alloc(69)]);
  peer.receive(Buffer.concat([hex('1C32 FEA1'), stroke, hex('1C210C 1C26 CDF5 FEA1 1C2E 0A 1B40 1C26 FEA1 1C2E 0A'), cut]));
  expect(firstText(peer)).toEqual(['王▦', '□']);
  const [king, own, forgotten] = spansOf(peer);
  expect(king).toMatchObject({ text: '王', dots: null });
  expect(own).toMatchObject({ width: 2, height: 2, columnsEach: 2 });
  expect(seen(own?.dots ?? null)).toEqual(Array.from({ length: 24 }, () => `#${'.'.repeat(23)}`));
  expect(forgotten?.dots).toBeNull();
  expect(peer.receipts().map(receiptSvg).join('')).toContain('M72 24h2v2h-2z');
});

test('a picture in the midst of a line takes its place among the characters, and goes to the next line where it has none', () => {
  const { peer } = bench(32);
  const picture = Buffer.concat([hex('1B2A 21 1800'), Buffer.alloc(72, 0xff)]);
  const wide = Buffer.concat([hex('1B2A 20 1800'), Buffer.alloc(72, 0xff)]);
  peer.receive(Buffer.concat([Buffer.from('A'), picture, Buffer.from('B\n'), Buffer.from('x'.repeat(29)), wide, hex('0A'), cut]));
  expect(firstText(peer)).toEqual(['A▦B', 'x'.repeat(29), '▦']);
  const columns = peer.receipts()[0]?.lines.map((line) => (line.kind === 'text' ? line.columns : 0));
  expect(columns).toEqual([4, 29, 4]);
});

test('a picture wider than any paper is skipped, not held', () => {
  const { peer } = bench();
  peer.receive(Buffer.concat([hex('1B2A 21 FFFF'), Buffer.alloc(3 * 0xffff, 0xff), Buffer.from('ok\n'), cut]));
  expect(firstText(peer)).toEqual(['ok']);
});

test('text longer than the paper goes on in the next line', () => {
  const { peer } = bench(32);
  peer.receive(Buffer.concat([hex('1C26'), iconv.encode('社'.repeat(17), 'gb18030'), hex('1C2E0A'), cut]));
  expect(firstText(peer)).toEqual(['社'.repeat(16), '社']);
});

test('sizes, bold, underline and alignment stand on the paper as they were asked for', () => {
  const { peer } = bench();
  peer.receive(Buffer.concat([hex('1B6102 1B2108 41 1B2130 42 1B2100 1D2112 43 1D2100 1B2D01 44 1B2D00 1C210C 1C26'), iconv.encode('大', 'gb18030'), hex('0A'), cut]));
  const [line] = peer.receipts()[0]?.lines ?? [];
  expect(line).toMatchObject({
    kind: 'text', align: 'right', columns: 1 + 2 + 2 + 1 + 4,
    spans: [
      { text: 'A', bold: true, width: 1 }, { text: 'B', bold: false, width: 2, height: 2 }, { text: 'C', width: 2, height: 3 },
      { text: 'D', underline: true, width: 1 }, { text: '大', underline: false, width: 2, height: 2, columnsEach: 2 },
    ],
  });
});

test('real-time questions are answered at once, also while the printer cannot print; GS r 1 only in its turn', () => {
  const { peer, answers } = bench();
  peer.setSituation({ cover: 'open' });
  peer.receive(hex('41 0A 1D7201 100401 100402 100403 100404'));
  expect(answers).toEqual([0x1a, 0x16, 0x12, 0x12]);
  peer.setSituation({ cover: 'closed' });
  expect(answers.at(-1)).toBe(0x00);
});

test('a real-time question is heard even inside a picture, and cut across two chunks', () => {
  const { peer, answers } = bench();
  peer.receive(hex('1D763000 0300 0100 10'));
  peer.receive(hex('0404'));
  expect(answers).toEqual([0x12]);
  peer.receive(cut);
  expect(firstText(peer)).toEqual(['[picture 24x1]']);
});

test('after the paper ran out the rest is kept, and comes out when paper is loaded', () => {
  const { peer, answers } = bench();
  peer.setSituation({ paper: { outAfterLines: 2 } });
  peer.receive(Buffer.concat([Buffer.from('a\nb\nc\nd\n'), cut, hex('1D7201')]));
  peer.receive(hex('100402 100404'));
  expect(answers).toEqual([0x32, 0x7e]);
  expect(peer.uncut()).toHaveLength(2);
  peer.setSituation({ paper: 'full' });
  expect(firstText(peer)).toEqual(['a', 'b', 'c', 'd']);
  expect(answers.at(-1)).toBe(0x00);
});

test('DLE DC4 8 has everything before it forgotten, and is confirmed', () => {
  const { peer, answers } = bench();
  peer.setSituation({ mode: 'offline' });
  peer.receive(Buffer.concat([Buffer.from('secret\n'), hex('1014080103140106'), hex('0208'), Buffer.from('next\n'), cut]));
  expect(answers).toEqual([0x37, 0x25, 0x00]);
  peer.setSituation({ mode: 'online' });
  expect(firstText(peer)).toEqual(['next']);
});

test('near the end of the paper the sensor says so', () => {
  const { peer, answers } = bench();
  peer.setSituation({ paper: 'low' });
  peer.receive(hex('100404 1D7201'));
  expect(answers).toEqual([0x1e, 0x03]);
});

test('taking a receipt leaves the next one', () => {
  const { peer } = bench();
  peer.receive(Buffer.concat([Buffer.from('one\n'), cut, Buffer.from('two\n'), cut]));
  expect(peer.takeReceipt()?.number).toBe(1);
  expect(firstText(peer)).toEqual(['two']);
});

test('a status question alone changes nothing that a watcher would want to see', () => {
  const { peer, changes } = bench();
  peer.receive(hex('100401'));
  expect(changes()).toBe(0);
});

const token = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.constantFrom('1B40', '1C26', '1C2E', '1D5600', '1D564130', '1D286B0300315130', '1D286B0500315030414243', '1B6102', '1D2111', '0A', '1D763000020002000000FFFF', '1C32FEA1', '1B2A210300FFFFFFFFFFFFFFFFFF', '1B2A0003', '1C26FEA1FEA2', '10040110', 'B0A1')
    .map((code) => Uint8Array.from(hex(code))),
);

test('however the stream is cut, the same paper comes out; and nothing makes the printer throw', () => {
  fc.assert(fc.property(fc.array(token, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (tokens, size) => {
    const stream = Buffer.concat(tokens);
    const whole = bench();
    whole.peer.receive(stream);
    const pieces = bench();
    for (let at = 0; at < stream.length; at += size) pieces.peer.receive(stream.subarray(at, at + size));
    expect(pieces.peer.receipts()).toEqual(whole.peer.receipts());
    expect(pieces.peer.uncut()).toEqual(whole.peer.uncut());
    expect(pieces.answers).toEqual(whole.answers);
    whole.peer.receipts().forEach(receiptSvg);
  }), { numRuns: 200 });
});

test('a picture larger than any paper is skipped, not held', () => {
  const parser = createEscPosParser();
  parser.push(hex('1D763000 FFFF FFFF'));
  expect(parser.next()).toEqual({ kind: 'unsupported' });
  parser.push(Buffer.alloc(100_000));
  expect(parser.held()).toBe(0);
});

test('the picture of a receipt stands on the grid and escapes what is printed', () => {
  const { peer } = bench(32);
  peer.receive(Buffer.concat([hex('1B6101'), Buffer.from('<a>&\n'), cut]));
  const [receipt] = peer.receipts();
  const svg = receipt ? receiptSvg(receipt) : '';
  expect(svg).toContain('viewBox="0 0 432 78"');
  expect(svg).toContain('translate(192 45)');
  expect(svg).toContain('&#60;a&#62;&#38;');
});

/** The squares of the picture's path as a bitmap that scanners read (PGM). */
function bitmapOf(svg: string): Buffer {
  const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
  const pixels = Buffer.alloc(width * height, 255);
  for (const [, x, y, size] of svg.matchAll(/M(\d+) (\d+)h(\d+)v\d+h-\d+z/g)) {
    for (let row = 0; row < Number(size); row++) {
      const start = (Number(y) + row) * width + Number(x);
      pixels.fill(0, start, start + Number(size));
    }
  }
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), pixels]);
}

test.skipIf(spawnSync('zbarimg', ['--version']).status !== 0)('the QR code in the picture of a receipt is read by an independent program', () => {
  const { peer } = bench(32);
  const composed = composeReceipt({ elements: [{ kind: 'text', text: '回执', align: 'left', size: 1, bold: false }, { kind: 'qr', content: 'TB20260715-000123' }] }, 32);
  if (composed.ok) peer.receive(composed.job.bytes);
  const [receipt] = peer.receipts();
  const folder = mkdtempSync(join(tmpdir(), 'receipt-'));
  try {
    writeFileSync(join(folder, 'receipt.pgm'), bitmapOf(receipt ? receiptSvg(receipt) : ''));
    expect(execFileSync('zbarimg', ['-q', '--raw', join(folder, 'receipt.pgm')], { encoding: 'utf8' }).trim()).toBe('TB20260715-000123');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
