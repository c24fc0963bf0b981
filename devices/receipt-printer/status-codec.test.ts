import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalOf, statusOf } from './condition.ts';
import { allWell, createAnswerReader, readStatus, writePaperInTurn, writeStatus, type PrinterCondition, type StatusQuestion } from './status-codec.ts';

const questions: StatusQuestion[] = [1, 2, 3, 4];

test.each<[string, StatusQuestion, number, Partial<PrinterCondition>]>([
  ['all well', 1, 0x12, { offline: false }],
  ['offline', 1, 0x1a, { offline: true }],
  ['cover open', 2, 0x16, { coverOpen: true, stoppedForPaper: false, error: false }],
  ['stopped for paper', 2, 0x32, { coverOpen: false, stoppedForPaper: true }],
  ['cutter error', 3, 0x1a, { cutterFault: true, unrecoverable: false }],
  ['near end', 4, 0x1e, { paperNearEnd: true, paperEnd: false }],
  ['end', 4, 0x72, { paperNearEnd: false, paperEnd: true }],
  ['end and near end', 4, 0x7e, { paperNearEnd: true, paperEnd: true }],
])('%s is read from its published byte', (_name, question, byte, expected) => {
  expect(readStatus(question, byte)).toMatchObject(expected);
});

test('a byte without the fixed bits is no answer', () => {
  for (const question of questions) {
    for (const byte of [0x00, 0x10, 0x13, 0x92, 0xff, 0x02]) expect(readStatus(question, byte)).toBeNull();
  }
});

test('what a printer writes is what is read', () => {
  const flags = fc.record(Object.fromEntries(Object.keys(allWell).map((key) => [key, fc.boolean()]))) as unknown as fc.Arbitrary<PrinterCondition>;
  fc.assert(fc.property(flags, (condition) => {
    const read = questions.map((question) => readStatus(question, writeStatus(question, condition)));
    expect(Object.assign({}, ...read)).toEqual(condition);
  }));
});

test('answers of all kinds are told apart, however the stream is cut', () => {
  const stream = Uint8Array.of(0x12, 0x37, 0x25, 0x00, 0x00, 0x1e, 0x0c, 0x37, 0x16, 0x11, 0x03);
  const expected = [
    { kind: 'status', byte: 0x12 }, { kind: 'cleared' }, { kind: 'paperInTurn', nearEnd: false, end: false }, { kind: 'status', byte: 0x1e },
    { kind: 'paperInTurn', nearEnd: false, end: true }, { kind: 'status', byte: 0x16 }, { kind: 'paperInTurn', nearEnd: true, end: false },
  ];
  expect(createAnswerReader()(stream)).toEqual(expected);
  const read = createAnswerReader();
  expect([...stream].flatMap((byte) => read(Uint8Array.of(byte)))).toEqual(expected);
  expect(createAnswerReader()(Uint8Array.of(writePaperInTurn({ ...allWell, paperNearEnd: true, paperEnd: true })))).toEqual([{ kind: 'paperInTurn', nearEnd: true, end: true }]);
});

test('without paper the printer itself is well; an open cover is somebody\'s doing; a jammed cutter is a fault', () => {
  const outOfPaper = { ...allWell, offline: true, stoppedForPaper: true, paperEnd: true };
  expect(statusOf(outOfPaper)).toMatchObject({ generic: 'online', specific: { paper: 'out', media: 'unknown' } });
  expect(refusalOf(outOfPaper)).toEqual({ code: 'deviceNotReady', reason: 'paperOut' });
  expect(statusOf({ ...allWell, offline: true, coverOpen: true })).toMatchObject({ generic: 'userError', specific: { cover: 'open' } });
  expect(statusOf({ ...allWell, offline: true, error: true, cutterFault: true })).toMatchObject({ generic: 'hardwareError', specific: { cutter: 'fault' } });
  expect(statusOf({ ...allWell, offline: true })).toMatchObject({ generic: 'offline' });
  expect(refusalOf({ ...allWell, paperNearEnd: true })).toBeNull();
});
