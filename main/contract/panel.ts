/** The touch panel this kiosk has: the physical facts from which every size on the screen is derived. */
import * as z from 'zod';

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
});
export type Panel = z.infer<typeof Panel>;
