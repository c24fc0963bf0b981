/** Pure reading of pixels: how light a picture is, whether it is the same as another, and the aligned square that the descriptor model reads. */
import { alignedSide, type Similarity } from './geometry.ts';

/** RGBA, row by row, eight bits a channel. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Every how many pixels a luminance is taken: the mean needs no more. */
const stride = 7;

/** Mean luminance (ITU-R BT.601), 0 black to 1 white. */
export function meanLight({ data, width, height }: Picture): number {
  let sum = 0;
  let count = 0;
  for (let pixel = 0; pixel < width * height; pixel += stride) {
    const at = pixel * 4;
    sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    count += 1;
  }
  return count === 0 ? 0 : sum / count / 255;
}

/** A number that is equal for equal pictures, and for different ones hardly ever (FNV-1a over sampled greens). Says nothing of what is seen. */
export function fingerprint({ data, width, height }: Picture): number {
  let hash = 0x811c9dc5;
  for (let pixel = 0; pixel < width * height; pixel += stride) hash = Math.imul(hash ^ (data[pixel * 4 + 1] ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Samples the aligned face bilinearly as planes R, G, B of (v − 127)/128; outside the picture is black. */
export function alignedPlanes({ data, width, height }: Picture, { a, b, tx, ty }: Similarity): Float32Array<ArrayBuffer> {
  const plane = alignedSide * alignedSide;
  const planes = new Float32Array(3 * plane);
  for (let row = 0; row < alignedSide; row += 1) {
    for (let column = 0; column < alignedSide; column += 1) {
      const x = a * column - b * row + tx;
      const y = b * column + a * row + ty;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [fx, fy] = [x - left, y - top];
      const value = (px: number, py: number, channel: number): number =>
        px < 0 || py < 0 || px >= width || py >= height ? 0 : data[(py * width + px) * 4 + channel] ?? 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const upper = value(left, top, channel) * (1 - fx) + value(left + 1, top, channel) * fx;
        const lower = value(left, top + 1, channel) * (1 - fx) + value(left + 1, top + 1, channel) * fx;
        planes[channel * plane + row * alignedSide + column] = (upper * (1 - fy) + lower * fy - 127) / 128;
      }
    }
  }
  return planes;
}
