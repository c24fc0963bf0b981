import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut } from '../../test/support/cut-bytes.ts';
import { createFrameDecoder, encodeFrame, type Decoded } from './frame-codec.ts';
import { encodeReply, encodeRequest, encodeSetBaud, formatSamId, readBlocks, readReply, readRequest, type SamCommand } from './sam-v-codec.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const decodeAll = (pieces: readonly Uint8Array[]): Decoded[] => {
  const decoder = createFrameDecoder();
  return pieces.flatMap((piece) => decoder.push(piece));
};

test.each<[SamCommand, string]>([
  ['reset', 'AAAAAA9669000310FFEC'],
  ['samStatus', 'AAAAAA9669000311FFED'],
  ['readSamId', 'AAAAAA9669000312FFEE'],
  ['findCard', 'AAAAAA96690003200122'],
  ['selectCard', 'AAAAAA96690003200221'],
  ['readTextAndPhoto', 'AAAAAA96690003300132'],
  ['readTextPhotoAndFinger', 'AAAAAA96690003301023'],
  ['readNewAddress', 'AAAAAA96690003300330'],
  ['readCardSerial', 'AAAAAA96690003A003A0'],
])('the request %s has the published bytes and is understood again', (command, expected) => {
  expect(hex(encodeRequest(command))).toBe(expected);
  const [decoded] = decodeAll([bytes(expected)]);
  expect(decoded?.kind === 'frame' && readRequest(decoded.payload)).toMatchObject({ kind: 'command', command });
});

test('the longest RF block and the serial speed are set with the published bytes', () => {
  expect(hex(encodeRequest('setLongestRfBlock', [0x50]))).toBe('AAAAAA9669000461FF50CA');
  expect(hex(encodeSetBaud(9600))).toBe('AAAAAA96690003600467');
});

test('replies have the published bytes', () => {
  expect(hex(encodeReply('ok'))).toBe('AAAAAA9669000400009094');
  expect(hex(encodeReply('found', new Uint8Array(4)))).toBe('AAAAAA9669000800009F0000000097');
  expect(hex(encodeReply('ok', new Uint8Array(8)))).toBe('AAAAAA9669000C00009000000000000000009C');
  expect(hex(encodeReply('findFailed'))).toBe('AAAAAA9669000400008084');
  expect(hex(encodeReply('selectFailed'))).toBe('AAAAAA9669000400008185');
  expect(hex(encodeReply('readFailed'))).toBe('AAAAAA9669000400004145');
  expect(hex(encodeReply('absent'))).toBe('AAAAAA9669000400009195');
});

test('an unknown status byte is a reply all the same, and one that does not begin with zeros is none', () => {
  expect(readReply(bytes('000077'))).toEqual({ status: null, data: new Uint8Array() });
  expect(readReply(bytes('010090'))).toBeNull();
  expect(readReply(bytes('0000'))).toBeNull();
});

test('a frame is found behind garbage that looks like its beginning', () => {
  const stream = Buffer.concat([bytes('00 FF AA AA 96 AA'), encodeReply('ok')]);
  expect(decodeAll([stream])).toEqual([{ kind: 'frame', payload: bytes('000090') }]);
});

test('a wrong check byte is told, and the frame behind it is still found', () => {
  const spoilt = Uint8Array.from(encodeReply('ok'));
  spoilt[spoilt.length - 1] = 0;
  expect(decodeAll([Buffer.concat([spoilt, encodeReply('found', new Uint8Array(4))])]))
    .toEqual([{ kind: 'damaged', why: 'checksum' }, { kind: 'frame', payload: bytes('00009F00000000') }]);
});

test('a length that nothing real has is not waited for', () => {
  expect(decodeAll([Buffer.concat([bytes('AAAAAA9669 FFFF'), encodeReply('ok')])]))
    .toEqual([{ kind: 'damaged', why: 'length' }, { kind: 'frame', payload: bytes('000090') }]);
});

test('however the stream is cut, the same frames come out of it', () => {
  const frame = fc.uint8Array({ minLength: 2, maxLength: 400 }).map((payload) => encodeFrame(payload));
  const piece = fc.oneof(frame, fc.uint8Array({ maxLength: 20 }), frame.map((whole) => whole.subarray(0, -2)), fc.constant(bytes('AAAAAA9669')));
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (pieces, sizes) => {
    const stream = Buffer.concat(pieces);
    expect(decodeAll(cut(stream, sizes))).toEqual(decodeAll([stream]));
  }), { numRuns: 200 });
});

test('every frame sent comes out again, whatever its payload', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ minLength: 2, maxLength: 1500 }), { maxLength: 4 }), (payloads) => {
    const decoded = decodeAll([Buffer.concat(payloads.map(encodeFrame))]);
    expect(decoded.map((each) => (each.kind === 'frame' ? hex(each.payload) : each.why))).toEqual(payloads.map(hex));
  }), { numRuns: 100 });
});

test('no bytes make the codec throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
    for (const decoded of decodeAll([noise, encodeFrame(Buffer.concat([Buffer.of(0, 0), noise]))])) {
      if (decoded.kind !== 'frame') continue;
      readRequest(decoded.payload);
      const reply = readReply(decoded.payload);
      if (reply) {
        readBlocks('readTextAndPhoto', reply.data);
        readBlocks('readTextPhotoAndFinger', reply.data);
        formatSamId(reply.data);
      }
    }
  }), { numRuns: 300 });
});

test('the module identity is written as its makers write it', () => {
  expect(formatSamId(bytes('05000300 5F7A3301 D2040000 D2029649'))).toBe('05.03-20150879-0000001234-1234567890');
  expect(formatSamId(bytes('0500'))).toBeNull();
});

test('the blocks of a document are cut by the lengths before them, which must add up', () => {
  const text = Buffer.alloc(256, 1);
  const photo = Buffer.alloc(1024, 2);
  const finger = Buffer.alloc(512, 3);
  expect(readBlocks('readTextAndPhoto', Buffer.concat([bytes('01000400'), text, photo]))).toEqual({
    text: Uint8Array.from(text), photo: Uint8Array.from(photo), finger: new Uint8Array(),
  });
  expect(readBlocks('readTextPhotoAndFinger', Buffer.concat([bytes('010004000200'), text, photo, finger]))?.finger).toHaveLength(512);
  expect(readBlocks('readTextAndPhoto', Buffer.concat([bytes('01000400'), text]))).toBeNull();
  expect(readBlocks('readTextAndPhoto', Buffer.concat([bytes('00FF0000'), text.subarray(1)]))).toBeNull();
});
