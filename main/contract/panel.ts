/** The touch panel this kiosk has: the physical facts from which every size on the screen is derived. */
import * as z from 'zod';

/** Highest point that a seated person reaches, in millimetres above the floor (EN 301 549, 8.3; ADA 2010, 308). */
export const highestReachMm = 1220;

/** Least part of a panel that must lie below it: the PIN pad in large text with its foot takes so much. */
const leastReachableMm = 280;

const isReachable = (panel: { readonly heightMm: number; readonly lowerEdgeMm: number }): boolean =>
  highestReachMm - panel.lowerEdgeMm >= Math.min(panel.heightMm, leastReachableMm);

export const Panel = z.strictObject({
  /** Resolution in device pixels, as mounted (portrait: width < height). */
  widthPx: z.int().min(480).max(8192),
  heightPx: z.int().min(480).max(8192),
  /** Active area in millimetres, in the same orientation. */
  widthMm: z.number().min(50).max(3000),
  heightMm: z.number().min(50).max(3000),
  /** Distance between eye and panel, in millimetres, for which text sizes are computed. */
  /** Height of the lower edge of the active area above the floor, in millimetres, as the kiosk stands. */
  lowerEdgeMm: z.number().min(0).max(2500),
  viewingDistanceMm: z.number().min(200).max(2000),
  /** `short`, which is what is done where nothing is said: drawings move a few times and then lie still. `still`: nothing on it moves. */
  motion: z.enum(['still', 'short']).optional(),
}).refine(isReachable, {
  path: ['lowerEdgeMm'],
  error: `a seated person reaches up to ${highestReachMm} mm: at least ${leastReachableMm} mm of the panel, or all of it, must lie below that`,
});
export type Panel = z.infer<typeof Panel>;
