/**
 * The palettes: ink and deep teal on warm white, and two of high contrast. Every pair that carries text is at least 7:1, and
 * in high contrast every mark that means something as well (tested).
 */
import type { Contrast } from '../../main/contract/index.ts';

const standard = {
  canvas: '#faf7f0',
  paper: '#ffffff',
  ink: '#10272c',
  'ink-quiet': '#33474c',
  /** Separates without meaning anything. */
  line: '#ddd6c7',
  /** Outline of what can be touched: at least 3:1 on canvas and paper. */
  edge: '#6c7c7d',
  primary: '#0b4d52',
  'primary-pressed': '#05292c',
  'on-primary': '#ffffff',
  tint: '#e5efed',
  'tint-pressed': '#c9deda',
  sand: '#ece3d0',
  clay: '#b4460f',
  success: '#0a4a2b',
  'success-tint': '#e3f1e7',
  attention: '#573700',
  'attention-tint': '#fcefd2',
  problem: '#7a1320',
  'problem-tint': '#fae7e4',
  /** Dims the screen behind a dialog. */
  shade: '#10272c',
  /** The strip that says that this is a demonstration. */
  band: '#10272c',
  'on-band': '#faf7f0',
};
export type ColourName = keyof typeof standard;
export type Palette = Readonly<Record<ColourName, string>>;

/** White and yellow on black: least glare, for clouded eyes. */
const dark: Palette = {
  canvas: '#000000', paper: '#000000', ink: '#ffffff', 'ink-quiet': '#f0f0f0', line: '#8c8c8c', edge: '#ffffff',
  primary: '#ffe14d', 'primary-pressed': '#fff4b8', 'on-primary': '#000000', tint: '#1f1f1f', 'tint-pressed': '#3b3300', sand: '#262626', clay: '#ffab5c',
  success: '#9af5b8', 'success-tint': '#08210f', attention: '#ffd873', 'attention-tint': '#2b2000', problem: '#ffc0b8', 'problem-tint': '#330a08',
  shade: '#4d4d4d', band: '#262626', 'on-band': '#ffffff',
};

/** Black on white, without any of the house's warmth: the sharpest letters. */
const light: Palette = {
  canvas: '#ffffff', paper: '#ffffff', ink: '#000000', 'ink-quiet': '#1a1a1a', line: '#767676', edge: '#000000',
  primary: '#00206b', 'primary-pressed': '#000000', 'on-primary': '#ffffff', tint: '#f2f2f2', 'tint-pressed': '#d6e0ff', sand: '#ebebeb', clay: '#8a2500',
  success: '#003818', 'success-tint': '#f0fff5', attention: '#4d2a00', 'attention-tint': '#fff6e0', problem: '#6b0010', 'problem-tint': '#fff0ee',
  shade: '#000000', band: '#000000', 'on-band': '#ffffff',
};

export const palettes: { readonly [Kind in Contrast]: Palette } = { standard, dark, light };

/** Foreground and background of every text the page can show. */
export const textPairs: readonly (readonly [ColourName, ColourName])[] = [
  ['ink', 'canvas'], ['ink', 'paper'], ['ink', 'tint'], ['ink', 'tint-pressed'], ['ink', 'sand'],
  ['ink-quiet', 'canvas'], ['ink-quiet', 'paper'], ['ink-quiet', 'tint'],
  ['on-band', 'band'],
  ['primary', 'canvas'], ['primary', 'paper'], ['primary', 'tint'],
  ['on-primary', 'primary'], ['on-primary', 'primary-pressed'],
  ['success', 'success-tint'], ['attention', 'attention-tint'], ['problem', 'problem-tint'],
];

/** Outlines and marks that carry meaning, with what they stand on. */
export const graphicPairs: readonly (readonly [ColourName, ColourName])[] = [
  ['edge', 'canvas'], ['edge', 'paper'], ['clay', 'canvas'], ['clay', 'paper'], ['primary', 'canvas'],
];

const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Relative luminance of a `#rrggbb` colour (WCAG 2.2). */
function luminance(hex: string): number {
  const part = (at: number): number => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2). */
export function contrastRatio(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
