/** The touch panel this kiosk has: the physical facts from which every size on the screen is derived. */
import * as z from 'zod';

/** Highest point that a seated person reaches, in millimetres above the floor (EN 301 549, 8.3; ADA 2010, 308). */
export const highestReachMm = 1220;

/** Least part of a panel that must lie below it: the PIN pad in large text with its foot takes so much. */
const leastReachableMm = 280;

/**
 * Least active area, in millimetres, on which every screen in large text was measured to fit, read from up to 600 mm: a 21.5-inch
 * panel. On one 256 mm high the keyboard and its choices come too near each other; at 20 inches (443 × 249) the rating overflows too.
 */
const leastAreaMm = { long: 474, short: 262 };
const farthestAtLeastMm = 600;

/** Letters grow with the distance, and the panel with them. */
function isLargeEnough({ widthMm, heightMm, viewingDistanceMm }: { readonly widthMm: number; readonly heightMm: number; readonly viewingDistanceMm: number }): boolean {
  const growth = Math.max(1, viewingDistanceMm / farthestAtLeastMm);
  return Math.max(widthMm, heightMm) >= leastAreaMm.long * growth && Math.min(widthMm, heightMm) >= leastAreaMm.short * growth;
}

const isReachable = (panel: { readonly heightMm: number; readonly lowerEdgeMm: number }): boolean =>
  highestReachMm - panel.lowerEdgeMm >= Math.min(panel.heightMm, leastReachableMm);

export const Panel = z.strictObject({
  /** Resolution in device pixels, as mounted (portrait: width < height). */
  widthPx: z.int().min(480).max(8192),
  heightPx: z.int().min(480).max(8192),
  /** Active area in millimetres, in the same orientation. */
  widthMm: z.number().positive().max(3000),
  heightMm: z.number().positive().max(3000),
  /** Height of the lower edge of the active area above the floor, in millimetres, as the kiosk stands. */
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
  error: `a seated person reaches up to ${highestReachMm} mm: at least ${leastReachableMm} mm of the panel, or all of it, must lie below that`,
});
export type Panel = z.infer<typeof Panel>;
