/** The palette: ink and deep teal on warm white. Every pair that carries text is at least 7:1 (tested). */

export const colours = {
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
} as const;
export type ColourName = keyof typeof colours;

/** Foreground and background of every text the page can show. */
export const textPairs: readonly (readonly [ColourName, ColourName])[] = [
  ['ink', 'canvas'], ['ink', 'paper'], ['ink', 'tint'], ['ink', 'tint-pressed'], ['ink', 'sand'],
  ['ink-quiet', 'canvas'], ['ink-quiet', 'paper'], ['ink-quiet', 'tint'],
  ['canvas', 'ink'],
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
