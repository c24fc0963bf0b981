import { expect, test } from 'vitest';
import { Panel, tooHighMm, tooLowMm } from './panel.ts';

const upright = { widthPx: 1080, heightPx: 1920, widthMm: 268, heightMm: 476, lowerEdgeMm: 900, viewingDistanceMm: 600 };
const problemsOf = (panel: unknown): readonly string[] => Panel.safeParse(panel).error?.issues.map(({ message }) => message) ?? [];

test('a 21.5-inch panel will do, standing or lying', () => {
  expect(problemsOf(upright)).toEqual([]);
  expect(problemsOf({ ...upright, widthPx: 1920, heightPx: 1080, widthMm: 476, heightMm: 268, lowerEdgeMm: 800 })).toEqual([]);
});

test.each([
  ['of 15.6 inches', { widthMm: 344, heightMm: 194 }],
  ['of 20 inches', { widthMm: 443, heightMm: 249 }],
  ['that is long enough but too narrow', { widthMm: 230, heightMm: 476 }],
  ['of 21.5 inches that is read from a metre', { viewingDistanceMm: 1000 }],
])('one %s is refused, and told why', (_kind, change) => {
  expect(problemsOf({ ...upright, ...change }).join()).toContain('too small for large text: the active area must be at least 474 × 262 mm');
});

test('one that is read from a metre is large enough where it has grown by as much', () => {
  expect(problemsOf({ ...upright, widthMm: 447, heightMm: 794, viewingDistanceMm: 1000 })).toEqual([]);
});

test('one that hangs out of a seated person\'s reach is refused', () => {
  expect(problemsOf({ ...upright, lowerEdgeMm: 1000 }).join()).toContain('a seated person reaches up to 1220 mm');
});

test('one of which too little is left above what a hand reaches down to is refused, and told why', () => {
  expect(problemsOf({ ...upright, lowerEdgeMm: 380 })).toEqual([]);
  expect(problemsOf({ ...upright, lowerEdgeMm: 376 }).join()).toContain('hangs too low: nobody reaches down below 380 mm');
  expect(problemsOf({ ...upright, widthPx: 1920, heightPx: 1080, widthMm: 476, heightMm: 268, lowerEdgeMm: 373 }).join()).toContain('hangs too low');
});

const tall = { ...upright, widthMm: 535, heightMm: 952, lowerEdgeMm: 300 };

test('a large one may hang lower, because enough of it is left above', () => {
  expect(problemsOf(tall)).toEqual([]);
  expect(tooLowMm(tall)).toBe(80);
  expect(tooHighMm(tall)).toBe(32);
});

test('one that hangs wholly below or above is refused without counting more of it than there is', () => {
  expect(problemsOf({ ...tall, heightMm: 475, lowerEdgeMm: 0 }).join()).toContain('hangs too low');
  expect(tooLowMm({ heightMm: 300, lowerEdgeMm: 0 })).toBe(300);
  expect(tooHighMm({ heightMm: 300, lowerEdgeMm: 1300 })).toBe(300);
});

test('of one that lies across as much must be in reach as its letters need', () => {
  const across = { ...upright, widthPx: 1920, heightPx: 1080, widthMm: 952, heightMm: 535, viewingDistanceMm: 900 };
  expect(problemsOf({ ...across, lowerEdgeMm: 827 })).toEqual([]);
  expect(problemsOf({ ...across, lowerEdgeMm: 828 }).join()).toContain('a seated person reaches up to 1220 mm');
});
