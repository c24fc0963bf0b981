/** Where a fitting lies as seen from the panel: in words, and as a drawing of the machine's front. Pure; lengths are millimetres. */
import { Fitting, type Fittings, type Panel, type Spot } from '../../main/contract/index.ts';

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

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnFitting {
  readonly fitting: Fitting;
  readonly box: Box;
  /** Middle of the box. */
  readonly x: number;
  readonly y: number;
}

/** The front of the machine as the drawing shows it. */
export interface FrontDrawing {
  readonly viewBox: string;
  /** The machine around panel and fittings. */
  readonly body: Box;
  readonly panel: Box;
  /** The one that is pointed at. */
  readonly meant: DrawnFitting;
  /** What else this machine has, by which one finds one's way. */
  readonly others: readonly DrawnFitting[];
  /** A path from the middle of the panel to just before the fitting, with its head. */
  readonly arrow: string;
}

/** Sizes as drawn: larger than life, so that they are told apart at an eighth of their size. */
const sizes: { readonly [One in Fitting]: { readonly width: number; readonly height: number } } = {
  'card-slot': { width: 130, height: 60 },
  'id-plate': { width: 134, height: 96 },
  'passport-plate': { width: 134, height: 104 },
  'code-window': { width: 104, height: 92 },
  'receipt-mouth': { width: 130, height: 60 },
};
/** Between the panel and what lies beside it, and around everything. */
const betweenMm = 14;
const aroundMm = 34;
/** Half the width of the outline, which must not be cut off. */
const outlineMm = 8;
/** How far before the fitting the arrow ends, and how long the two strokes of its head are. */
const shortOfMm = 26;
const headMm = 46;

/** A drawn fitting is larger than life: it moves outwards where it would lie over the panel. */
function placeBeside(fitting: Fitting, spot: Spot, { widthMm, heightMm }: Extent): DrawnFitting {
  const { width, height } = sizes[fitting];
  const across = { left: Math.min(spot.acrossMm, -betweenMm - width / 2), right: Math.max(spot.acrossMm, widthMm + betweenMm + width / 2) };
  const side = sideOf(spot, { widthMm, heightMm });
  const x = side === 'left' || side === 'right' ? across[side] : spot.acrossMm;
  const y = side.startsWith('above') ? Math.min(spot.downMm, -betweenMm - height / 2)
    : side.startsWith('below') ? Math.max(spot.downMm, heightMm + betweenMm + height / 2) : spot.downMm;
  return { fitting, x, y, box: { x: x - width / 2, y: y - height / 2, width, height } };
}

function around(boxes: readonly Box[], by: number): Box {
  const left = Math.min(...boxes.map(({ x }) => x)) - by;
  const top = Math.min(...boxes.map(({ y }) => y)) - by;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + by;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + by;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const round = (millimetres: number): number => Math.round(millimetres * 10) / 10;

function arrowTo({ x, y, box }: DrawnFitting, { widthMm, heightMm }: Extent): string {
  const from = { x: widthMm / 2, y: heightMm / 2 };
  const way = { x: x - from.x, y: y - from.y };
  const length = Math.hypot(way.x, way.y) || 1;
  const ahead = { x: way.x / length, y: way.y / length };
  // As far from the fitting's middle as its edge lies in that direction, and a little more.
  const inside = Math.min((box.width / 2 + shortOfMm) / Math.abs(ahead.x || 1e-9), (box.height / 2 + shortOfMm) / Math.abs(ahead.y || 1e-9));
  const reach = Math.max(0, length - inside);
  const tip = { x: from.x + ahead.x * reach, y: from.y + ahead.y * reach };
  const barb = (turn: 1 | -1): string => {
    const back = { x: -ahead.x - turn * ahead.y, y: -ahead.y + turn * ahead.x };
    return `${round(tip.x + (back.x * headMm) / Math.SQRT2)} ${round(tip.y + (back.y * headMm) / Math.SQRT2)}`;
  };
  return `M${round(from.x)} ${round(from.y)}L${round(tip.x)} ${round(tip.y)}M${barb(1)}L${round(tip.x)} ${round(tip.y)}L${barb(-1)}`;
}

/** The drawing that points at one fitting of a machine; `spot` is where that one lies. */
export function drawFront(fitting: Fitting, spot: Spot, fittings: Fittings, panel: Extent): FrontDrawing {
  const screen = { x: 0, y: 0, width: panel.widthMm, height: panel.heightMm };
  const meant = placeBeside(fitting, spot, panel);
  const others = Fitting.options.flatMap((other) => {
    const place = fittings[other];
    return place && other !== fitting ? [placeBeside(other, place, panel)] : [];
  });
  const body = around([screen, meant.box, ...others.map(({ box }) => box)], aroundMm);
  const seen = around([body], outlineMm);
  return { viewBox: `${seen.x} ${seen.y} ${seen.width} ${seen.height}`, body, panel: screen, meant, others, arrow: arrowTo(meant, panel) };
}
