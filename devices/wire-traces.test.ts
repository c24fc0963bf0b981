/** Traces of every wire: whatever the bytes, they never throw, and what is not known to be harmless shows by its length only. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createApduTrace } from './card-reader/index.ts';
import { encodeFrame } from './id-scanner/frame-codec.ts';
import { createSamVTrace } from './id-scanner/index.ts';
import { createEscPosTrace } from './receipt-printer/index.ts';

const anyBytes = fc.uint8Array({ maxLength: 400 });

test('a command nobody knows shows its header and how much came with it', () => {
  const trace = createApduTrace();
  expect(trace.toDevice(Uint8Array.of(0x80, 0x77, 1, 2, 3, 0x11, 0x22, 0x33))).toBe('unknown command 80 77 01 02 [4 bytes masked]');
  expect(trace.toDevice(Uint8Array.of(0x00, 0xa4, 2, 0, 2, 0xef, 0x05))).toBe('SELECT 00 A4 02 00 02 EF 05');
  expect(trace.fromDevice(Uint8Array.of(0x31, 0x32, 0x90, 0x00))).toBe('SW 9000 [2 bytes masked]');
});

test('every command of card and PSAM has its name, and what goes with it is masked', () => {
  const trace = createApduTrace();
  const pin = [0x12, 0x34, 0x56];
  const named = ([
    [0x84, 0x24, 0, 0, 4, 1, 2, 3, 4], [0x84, 0x24, 0, 1, 3, ...pin], [0x80, 0x5e, 1, 0, 3, ...pin], [0xbf, 0xde, 0x12, 1, 2, 7, 8], [0x80, 0xfa, 0, 0, 2, 7, 8],
    [0x00, 0xdc, 1, 4, 2, 7, 8], [0x04, 0xd6, 0, 0, 2, 7, 8], [0x84, 0x1e, 0, 1, 4, 1, 2, 3, 4], [0x84, 0x16, 0, 0, 4, 1, 2, 3, 4],
  ]).map((bytes) => trace.toDevice(Uint8Array.from(bytes)));
  expect(named).toEqual([
    'PIN UNBLOCK 84 24 00 00 [5 bytes masked]', 'PIN CHANGE 84 24 00 01 [4 bytes masked]', 'CHANGE PIN 80 5E 01 00 [4 bytes masked]',
    'DELIVERY SESSION KEY BF DE 12 01 [3 bytes masked]', 'CIPHER DATA 80 FA 00 00 [3 bytes masked]', 'UPDATE RECORD 00 DC 01 04 [3 bytes masked]',
    'UPDATE BINARY 04 D6 00 00 [3 bytes masked]', 'APPLICATION BLOCK 84 1E 00 01 [5 bytes masked]', 'CARD BLOCK 84 16 00 00 [5 bytes masked]',
  ]);
});

test('bytes of a response are never shown but its status word, those of an unknown SAM message not at all', () => {
  fc.assert(fc.property(anyBytes, (bytes) => {
    expect(createApduTrace().fromDevice(bytes)).toMatch(/^(no response APDU|SW [0-9A-F]{4})( \[\d+ bytes masked\])?$/);
    for (const line of createSamVTrace().fromDevice(encodeFrame(bytes))) expect(line).toMatch(/^(no reply|unknown status|damaged frame: \w+|[a-zA-Z]+)( \[\d+ bytes masked\])?$/);
  }));
});

test('any bytes, however cut, are traced without a throw', () => {
  fc.assert(fc.property(fc.array(anyBytes, { maxLength: 6 }), (pieces) => {
    const [apdu, sam, escpos] = [createApduTrace(), createSamVTrace(), createEscPosTrace()];
    for (const piece of pieces) {
      apdu.toDevice(piece);
      for (const trace of [sam, escpos]) {
        trace.toDevice(piece);
        trace.fromDevice(piece);
      }
    }
  }));
});

test('a receipt shows by its length only, between the questions around it', () => {
  const job = Uint8Array.of(0x1b, 0x40, 0x31, 0x32, 0x1d, 0x72, 0x01);
  expect(createEscPosTrace().toDevice(job)).toEqual(['print [4 bytes masked]', 'GS r 1: paper, in your turn?']);
});
