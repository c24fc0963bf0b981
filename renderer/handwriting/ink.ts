/** The strokes of a finger as the contract has them: in the square, and of no more points than tell how they run. Pure. */
import { mostPointsOfStroke, type Stroke, type WritingPoint, writingSide } from '../../main/contract/index.ts';

/** The pad on the page, in pixels. */
export interface PadBounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const within = (value: number, most: number): number => Math.round(Math.min(Math.max(value, 0), most));

/** Where a finger is, in the square whose side is the longer one of the pad; at the edge, where it has slid off. */
export function pointOnPad(x: number, y: number, { left, top, width, height }: PadBounds): WritingPoint {
  const scale = writingSide / Math.max(width, height, 1);
  return [within((x - left) * scale, width * scale), within((y - top) * scale, height * scale)];
}

/** Nearer points tell nothing but a tremble. */
const leastStep = 8;

/** The stroke up to one more point; where it has grown too long for the wire, every other point goes. */
export function withPoint(stroke: Stroke, point: WritingPoint): Stroke {
  const [lastX, lastY] = stroke.at(-1) ?? [-writingSide, -writingSide];
  if (Math.hypot(point[0] - lastX, point[1] - lastY) < leastStep) return stroke;
  const longer = [...stroke, point];
  return longer.length <= mostPointsOfStroke ? longer : longer.filter((_, place) => place % 2 === 0 || place === longer.length - 1);
}
