/** Makes a photographed face move: the picture is bent along its landmarks, as a living face would look to a camera. */
import { frameSize, resample, type Picture } from './picture.ts';
import type { Landmarks, Point } from './portraits.ts';

/** Farthest the middle of a face is pushed aside by a full turn, in half widths of the face. */
const fullTurn = 0.42;
/** Farthest the lower lip drops, in heights of the face. */
const fullMouth = 0.15;
/** How dark an open mouth is. */
const mouthShade = 0.22;

/** A face's own axes: origin in its middle, x to the picture's right along the face, y towards the chin; 1 = its edge. */
interface FaceAxes {
  toFace(x: number, y: number): Point;
  toPicture(u: number, v: number): Point;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

function axesOf({ rightEdge, leftEdge, forehead, chin }: Landmarks): FaceAxes {
  const angle = Math.atan2(leftEdge[1] - rightEdge[1], leftEdge[0] - rightEdge[0]);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = (p: Point): number => p[0] * cos + p[1] * sin;
  const down = (p: Point): number => -p[0] * sin + p[1] * cos;
  const [cu] = [across(middle(rightEdge, leftEdge))];
  const cv = down(middle(forehead, chin));
  const halfWidth = (across(leftEdge) - across(rightEdge)) / 2;
  const halfHeight = (down(chin) - down(forehead)) / 2;
  return {
    halfWidth,
    halfHeight,
    toFace: (x, y) => [(across([x, y]) - cu) / halfWidth, (down([x, y]) - cv) / halfHeight],
    toPicture: (u, v) => {
      const [a, d] = [u * halfWidth + cu, v * halfHeight + cv];
      return [a * cos - d * sin, a * sin + d * cos];
    },
  };
}

/** 1 in the middle, falling smoothly to 0 at ±1. */
const bump = (t: number): number => (Math.abs(t) >= 1 ? 0 : (1 - t * t) ** 2);

/** `amount` −1 to 1; positive: to the person's own left, which is the picture's right. */
export function turnHead(portrait: Picture, landmarks: Landmarks, amount: number): Picture {
  const axes = axesOf(landmarks);
  return resample(portrait, frameSize, (x, y) => {
    const [u, v] = axes.toFace(x, y);
    return axes.toPicture(u - amount * fullTurn * bump(u / 1.15) * bump(v / 1.5), v);
  });
}

/** `amount` 0 (as photographed) to 1 (wide open). */
export function openMouth(portrait: Picture, landmarks: Landmarks, amount: number): Picture {
  const axes = axesOf(landmarks);
  const [right] = axes.toFace(...landmarks.mouthRight);
  const [left] = axes.toFace(...landmarks.mouthLeft);
  const [, seam] = axes.toFace(...middle(landmarks.lipUpper, landmarks.lipLower));
  const centre = (right + left) / 2;
  const halfMouth = (left - right) / 2;
  const drop = amount * fullMouth * 2;
  // Inside the opening the picture is dark; below it the chin has moved down, less the farther from the mouth.
  const gapAt = (u: number): number => {
    const t = (u - centre) / (halfMouth * 0.95);
    return Math.abs(t) >= 1 ? 0 : drop * Math.sqrt(1 - t * t);
  };
  const jawAt = (u: number): number => drop * bump((u - centre) / (halfMouth * 2.2));
  const below = 0.9;
  return resample(
    portrait,
    frameSize,
    (x, y) => {
      const [u, v] = axes.toFace(x, y);
      const shift = jawAt(u);
      if (v <= seam || shift === 0) return [x, y];
      const depth = (v - seam) / (below + shift);
      return depth >= 1 ? [x, y] : axes.toPicture(u, seam + Math.max(0, v - seam - shift * (1 - depth)));
    },
    (x, y) => {
      const [u, v] = axes.toFace(x, y);
      const gap = gapAt(u);
      return v > seam && v < seam + gap ? mouthShade : 1;
    },
  );
}

/** The scene as it is with the person elsewhere: so many times nearer, and so much of the picture's width to its right, which is their left. */
export function placed(picture: Picture, { nearer, aside }: { readonly nearer: number; readonly aside: number }): Picture {
  const [cx, cy] = [frameSize.width / 2, frameSize.height / 2];
  return resample(picture, frameSize, (x, y) => [cx + (x - cx) / nearer - aside * frameSize.width, cy + (y - cy) / nearer]);
}

/** A picture held in a hand: shifted, tilted and brought nearer, all of it at once. `t` is the phase of the sway, 0 to 1. */
export function sway(picture: Picture, t: number): Picture {
  const angle = 0.05 * Math.sin(2 * Math.PI * t);
  const scale = 1 + 0.04 * Math.sin(4 * Math.PI * t);
  const [cx, cy] = [frameSize.width / 2, frameSize.height / 2];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return resample(picture, frameSize, (x, y) => {
    const [dx, dy] = [(x - cx) / scale, (y - cy) / scale];
    return [cx + dx * cos - dy * sin + 12 * Math.sin(2 * Math.PI * t), cy + dx * sin + dy * cos];
  });
}
