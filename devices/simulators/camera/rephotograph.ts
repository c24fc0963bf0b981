/**
 * A picture photographed again, as the camera sees it that somebody holds it up to: a sheet of paper or a screen in a hand,
 * tilted, out of focus, with what light does on it. For presentation attacks (ISO/IEC 30107-3 calls each such means a species).
 */
import { frameSize, withNoise, type Picture } from './picture.ts';

export const media = ['paper', 'screen'] as const;
export type Medium = (typeof media)[number];

type Shade = readonly [red: number, green: number, blue: number];

interface Surface {
  /** Round the picture: the paper's margin, the screen's frame. */
  readonly rim: Shade;
  readonly rimPx: number;
  /** What becomes of a channel (0 to 2) of the picture at that place of the frame, 0 to 255. `glare` is 0 to 1, `t` the phase of the hand. */
  seen(value: number, channel: number, glare: number, x: number, y: number, t: number): number;
}

const room: Shade = [142, 138, 132];
/** Share of the frame's height that the picture fills. */
const fill = 0.86;

/** A band of light across something glossy, wandering as the hand does. */
const glareAt = (x: number, y: number, t: number): number => Math.exp(-(((0.8 * x + 0.6 * y - 520 - 90 * Math.sin(2 * Math.PI * t)) / 80) ** 2));
/** Two grids of nearly the same pitch: the screen's pixels and the sensor's. Each colour's own, as its stripes lie apart. */
const moire = (x: number, y: number, channel: number, t: number): number =>
  Math.sin(0.61 * x + 0.09 * y + 2.1 * channel + 4 * t) * Math.sin(0.07 * x - 0.53 * y + 2.1 * channel);

const surfaces: Readonly<Record<Medium, Surface>> = {
  // Ink is never quite black and paper never quite white, and warmer than a face.
  paper: { rim: [232, 229, 220], rimPx: 18, seen: (value, channel, glare) => (30 + 0.76 * value) * (1.02 - 0.03 * channel) + 34 * glare },
  // A screen lights by itself, bluish, and black still glows.
  screen: { rim: [18, 18, 20], rimPx: 22, seen: (value, channel, glare, x, y, t) => (12 + 0.95 * value) * (0.97 + 0.03 * channel) * (1 + 0.06 * moire(x, y, channel, t)) + 70 * glare ** 3 },
};

/** How the hand holds it at phase `t` of its sway, 0 to 1: where its middle is in the frame, how it is turned, and tilted in two ways. */
interface Grip {
  readonly cx: number;
  readonly cy: number;
  readonly cos: number;
  readonly sin: number;
  readonly tiltX: number;
  readonly tiltY: number;
}

function gripAt(t: number): Grip {
  const angle = 0.05 * Math.sin(2 * Math.PI * t);
  return {
    cx: frameSize.width / 2 + 10 * Math.sin(2 * Math.PI * t),
    cy: frameSize.height / 2 + 6 * Math.sin(4 * Math.PI * t),
    cos: Math.cos(angle),
    sin: Math.sin(angle),
    tiltX: 0.00022 * Math.sin(2 * Math.PI * t + 1),
    tiltY: 0.00016 * Math.cos(2 * Math.PI * t),
  };
}

/** One channel at that place within the picture, bilinearly. */
function sample({ width, height, pixels }: Picture, x: number, y: number, channel: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const fx = x - left;
  const fy = y - top;
  const right = left + 1 < width ? 4 : 0;
  const at = (top * width + left) * 4 + channel;
  const under = top + 1 < height ? at + width * 4 : at;
  const upper = (pixels[at] ?? 0) * (1 - fx) + (pixels[at + right] ?? 0) * fx;
  const lower = (pixels[under] ?? 0) * (1 - fx) + (pixels[under + right] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** Out of focus by a pixel: what lies this near is nearer than the face the lens is set to. Rows and columns one after the other. */
function softened({ width, height, pixels }: Picture): Picture {
  const line = width * 4;
  const across = new Uint8Array(pixels);
  for (let at = 4; at < pixels.length - 4; at += 1) across[at] = ((pixels[at - 4] ?? 0) + (pixels[at] ?? 0) + (pixels[at + 4] ?? 0)) / 3;
  const soft = new Uint8Array(across);
  for (let at = line; at < pixels.length - line; at += 1) soft[at] = ((across[at - line] ?? 0) + (across[at] ?? 0) + (across[at + line] ?? 0)) / 3;
  return { width, height, pixels: soft };
}

/** One frame of the camera at phase `t` of the hand, 0 to 1. `seed` is the sensor's noise. */
export function rephotographed(picture: Picture, medium: Medium, t: number, seed: number): Picture {
  const { rim, rimPx, seen } = surfaces[medium];
  const { cx, cy, cos, sin, tiltX, tiltY } = gripAt(t);
  const scale = (fill * frameSize.height) / picture.height;
  const rimWidth = rimPx / scale;
  const pixels = new Uint8Array(frameSize.width * frameSize.height * 4).fill(255);
  for (let y = 0, at = 0; y < frameSize.height; y += 1) {
    for (let x = 0; x < frameSize.width; x += 1, at += 4) {
      const dx = x - cx;
      const dy = y - cy;
      const nearness = scale * (1 + tiltX * dx + tiltY * dy);
      const px = picture.width / 2 + (dx * cos + dy * sin) / nearness;
      const py = picture.height / 2 + (dy * cos - dx * sin) / nearness;
      const outside = Math.max(-px, px - picture.width + 1, -py, py - picture.height + 1);
      const glare = outside <= 0 ? glareAt(x, y, t) : 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = outside <= 0 ? seen(sample(picture, px, py, channel), channel, glare, x, y, t) : (outside < rimWidth ? rim : room)[channel] ?? 0;
        pixels[at + channel] = Math.min(255, Math.max(0, value));
      }
    }
  }
  return withNoise(softened({ ...frameSize, pixels }), seed);
}
