import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { cut } from '../../test/support/cut-bytes.ts';
import { createLineFramer, longestLine, type LineEncoding, type LineEnding, type SpokenLine } from './line-framer.ts';

const framer = (ending: LineEnding = 'suffix', encoding: LineEncoding = 'utf-8') => createLineFramer({ ending, encoding });
const code = (text: string): SpokenLine => ({ kind: 'line', text });

test.each(['\r', '\n', '\r\n', '\t', '\r\n\t'])('the suffix %j ends a code, once', (suffix) => {
  expect(framer().push(Buffer.from(`one${suffix}two${suffix}`))).toEqual([code('one'), code('two')]);
});

test('a code is what was sent: neither trimmed nor normalised', () => {
  expect(framer().push(Buffer.from(' A|é \uFEFF\r'))).toEqual([code(' A|é \uFEFF')]);
  expect(framer().push(Buffer.from('\uFEFFA\r'))).toEqual([code('\uFEFFA')]);
});

test('Chinese is read in the encoding that the scanner is set up for, and refused in the other', () => {
  const gbk = Buffer.concat([iconv.encode('社保卡䶮', 'gb18030'), Buffer.from('\r')]);
  expect(framer('suffix', 'gbk').push(gbk)).toEqual([code('社保卡䶮')]);
  expect(framer('suffix', 'utf-8').push(gbk)).toEqual([{ kind: 'refused', why: 'encoding' }]);
});

test.each(['\u0000', '\u0002', '\u001b', '\u007f', '\u0085'])('a code with the control character %j is refused, and the next one read', (control) => {
  expect(framer().push(Buffer.from(`a${control}b\rnext\r`))).toEqual([{ kind: 'refused', why: 'controlCharacter' }, code('next')]);
});

test('the longest code is read, and one byte more is refused once, up to its end', () => {
  const longest = 'x'.repeat(longestLine);
  expect(framer().push(Buffer.from(`${longest}\r`))).toEqual([code(longest)]);
  expect(framer().push(Buffer.from(`${longest}${longest}y\rnext\r`))).toEqual([{ kind: 'refused', why: 'tooLong' }, code('next')]);
});

describe('without a suffix', () => {
  test('a silence ends a code', () => {
    const gap = framer('gap');
    expect(gap.push(Buffer.from('token'))).toEqual([]);
    expect(gap.silenceDueMs()).toBe(50);
    expect(gap.fallSilent()).toEqual(code('token'));
    expect(gap.silenceDueMs()).toBeNull();
    expect(gap.fallSilent()).toBeNull();
  });

  test('a scanner that does send one is understood all the same', () => {
    const gap = framer('gap');
    expect(gap.push(Buffer.from('token\r\n'))).toEqual([code('token')]);
    expect(gap.silenceDueMs()).toBeNull();
  });
});

test('where a suffix is due, a pause is no end: what was left behind without it is refused, not put before the next code', () => {
  const suffix = framer();
  suffix.push(Buffer.from('tok'));
  expect(suffix.silenceDueMs()).toBe(1000);
  expect(suffix.fallSilent()).toEqual({ kind: 'refused', why: 'incomplete' });
  expect(suffix.push(Buffer.from('next\r'))).toEqual([code('next')]);
});

test('a disowned half does not come out, nor its other half', () => {
  const suffix = framer();
  suffix.push(Buffer.from('former '));
  suffix.disown();
  expect(suffix.push(Buffer.from('person\rmine\r'))).toEqual([code('mine')]);
  const gap = framer('gap');
  gap.push(Buffer.from('former '));
  gap.disown();
  gap.push(Buffer.from('person'));
  expect(gap.fallSilent()).toBeNull();
  gap.push(Buffer.from('mine'));
  expect(gap.fallSilent()).toEqual(code('mine'));
});

const anyCutting = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

test('however the line cuts them, the same codes come out', () => {
  const token = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text) && text.isWellFormed());
  fc.assert(fc.property(fc.array(token, { maxLength: 6 }), fc.constantFrom('\r', '\n', '\r\n', '\t'), anyCutting, (tokens, suffix, sizes) => {
    const wire = Buffer.from(tokens.map((text) => text + suffix).join(''));
    const cutting = framer();
    expect(cut(wire, sizes).flatMap((piece) => cutting.push(piece))).toEqual(tokens.map(code));
  }));
});

test('any bytes, cut anyhow, with silences anywhere: it never throws, and gives no code that is too long or has a control character', () => {
  const step = fc.oneof(fc.uint8Array({ maxLength: 6000 }), fc.constant('silence' as const), fc.constant('disown' as const));
  fc.assert(fc.property(fc.array(step, { maxLength: 8 }), fc.constantFrom<LineEnding>('suffix', 'gap'), fc.constantFrom<LineEncoding>('utf-8', 'gbk'), (steps, ending, encoding) => {
    const reading = framer(ending, encoding);
    const codes = steps.flatMap((what) => {
      if (what === 'disown') reading.disown();
      return what === 'silence' || what === 'disown' ? [reading.fallSilent()] : reading.push(what);
    });
    for (const read of codes) {
      if (read?.kind !== 'line') continue;
      expect(read.text.length).toBeGreaterThan(0);
      expect(read.text.length).toBeLessThanOrEqual(longestLine);
      expect(read.text).not.toMatch(/\p{Cc}/u);
    }
  }), { numRuns: 60 });
});
