/** How far a hand reaches on this panel, from where it stands above the floor (EN 301 549, 8.3: 380 mm to 1220 mm, unobstructed). */
import { type Panel, highestReachMm } from '../../main/contract/index.ts';

/** Height of the part of the panel that a seated person reaches, from its lower edge, in millimetres. */
export const reachableMm = (panel: Panel): number => Math.min(panel.heightMm, highestReachMm - panel.lowerEdgeMm);

/** Whether a seated person cannot reach all of the panel, so that lowering what can be touched helps. */
export const hasHighPart = (panel: Panel): boolean => reachableMm(panel) < panel.heightMm;
