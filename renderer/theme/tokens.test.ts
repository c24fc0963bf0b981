import { expect, test } from 'vitest';
import { Contrast, Panel, TextSize } from '../../main/contract/index.ts';
import { contrastRatio, graphicPairs, palettes, textPairs } from './colours.ts';
import { hasHighPart, reachableMm } from './reach.ts';
import { capitalHeightOfEm, fontPx, leastMm, orientationOf, pxPerMm, themeTokens } from './tokens.ts';

const portrait: Panel = { widthPx: 1080, heightPx: 1920, widthMm: 268, heightMm: 476, lowerEdgeMm: 830, viewingDistanceMm: 600 };
const landscape: Panel = { widthPx: 1920, heightPx: 1080, widthMm: 476, heightMm: 268, lowerEdgeMm: 800, viewingDistanceMm: 600 };
const px = (value: string | undefined): number => Number.parseFloat(value ?? '');

test.each(TextSize.options)('every %s type step has capitals at least as high as must be read', (size) => {
  for (const panel of [portrait, landscape]) {
    const types = Object.entries(themeTokens(panel, { textSize: size, contrast: 'standard' })).filter(([name]) => name.startsWith('--type-'));
    expect(types).toHaveLength(5);
    for (const [, value] of types) {
      expect((px(value) * capitalHeightOfEm) / pxPerMm(panel)).toBeGreaterThanOrEqual(leastMm[size].capital);
    }
  }
});

test.each(TextSize.options)('every %s target is as large as a finger needs', (size) => {
  const tokens = themeTokens(portrait, { textSize: size, contrast: 'standard' });
  for (const name of ['--target', '--choice', '--key'] as const) {
    expect(px(tokens[name]) / pxPerMm(portrait)).toBeGreaterThanOrEqual(leastMm[size].target);
  }
  expect(px(tokens['--space-2']) / pxPerMm(portrait)).toBeGreaterThanOrEqual(leastMm[size].gap);
});

test('the same millimetres are more pixels on a finer panel', () => {
  const fine = { ...portrait, widthPx: 2160, heightPx: 3840 };
  expect(fontPx(fine, 5)).toBeCloseTo(2 * fontPx(portrait, 5), 0);
});

test('text grows with the distance it is read from and never shrinks under the norm', () => {
  expect(fontPx({ ...portrait, viewingDistanceMm: 900 }, 5)).toBeCloseTo(1.5 * fontPx(portrait, 5), 0);
  expect(fontPx({ ...portrait, viewingDistanceMm: 400 }, 5)).toBe(fontPx(portrait, 5));
});

test('a panel is portrait when it is higher than wide', () => {
  expect([portrait, landscape].map(orientationOf)).toEqual(['portrait', 'landscape']);
});

test.each(Contrast.options)('every pair of %s colours that carries text has a contrast of at least 7:1', (contrast) => {
  const palette = palettes[contrast];
  for (const [ink, ground] of textPairs) expect(contrastRatio(palette[ink], palette[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
});

test.each([['standard', 3], ['dark', 7], ['light', 7]] as const)('every %s mark that carries meaning has a contrast of at least %i:1', (contrast, least) => {
  const palette = palettes[contrast];
  for (const [mark, ground] of graphicPairs) expect(contrastRatio(palette[mark], palette[ground]), `${mark} on ${ground}`).toBeGreaterThanOrEqual(least);
});

test('what a seated person reaches is counted from the floor, and never more than the panel', () => {
  expect(reachableMm(portrait)).toBe(390);
  expect(hasHighPart(portrait)).toBe(true);
  expect(reachableMm(landscape)).toBe(268);
  expect(hasHighPart(landscape)).toBe(false);
});

test('neither the part of a panel that is too high nor the one that is too low is counted as reached', () => {
  const tall: Panel = { ...portrait, widthMm: 535, heightMm: 952, lowerEdgeMm: 300 };
  expect(reachableMm(tall)).toBe(840);
  expect(themeTokens(tall, { textSize: 'normal', contrast: 'standard' })).toMatchObject({ '--reach': '1695.70px', '--too-high': '64.60px', '--too-low': '161.50px' });
});

test('a panel that hangs too high for anybody seated is refused', () => {
  expect(Panel.safeParse({ ...portrait, lowerEdgeMm: 940 }).success).toBe(true);
  expect(Panel.safeParse({ ...portrait, lowerEdgeMm: 941 }).error?.issues[0]?.message).toContain('seated');
});

test('contrast of black on white is 21', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
