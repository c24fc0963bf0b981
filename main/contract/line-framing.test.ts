import { describe, expect, it } from 'vitest';
import { createLineReader, parseJson } from './line-framing.ts';

function readerOf(maxBytes: number) {
  const lines: [string, number][] = [];
  let overflows = 0;
  const reader = createLineReader(maxBytes, {
    line: (text, bytes) => lines.push([text, bytes]),
    overflow: () => { overflows += 1; },
  });
  return { reader, lines, overflows: () => overflows };
}
const bytes = (text: string) => new TextEncoder().encode(text);

describe('line framing', () => {
  it('finds the same lines wherever the stream is cut, even within a character', () => {
    const whole = bytes('一行\n\nsecond 行\nrest');
    for (let cut = 0; cut <= whole.length; cut++) {
      const { reader, lines } = readerOf(100);
      reader.push(whole.subarray(0, cut));
      reader.push(whole.subarray(cut));
      expect(lines).toEqual([['一行', 6], ['', 0], ['second 行', 10]]);
    }
  });

  it('takes a line of exactly the cap, and stops for good at one byte more', () => {
    const { reader, lines, overflows } = readerOf(4);
    reader.push(bytes('1234\n'));
    reader.push(bytes('12'));
    reader.push(bytes('345'));
    reader.push(bytes('\n1\n'));
    expect(lines).toEqual([['1234', 4]]);
    expect(overflows()).toBe(1);
  });

  it('makes undefined of what is not JSON', () => {
    expect(parseJson('{"a":')).toBeUndefined();
    expect(parseJson('{"a":1}')).toEqual({ a: 1 });
  });
});
