import fc from 'fast-check';
import { expect, test } from 'vitest';
import { specimens } from '../simulators/document-reader/index.ts';
import { createZoneCollector } from './zone-collector.ts';

const formats = ['TD1', 'TD2', 'TD3'] as const;

test.each(formats)('the lines of %s make a zone, also when all come in one', (format) => {
  const collector = createZoneCollector();
  const outcomes = specimens[format].map((line) => collector.add(line, 0));
  expect(outcomes.at(-1)).toEqual({ kind: 'zone', lines: specimens[format] });
  expect(outcomes.slice(0, -1).every(({ kind }) => kind === 'incomplete')).toBe(true);
  expect(collector.add(specimens[format].join(''), 0)).toEqual({ kind: 'zone', lines: specimens[format] });
});

test.each(formats)('a zone of %s that lost any of its lines spoils no zone behind it, however soon it comes', (format) => {
  for (const lost of specimens[format].keys()) {
    const collector = createZoneCollector();
    for (const line of specimens[format].toSpliced(lost, 1)) collector.add(line, 0);
    expect(specimens[format].map((line) => collector.add(line, 0)).at(-1), `without line ${lost + 1}`).toEqual({ kind: 'zone', lines: specimens[format] });
  }
});

test('lines that do not come together are of no zone', () => {
  const collector = createZoneCollector();
  const [first = '', second = ''] = specimens.TD3;
  collector.add(first, 0);
  expect(collector.add(second, 1001)).toEqual({ kind: 'noZone' });
});

test('whatever lines come, a zone has as many as its format wants, of one length', () => {
  const line = fc.oneof(fc.constantFrom(...formats.flatMap((format) => specimens[format])), fc.string({ maxLength: 100 }));
  fc.assert(fc.property(fc.array(fc.tuple(line, fc.integer({ min: 0, max: 2000 })), { maxLength: 12 }), (steps) => {
    const collector = createZoneCollector();
    let at = 0;
    for (const [text, pause] of steps) {
      at += pause;
      const collected = collector.add(text, at);
      if (collected.kind !== 'zone') continue;
      expect([30, 36, 44]).toContain(collected.lines[0]?.length);
      expect(collected.lines).toHaveLength(collected.lines[0]?.length === 30 ? 3 : 2);
      expect(new Set(collected.lines.map(({ length }) => length)).size).toBe(1);
    }
  }));
});
