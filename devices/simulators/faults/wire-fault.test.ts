import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFaultyBytes, drawFaults, formatFaults, parseFaults, type Passage, type WireFault } from './index.ts';

const script = (text: string): readonly WireFault[] => {
  const parsed = parseFaults(text);
  if (!parsed) throw new Error(`no script: ${text}`);
  return parsed.fromDevice;
};
const bytesOf = (passages: readonly Passage[]): number[] => passages.flatMap((passage) => (passage.kind === 'bytes' ? [...passage.bytes] : []));
const through = (text: string, ...pieces: readonly number[][]): number[] => {
  const faulty = createFaultyBytes(script(text));
  return bytesOf(pieces.flatMap((piece) => faulty.push(Uint8Array.from(piece))));
};
/** Bytes one by one, so that passages cut differently can be compared. */
const singly = (passages: readonly Passage[]): unknown[] => passages.flatMap((passage): unknown[] => (passage.kind === 'bytes' ? [...passage.bytes] : [passage]));

const anyFaults = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 200 }))
  .map(([seed, count, length]) => drawFaults(seed, count, length));
const anyPieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 });

describe('the text', () => {
  test.each([
    ['flip@17:0x40', { toDevice: [], fromDevice: [{ kind: 'flip', at: 17, mask: 0x40 }] }],
    ['>drop@0:3 <garbage@9:00ff unplug@12', {
      toDevice: [{ kind: 'drop', at: 0, count: 3 }],
      fromDevice: [{ kind: 'garbage', at: 9, bytes: [0, 255] }, { kind: 'unplug', at: 12 }],
    }],
    ['', { toDevice: [], fromDevice: [] }],
  ])('"%s" is read', (text, expected) => {
    expect(parseFaults(text)).toEqual(expected);
  });

  test.each(['flip@17', 'flip@17:0x00', 'flip@x:0x40', 'drop@1', 'drop@1:99999', 'stall@1:3', 'explode@1', 'garbage@1:0', 'delay@1:99999999', 'drop @1:3'])('"%s" is no script', (text) => {
    expect(parseFaults(text)).toBeNull();
  });

  test('whatever a seed draws is given back by its text, and the same seed draws the same', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 0, max: 20 }), (seed, count) => {
      const faults = { toDevice: drawFaults(seed, count, 500), fromDevice: drawFaults(seed + 1, count, 500) };
      expect(parseFaults(formatFaults(faults))).toEqual(faults);
      expect(drawFaults(seed, count, 500)).toEqual(faults.toDevice);
    }));
  });

  test('any text at all is read or refused, never thrown at', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      parseFaults(text);
    }));
  });
});

describe('the bytes', () => {
  test.each([
    ['', [1, 2, 3, 4]],
    ['drop@1:2', [1, 4]],
    ['duplicate@1:2', [1, 2, 3, 2, 3, 4]],
    ['flip@0:0x80', [0x81, 2, 3, 4]],
    ['garbage@2:0909', [1, 2, 9, 9, 3, 4]],
    ['truncate@3', [1, 2, 3]],
    ['stall@1', [1]],
    ['unplug@0', []],
    ['restart@2:500', [1, 2]],
    ['delay@2:500', [1, 2, 3, 4]],
    ['flip@1:0x10 duplicate@1:1', [1, 18, 18, 3, 4]],
  ])('"%s" makes %o of 1 2 3 4', (text, expected) => {
    expect(through(text, [1, 2, 3, 4])).toEqual(expected);
    expect(through(text, [1], [2, 3], [], [4])).toEqual(expected);
  });

  test('what a cut loses is over with the next connection, and the count goes on', () => {
    const faulty = createFaultyBytes(script('unplug@2 flip@3:0x01'));
    expect(faulty.push(Uint8Array.of(1, 2, 3, 4))).toEqual([{ kind: 'bytes', bytes: Uint8Array.of(1, 2) }, { kind: 'reset' }]);
    expect(faulty.push(Uint8Array.of(5))).toEqual([]);
    faulty.reconnected();
    expect(bytesOf(faulty.push(Uint8Array.of(6, 6)))).toEqual([6, 7]);
    expect(faulty.counted()).toBe(4);
  });

  test('a replay gives the same, however the bytes were cut', () => {
    fc.assert(fc.property(anyFaults, anyPieces, (faults, pieces) => {
      const [apart, together] = [createFaultyBytes(faults), createFaultyBytes(faults)];
      const cut = pieces.flatMap((piece) => apart.push(piece));
      expect(singly(cut)).toEqual(singly(together.push(Buffer.concat(pieces))));
      expect(apart.counted()).toBe(together.counted());
    }));
  });

  test('no more comes out than came in, was drawn as garbage, or was to come twice', () => {
    fc.assert(fc.property(anyFaults, anyPieces, (faults, pieces) => {
      const faulty = createFaultyBytes(faults);
      const added = faults.reduce((sum, fault) => sum + (fault.kind === 'garbage' ? fault.bytes.length : fault.kind === 'duplicate' ? fault.count : 0), 0);
      const out = pieces.flatMap((piece) => faulty.push(piece));
      expect(bytesOf(out).length).toBeLessThanOrEqual(Buffer.concat(pieces).length + added);
    }));
  });
});
