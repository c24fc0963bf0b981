import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { layRow, wrap } from './column-layout.ts';
import { composeReceipt, type PaperColumns } from './composer.ts';
import type { ReceiptElement } from './contract.ts';
import { columnsOf } from './glyphs.ts';
import type { RareCharacters } from './head.ts';
import { rareSetter } from './rare-characters.ts';
import { bundledGlyphs } from './rare-glyphs/index.ts';

const glyphs = bundledGlyphs();

const bytesOf = (elements: readonly ReceiptElement[], columns: PaperColumns = 48, way: RareCharacters = 'user-defined', source = glyphs): Buffer => {
  const composed = composeReceipt({ elements }, columns, rareSetter(way, source));
  if (!composed.ok) throw new Error(composed.problem);
  return Buffer.from(composed.job.bytes);
};
const text = (content: string, more: Partial<Extract<ReceiptElement, { kind: 'text' }>> = {}): ReceiptElement =>
  ({ kind: 'text', text: content, align: 'left', size: 1, bold: false, ...more });
const hex = (content: string): Buffer => Buffer.from(content.replaceAll(' ', ''), 'hex');

test('Chinese stands as GB18030 bytes between FS & and FS ., and ASCII outside of them', () => {
  expect(bytesOf([text('姓名: 张三 (A1)')]).includes(hex(
    '1C26 D0D5C3FB 1C2E 3A20 1C26 D5C5C8FD 1C2E 20284131290A',
  ))).toBe(true);
});

test('a receipt begins with initialisation and ends with feed, partial cut and initialisation', () => {
  const bytes = bytesOf([text('x')]);
  expect(bytes.subarray(0, 2)).toEqual(hex('1B40'));
  expect(bytes.subarray(-8)).toEqual(hex('1B6404 1D5601 1B40'));
});

test('double size is asked for in both ways, for ASCII and for Chinese, and taken back', () => {
  const bytes = bytesOf([text('回执', { size: 2, align: 'center', bold: true })]);
  expect(bytes.includes(hex('1B6101 1B4501 1D2111 1C210C 1C26 BBD8D6B4 1C2E 0A 1D2100 1C2100 1B4500 1B6100'))).toBe(true);
});

test('a QR code has the published bytes', () => {
  expect(bytesOf([{ kind: 'qr', content: 'TB-1' }]).includes(hex(
    '1B6101 1D286B0400314132 00 1D286B0300314305 1D286B0300314531 1D286B0700315030 54422D31 1D286B0300315130 0A',
  ))).toBe(true);
});

const dotsOf = (character: string): Uint8Array => {
  const dots = glyphs(character);
  if (!dots) throw new Error(`no glyph for ${character}`);
  return dots;
};

test('a character the head lacks is given to it in dots before its line, once, and then printed by its own code', () => {
  const bytes = bytesOf([text('王𬱖'), text('𬱖㛃', { size: 2 })]);
  expect(iconv.encode('𬱖', 'gb18030')).toHaveLength(4);
  const first = Buffer.concat([hex('1C32 FEA1'), dotsOf('𬱖'), hex('1C26 CDF5 FEA1 1C2E 0A')]);
  const second = Buffer.concat([hex('1C32 FEA2'), dotsOf('㛃'), hex('1C26 FEA1 FEA2 1C2E 0A')]);
  expect(bytes.includes(first)).toBe(true);
  expect(bytes.includes(second)).toBe(true);
  expect(bytes.toString('latin1').split('\x1C2\xFE\xA1')).toHaveLength(2);
});

test('a head without characters of one\'s own gets them as pictures in the line, with wider dots in large text', () => {
  expect(bytesOf([text('王𬱖A')], 48, 'bit-image').includes(Buffer.concat([hex('1C26 CDF5 1C2E 1B2A 21 1800'), dotsOf('𬱖'), hex('41 0A')]))).toBe(true);
  expect(bytesOf([text('𬱖', { size: 2 })], 48, 'bit-image').includes(Buffer.concat([hex('1B2A 20 1800'), dotsOf('𬱖')]))).toBe(true);
});

test.each(['user-defined', 'bit-image'] as const)('a character of which nobody knows the dots is seen to be missing, and does not become two others (%s)', (way) => {
  expect(bytesOf([text('王😀')], 48, way).includes(hex('1C26 CDF5 A1FE 1C2E'))).toBe(true);
});

test('no receipt asks the head for more characters than the smallest heads have room for', () => {
  const rare = [...'㐀㐁㐂㐃㐄㐅㐆㐇㐈㐉㐊㐋㐌㐍㐎㐏㐐㐑㐒㐓㐔㐕㐖㐗'];
  const bytes = bytesOf([text(rare.join(''))]);
  expect(bytes.includes(hex('1C32 FEB4'))).toBe(true);
  expect(bytes.includes(hex('1C32 FEB5'))).toBe(false);
  expect(bytes.includes(hex('FEB4 A1FE A1FE A1FE A1FE 1C2E'))).toBe(true);
});

test('a character of the user-defined zones counts as one the head lacks', () => {
  expect(bytesOf([text('\uE000')]).includes(hex('1C26 A1FE 1C2E'))).toBe(true);
});

test('every character of Extension A has dots, each of 24 columns', () => {
  const without = Array.from({ length: 0x4db6 - 0x3400 }, (_, index) => String.fromCodePoint(0x3400 + index))
    .filter((character) => iconv.encode(character, 'gb18030').length === 4 && glyphs(character)?.length !== 72);
  expect(without).toEqual([]);
});

test('control characters in a text steer nothing', () => {
  expect(bytesOf([text('a\u001B@\u0010\u0004\u0001b')]).includes(Buffer.from('a @   b\n'))).toBe(true);
});

test('a QR content that is not short ASCII, and a document without end, are refused', () => {
  expect(composeReceipt({ elements: [{ kind: 'qr', content: '张三' }] }, 48)).toEqual({ ok: false, problem: 'qrContent' });
  expect(composeReceipt({ elements: [{ kind: 'qr', content: 'x'.repeat(201) }] }, 48)).toEqual({ ok: false, problem: 'qrContent' });
  expect(composeReceipt({ elements: Array.from({ length: 201 }, () => ({ kind: 'rule' as const })) }, 48)).toEqual({ ok: false, problem: 'tooLong' });
  expect(composeReceipt({ elements: [text('字'.repeat(2001))] }, 48)).toEqual({ ok: false, problem: 'tooLong' });
});

test('a rule is as wide as the paper', () => {
  expect(bytesOf([{ kind: 'rule' }], 32).includes(Buffer.from(`@${'-'.repeat(32)}\n`))).toBe(true);
});

test('Chinese is cut by columns, Latin words only where they are longer than a line', () => {
  expect(wrap('社会保障待遇资格认证', 8)).toEqual(['社会保障', '待遇资格', '认证']);
  expect(wrap('please take your card', 11)).toEqual(['please take', 'your card']);
  expect(wrap('ABCDEFGHIJ', 4)).toEqual(['ABCD', 'EFGH', 'IJ']);
  expect(wrap('一\n\n二', 8)).toEqual(['一', '', '二']);
});

test('no line begins with punctuation that ends a clause', () => {
  expect(wrap('请妥善保管，谢谢', 10)).toEqual(['请妥善保', '管，谢谢']);
});

test('a row stands on one line where it fits, else its value goes below, at the right', () => {
  expect(layRow('办理时间', '2026-07-15 09:30', 32)).toEqual(['办理时间        2026-07-15 09:30']);
  expect(layRow('办理单位', '通办示范区社会保障服务大厅', 32)).toEqual(['办理单位', '      通办示范区社会保障服务大厅']);
});

const anyText = fc.string({ unit: fc.oneof(fc.constantFrom('社', '保', '，', '。', '𬱖', '㛃', '𠮷', '—', 'é', ' ', '-', '\n'), fc.string({ minLength: 1, maxLength: 1, unit: 'binary' })), maxLength: 120 });
const anyElement: fc.Arbitrary<ReceiptElement> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: anyText, align: fc.constantFrom('left', 'center', 'right'), size: fc.constantFrom(1, 2), bold: fc.boolean() }),
  fc.record({ kind: fc.constant('row' as const), label: anyText, value: anyText }),
  fc.constant({ kind: 'rule' as const }),
  fc.record({ kind: fc.constant('feed' as const), lines: fc.nat(300) }),
  fc.record({ kind: fc.constant('qr' as const), content: fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme-ascii' }) }),
);

test('no line is ever wider than the paper, and no visible character is lost', () => {
  fc.assert(fc.property(anyText, fc.constantFrom(16, 24, 32, 48), (content, columns) => {
    const lines = wrap(content, columns);
    expect(Math.max(0, ...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
    const visible = (value: string): string => value.normalize('NFC').replace(/\s/g, '');
    expect(visible(lines.join(''))).toBe(visible(content));
  }), { numRuns: 300 });
});

test.each(['user-defined', 'bit-image'] as const)('whatever is printed and whatever the dots, no byte pair in it is a real-time command (%s)', (way) => {
  const anyDots = fc.array(fc.oneof(fc.constantFrom(0x10, 0x04, 0x05, 0x14), fc.nat(255)), { minLength: 72, maxLength: 72 }).map((bytes) => Uint8Array.from(bytes));
  fc.assert(fc.property(fc.array(anyElement, { maxLength: 12 }), fc.constantFrom<PaperColumns>(32, 48), anyDots, (elements, columns, dots) => {
    const bytes = bytesOf(elements, columns, way, () => dots);
    for (const second of [0x04, 0x05, 0x14]) expect(bytes.includes(Buffer.of(0x10, second))).toBe(false);
  }), { numRuns: 150 });
});

test('kept free of real-time commands, no bundled glyph has more than four of its 576 dots changed', () => {
  const rare = Array.from({ length: 0x4db6 - 0x3400 }, (_, index) => String.fromCodePoint(0x3400 + index)).filter((character) => glyphs(character));
  for (const character of rare) {
    const bytes = bytesOf([text(character)]);
    const at = bytes.indexOf(hex('1C32 FEA1')) + 4;
    const differing = dotsOf(character).filter((byte, index) => byte !== bytes[at + index]).length;
    expect(differing).toBeLessThanOrEqual(4);
  }
});
