import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historicalBytes, isContactless, offeredProtocol } from './atr.ts';
import { findBerValue, parseBerItems, parseSimpleItems, recordValue } from './tlv-records.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

test('a record gives its value only when tag and length are exactly right', () => {
  expect(recordValue(bytes('020133'), 0x02)).toEqual(bytes('33'));
  expect(recordValue(bytes('020133'), 0x03)).toBeNull();
  expect(recordValue(bytes('020233'), 0x02)).toBeNull();
  expect(recordValue(bytes(''), 0x02)).toBeNull();
});

test('a path of tags is followed through the levels of an FCI', () => {
  const fci = bytes('6F1C840F7378312E73682EC9E7BBE1B1A3D5CFA50988011E9F0C03860103');
  expect(findBerValue(fci, [0x6f, 0xa5, 0x9f0c, 0x86])).toEqual(bytes('03'));
  expect(findBerValue(fci, [0x6f, 0xa5, 0x9f0d])).toBeNull();
});

test.each(['6F', '6F05AA', '6F80', '6F83000001AA', '9F', '00'.repeat(200)])('malformed BER-TLV %s is refused', (hex) => {
  expect(parseBerItems(bytes(hex))).toBeNull();
});

test('two-byte lengths are understood', () => {
  expect(parseBerItems(Buffer.concat([bytes('C0820100'), Buffer.alloc(256)]))?.[0]?.value).toHaveLength(256);
});

test('the historical bytes come after all interface bytes of the ATR', () => {
  expect(historicalBytes(bytes('3B6D000000814A44468660990000000001'))).toEqual(bytes('00814A44468660990000000001'));
  expect(historicalBytes(bytes('3B8F8001804F0CA000000306030001000000006A'))).toEqual(bytes('804F0CA00000030603000100000000'));
});

test('a truncated ATR has no historical bytes', () => {
  expect(historicalBytes(bytes('3B6D0000'))).toHaveLength(0);
  expect(historicalBytes(bytes('3BFF'))).toHaveLength(0);
  expect(historicalBytes(bytes(''))).toHaveLength(0);
});

test('a contactless card is known by the ATR its reader makes up', () => {
  expect(isContactless(bytes('3B8F8001804F0CA000000306030001000000006A'))).toBe(true);
  expect(isContactless(bytes('3B6D000000814A44468660990000000001'))).toBe(false);
});

test.each([
  ['3B6D000000814A44468660990000000001', 'T=0'], ['3B8F8001804F0CA000000306030001000000006A', 'T=1'], ['3B8101AA', 'T=1'], ['3BF91300008131FE454A434F503234325232A3', 'T=1'], ['3B', 'T=0'],
])('the ATR %s offers %s', (atr, protocol) => {
  expect(offeredProtocol(bytes(atr))).toBe(protocol);
});

test('no bytes whatever make a parser throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (input) => {
    const buffer = Buffer.from(input);
    parseBerItems(buffer);
    findBerValue(buffer, [0x6f, 0xa5, 0x9f0c, 0x86]);
    recordValue(buffer, 0x01);
    parseSimpleItems(buffer);
    offeredProtocol(buffer);
    expect(historicalBytes(buffer).length).toBeLessThanOrEqual(15);
  }));
});
