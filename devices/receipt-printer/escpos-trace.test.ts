/** The technician's view of a printer's wire. */
import { expect, test } from 'vitest';
import { composeReceipt } from './composer.ts';
import { createEscPosTrace } from './escpos-trace.ts';
import { allWell, askPaperInTurn, askStatus, clearBuffers, initialise, writeStatus } from './status-codec.ts';

const joined = (...pieces: readonly Uint8Array[]): Uint8Array => Buffer.concat(pieces);

test('control sequences are named, also where the wire joined them', () => {
  const { toDevice } = createEscPosTrace();
  expect(toDevice(joined(clearBuffers, initialise, askStatus(1)))).toEqual(['DLE DC4 8: forget what you hold', 'ESC @: initialise', 'DLE EOT 1: status?']);
  expect(toDevice(initialise)).toEqual(['ESC @: initialise']);
});

test('of a receipt only its length is shown, and the question behind it', () => {
  const composed = composeReceipt({ elements: [{ kind: 'row', label: '姓名', value: '张三' }] }, 48);
  if (!composed.ok) throw new Error(composed.problem);
  const { bytes } = composed.job;
  expect(createEscPosTrace().toDevice(joined(bytes, askPaperInTurn))).toEqual([`print [${bytes.length} bytes masked]`, 'GS r 1: paper, in your turn?']);
});

test('an answer is read by the question it answers', () => {
  const { toDevice, fromDevice } = createEscPosTrace();
  toDevice(joined(askStatus(1), askStatus(2), askStatus(4)));
  const condition = { ...allWell, offline: true, coverOpen: true };
  expect(fromDevice(Uint8Array.of(writeStatus(1, condition), writeStatus(2, condition), writeStatus(4, condition))))
    .toEqual(['status 0x1a: offline', 'status 0x16: coverOpen', 'status 0x12: well']);
});

test('an answer that nobody asked for is shown as it came', () => {
  expect(createEscPosTrace().fromDevice(Uint8Array.of(0x12))).toEqual(['status 0x12']);
});
