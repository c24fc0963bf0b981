/** Makes a photographed face close its eyes: the skin above each is drawn down over it, as a lid is. */
import { frameSize, resample, type Picture } from './picture.ts';
import type { Eye, Landmarks, Point } from './portraits.ts';

/** How far above an eye the skin gives way, in heights of the open eye. */
const givingWay = 1.1;
/** How far a lid covers beyond the corners of the mesh, in half widths of the eye. */
const reach = 1.15;
/** How much darker than the skin the lashes are, and how thick, in heights of the open eye. */
const lashShade = 0.55;
const lashes = 0.16;

const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** What a lid does to the picture: where a pixel comes from, and how dark it is; null outside its reach. */
type Lid = (x: number, y: number) => { readonly from: Point; readonly shade: number } | null;

function lidOf({ corners: [one, other], upper, lower }: Eye, amount: number): Lid {
  const [cx, cy] = middle(one, other);
  const angle = Math.atan2(other[1] - one[1], other[0] - one[0]);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const halfWidth = (Math.hypot(other[0] - one[0], other[1] - one[1]) / 2) * reach;
  const below = ([x, y]: Point): number => (y - cy) * cos - (x - cx) * sin;
  const [top, open] = [below(upper), below(lower) - below(upper)];
  return (x, y) => {
    const along = (x - cx) * cos + (y - cy) * sin;
    const down = below([x, y]);
    const t = along / halfWidth;
    const edge = top - givingWay * open;
    const drop = amount * (open + lashes * open) * (1 - t * t);
    if (Math.abs(t) >= 1 || down < edge || down > top + drop) return null;
    const source = edge + ((down - edge) * (top - edge)) / (top + drop - edge);
    const from: Point = [cx + along * cos - source * sin, cy + along * sin + source * cos];
    return { from, shade: amount > 0 && down > top + drop - lashes * open ? lashShade : 1 };
  };
}

/** `amount` 0 (as photographed) to 1 (closed). */
export function closeLids(portrait: Picture, { eyes }: Landmarks, amount: number): Picture {
  const lids = eyes.map((eye) => lidOf(eye, amount));
  const at = (x: number, y: number): ReturnType<Lid> => lids.map((lid) => lid(x, y)).find((covered) => covered !== null) ?? null;
  return resample(portrait, frameSize, (x, y) => at(x, y)?.from ?? [x, y], (x, y) => at(x, y)?.shade ?? 1);
}
