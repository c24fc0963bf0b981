/** Where a fitting lies as seen from the panel: in words, and as a drawing of the machine's front. Pure; lengths are millimetres. */
import type { Panel, Spot } from '../../main/contract/index.ts';

type Extent = Pick<Panel, 'widthMm' | 'heightMm'>;

/** Seen from the panel, by whoever stands before it. */
export type Side = 'above' | 'aboveLeft' | 'aboveRight' | 'below' | 'belowLeft' | 'belowRight' | 'left' | 'right';

/** Left, middle and right third above or below the panel; beside it, the whole side. */
export function sideOf({ acrossMm, downMm }: Spot, { widthMm, heightMm }: Extent): Side {
  const third = acrossMm < widthMm / 3 ? 'left' : acrossMm > (widthMm * 2) / 3 ? 'right' : 'middle';
  if (downMm < 0) return ({ left: 'aboveLeft', middle: 'above', right: 'aboveRight' } as const)[third];
  if (downMm > heightMm) return ({ left: 'belowLeft', middle: 'below', right: 'belowRight' } as const)[third];
  return acrossMm < widthMm / 2 ? 'left' : 'right';
}

/** The front of the machine as the drawing shows it. */
export interface FrontDrawing {
  readonly viewBox: string;
  readonly panel: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly spot: { readonly x: number; readonly y: number };
  /** Points from the middle of the panel to just before the spot. */
  readonly arrow: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
}

/** Room around panel and fitting. */
const marginMm = 60;
/** How far before the spot the arrow ends. */
const shortOfMm = 55;

export function drawFront({ acrossMm, downMm }: Spot, { widthMm, heightMm }: Extent): FrontDrawing {
  const left = Math.min(0, acrossMm) - marginMm;
  const top = Math.min(0, downMm) - marginMm;
  const right = Math.max(widthMm, acrossMm) + marginMm;
  const bottom = Math.max(heightMm, downMm) + marginMm;
  const middle = { x: widthMm / 2, y: heightMm / 2 };
  const length = Math.hypot(acrossMm - middle.x, downMm - middle.y) || 1;
  const reach = Math.max(0, length - shortOfMm) / length;
  return {
    viewBox: `${left} ${top} ${right - left} ${bottom - top}`,
    panel: { x: 0, y: 0, width: widthMm, height: heightMm },
    spot: { x: acrossMm, y: downMm },
    arrow: { x1: middle.x, y1: middle.y, x2: middle.x + (acrossMm - middle.x) * reach, y2: middle.y + (downMm - middle.y) * reach },
  };
}
