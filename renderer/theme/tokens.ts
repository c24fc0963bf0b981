/** Design tokens: every size on the page, computed from millimetres on the configured panel and the chosen text size. */
import { type Modes, type Panel, type TextSize, tooHighMm, tooLowMm } from '../../main/contract/index.ts';
import { palettes } from './colours.ts';
import { reachableMm } from './reach.ts';

/** Height of a capital letter as a part of the font size; measured on Noto Sans SC (the audit measures it again). */
export const capitalHeightOfEm = 0.733;

/** The distance for which the capital heights below are given; other distances scale them. */
const referenceDistanceMm = 600;

/** Least capital height of anything one must read, and least side of anything one must hit, in millimetres. */
export const leastMm: { readonly [Size in TextSize]: { readonly capital: number; readonly target: number; readonly gap: number } } = {
  normal: { capital: 4.8, target: 15, gap: 4 },
  /** 7.3 mm is 0.7 degrees at 600 mm (EN 301 549, 5.1.4). */
  large: { capital: 7.3, target: 22, gap: 4 },
};

export type Orientation = 'portrait' | 'landscape';
export type TypeStep = 'small' | 'body' | 'lead' | 'title' | 'figure';

const capitalMm: { readonly [Size in TextSize]: { readonly [Step in TypeStep]: number } } = {
  normal: { small: 4.9, body: 5.9, lead: 6.9, title: 10.6, figure: 13.5 },
  large: { small: 7.35, body: 7.6, lead: 8.3, title: 10.8, figure: 13.5 },
};

/** A portrait panel has room to be more generous; large text is large enough on both. */
const generosity: { readonly [Size in TextSize]: { readonly [Way in Orientation]: number } } = {
  normal: { portrait: 1.12, landscape: 1 },
  large: { portrait: 1, landscape: 1 },
};

const sizesMm: { readonly [Size in TextSize]: Readonly<Record<string, number>> } = {
  normal: { margin: 14, target: 18, choice: 26, key: 27, stroke: 0.4, focus: 1.5, radius: 4 },
  large: { margin: 10, target: 23, choice: 27, key: 28, stroke: 0.6, focus: 1.8, radius: 4 },
};

/** Steps of empty space, in millimetres; the second is the least gap between two things to touch. */
const spaceMm = [2, 4.2, 6, 9, 14, 22] as const;

/** Motion, in seconds: one showing of how something goes in, and one breath of the sign that the kiosk is at work. */
export const motionSeconds = { movement: 2.4, breath: 1.8 } as const;
/** How often a movement is shown before it lies still: nothing beside a text moves by itself for more than five seconds (WCAG 2.2, 2.2.2). */
export const timesShown = 2;

/** Pixels in one millimetre of the panel, across. */
export const pxPerMm = (panel: Panel): number => panel.widthPx / panel.widthMm;

/** Capital heights grow with the distance from which they are read, and never shrink under the table's. */
const distanceFactor = (panel: Panel): number => Math.max(1, panel.viewingDistanceMm / referenceDistanceMm);

/** Font size in pixels whose capital letters are `capital` millimetres high on that panel, rounded up to a tenth. */
export function fontPx(panel: Panel, capital: number): number {
  return Math.ceil((capital * distanceFactor(panel) * pxPerMm(panel) / capitalHeightOfEm) * 10) / 10;
}

/** Custom properties of the stage: `--type-body: 30.8px`, `--space-2: 17px`, `--reach: 1290px`, `--ink: #10272c`, `--movement: 2.4s` and so on. */
export function themeTokens(panel: Panel, { textSize, contrast }: Pick<Modes, 'textSize' | 'contrast'>): Record<`--${string}`, string> {
  const mm = pxPerMm(panel);
  const length = (millimetres: number): string => `${(millimetres * mm).toFixed(2)}px`;
  const tokens: Record<`--${string}`, string> = {
    '--mm': length(1), '--reach': length(reachableMm(panel)), '--too-high': length(tooHighMm(panel)), '--too-low': length(tooLowMm(panel)),
  };
  const generous = generosity[textSize][orientationOf(panel)];
  for (const [step, capital] of Object.entries(capitalMm[textSize])) tokens[`--type-${step}`] = `${fontPx(panel, capital * generous)}px`;
  for (const [name, size] of Object.entries(sizesMm[textSize])) tokens[`--${name}`] = length(size);
  for (const [index, size] of spaceMm.entries()) tokens[`--space-${index + 1}`] = length(size);
  for (const [name, colour] of Object.entries(palettes[contrast])) tokens[`--${name}`] = colour;
  for (const [name, seconds] of Object.entries(motionSeconds)) tokens[`--${name}`] = `${seconds}s`;
  tokens['--times'] = String(timesShown);
  return tokens;
}

/** Portrait panels put what one touches in the lower part; landscape panels use two columns. */
export const orientationOf = (panel: Panel): Orientation => (panel.widthPx < panel.heightPx ? 'portrait' : 'landscape');
