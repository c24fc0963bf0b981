/** How far a hand reaches on this panel, from where it stands above the floor (EN 301 549, 8.3: 380 mm to 1220 mm, unobstructed). */
import { type Panel, tooHighMm, tooLowMm } from '../../main/contract/index.ts';

/** Height of the part of the panel that a seated person reaches, in millimetres. */
export const reachableMm = (panel: Panel): number => panel.heightMm - tooHighMm(panel) - tooLowMm(panel);

/** Whether part of the panel is too high for a seated person, so that lowering what can be touched helps. */
export const hasHighPart = (panel: Panel): boolean => tooHighMm(panel) > 0;
