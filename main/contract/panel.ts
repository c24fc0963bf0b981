/** The touch panel this kiosk has: the physical facts from which every size on the screen is derived. */
import * as z from 'zod';

/** Highest and lowest point that a seated person reaches, in millimetres above the floor, nothing in the way (EN 301 549, 8.3; ADA 2010, 308). */
const highestReachMm = 1220;
const lowestReachMm = 380;

/** Least part of a panel that a seated person must reach: the PIN pad in large text with its foot takes so much. */
const leastReachableMm = 280;

/**
 * Least active area, in millimetres, on which every screen in large text was measured to fit, read from up to 600 mm: a 21.5-inch
 * panel. On one 256 mm high the keyboard and its choices come too near each other; at 20 inches (443 × 249) the rating overflows too.
 */
const leastAreaMm = { long: 474, short: 262 };
const farthestAtLeastMm = 600;

/** How an active area hangs and from where it is read, in millimetres. */
interface Hanging {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly lowerEdgeMm: number;
  readonly viewingDistanceMm: number;
}

/** Letters grow with the distance, and the panel with them. */
const growthOf = ({ viewingDistanceMm }: Hanging): number => Math.max(1, viewingDistanceMm / farthestAtLeastMm);

function isLargeEnough(panel: Hanging): boolean {
  const { widthMm, heightMm } = panel;
  return Math.max(widthMm, heightMm) >= leastAreaMm.long * growthOf(panel) && Math.min(widthMm, heightMm) >= leastAreaMm.short * growthOf(panel);
}

/** Height of the strip along the panel's upper edge that is too high for a seated person, in millimetres; 0 where there is none. */
export const tooHighMm = ({ heightMm, lowerEdgeMm }: Pick<Hanging, 'heightMm' | 'lowerEdgeMm'>): number =>
  Math.min(heightMm, Math.max(0, lowerEdgeMm + heightMm - highestReachMm));

/** Height of the strip along the panel's lower edge that is too low for anybody, in millimetres; 0 where there is none. */
export const tooLowMm = ({ heightMm, lowerEdgeMm }: Pick<Hanging, 'heightMm' | 'lowerEdgeMm'>): number =>
  Math.min(heightMm, Math.max(0, lowestReachMm - lowerEdgeMm));

/** Upright only what is touched comes down, across the whole page. */
const leastReachableOf = (panel: Hanging): number =>
  (panel.widthMm < panel.heightMm ? leastReachableMm : Math.max(leastReachableMm, leastAreaMm.short * growthOf(panel)));

const isReachable = (panel: Hanging): boolean =>
  panel.heightMm - tooHighMm(panel) - tooLowMm(panel) >= Math.min(panel.heightMm - tooLowMm(panel), leastReachableOf(panel));

/** Nothing is shown in the strip that is too low: the rest has to do. One that is too small anyway has been told so. */
const isHighEnough = (panel: Hanging): boolean =>
  !isLargeEnough(panel) || isLargeEnough({ ...panel, heightMm: panel.heightMm - tooLowMm(panel) });

export const Panel = z.strictObject({
  /** Resolution in device pixels, as mounted (portrait: width < height). */
  widthPx: z.int().min(480).max(8192),
  heightPx: z.int().min(480).max(8192),
  /** Active area in millimetres, in the same orientation. */
  widthMm: z.number().positive().max(3000),
  heightMm: z.number().positive().max(3000),
  /** Height of the lower edge of the active area above the floor, in millimetres, as the kiosk stands. What hangs lower than a hand reaches stays empty. */
  lowerEdgeMm: z.number().min(0).max(2500),
  /** Distance between eye and panel, in millimetres, for which text sizes are computed. */
  viewingDistanceMm: z.number().min(200).max(2000),
  /** `short`, which is what is done where nothing is said: drawings move a few times and then lie still. `still`: nothing on it moves. */
  motion: z.enum(['still', 'short']).optional(),
}).refine(isLargeEnough, {
  path: ['widthMm'],
  error: `too small for large text: the active area must be at least ${leastAreaMm.long} × ${leastAreaMm.short} mm (21.5 inches), and as much larger as it is read from farther than ${farthestAtLeastMm} mm`,
}).refine(isReachable, {
  path: ['lowerEdgeMm'],
  error: `a seated person reaches up to ${highestReachMm} mm: at least ${leastReachableMm} mm of the panel, or all of it, must lie below that (a panel that lies across, as much more as it is read from farther than ${farthestAtLeastMm} mm)`,
}).refine(isHighEnough, {
  path: ['lowerEdgeMm'],
  error: `hangs too low: nobody reaches down below ${lowestReachMm} mm, so that nothing is shown there, and what is left above is smaller than ${leastAreaMm.long} × ${leastAreaMm.short} mm, too small for large text`,
});
export type Panel = z.infer<typeof Panel>;
