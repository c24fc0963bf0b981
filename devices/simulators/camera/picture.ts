/** Pictures in memory: read from JPEG, cut out, scaled, written back. Plain JavaScript, so that set-up needs no program for it. */
import { readFileSync } from 'node:fs';
import jpeg from 'jpeg-js';

/** RGBA, row by row, eight bits a channel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** The camera's picture, as the kiosk asks for it. */
export const frameSize = { width: 640, height: 480 } as const;

const quality = 88;
const mostMegapixels = 8;

/** Throws where the bytes are no JPEG, or one of too many pixels. */
export function decodeJpeg(bytes: Uint8Array): Picture {
  const { width, height, data } = jpeg.decode(bytes, { useTArray: true, maxResolutionInMP: mostMegapixels });
  return { width, height, pixels: data };
}

export const readJpeg = (file: string): Picture => decodeJpeg(readFileSync(file));

export function toJpeg({ width, height, pixels }: Picture): Buffer {
  return jpeg.encode({ width, height, data: pixels }, quality).data;
}

export function blank(shade: readonly [red: number, green: number, blue: number]): Picture {
  const { width, height } = frameSize;
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < pixels.length; at += 4) pixels.set([...shade, 255], at);
  return { width, height, pixels };
}

/** Largest change that noise makes to a pixel: little, but more than JPEG smooths away. */
const noiseLevels = 6;

/** The picture as a sensor delivers it: no two are equal to the last pixel. The same `seed` gives the same noise (xorshift32). */
export function withNoise({ width, height, pixels }: Picture, seed: number): Picture {
  const noisy = new Uint8Array(pixels);
  let state = seed * 2_654_435_761 || 1;
  for (let at = 0; at < noisy.length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const change = ((state >>> 0) % (2 * noiseLevels + 1)) - noiseLevels;
    for (let channel = 0; channel < 3; channel += 1) noisy[at + channel] = Math.min(255, Math.max(0, (noisy[at + channel] ?? 0) + change));
  }
  return { width, height, pixels: noisy };
}

/**
 * Makes a picture by asking, for each of its pixels, where in the source it comes from; sampled bilinearly, clamped at
 * the edges. `shade` may darken a pixel afterwards (1 leaves it).
 */
export function resample(
  source: Picture,
  size: { readonly width: number; readonly height: number },
  from: (x: number, y: number) => readonly [x: number, y: number],
  shade: (x: number, y: number) => number = () => 1,
): Picture {
  const pixels = new Uint8Array(size.width * size.height * 4);
  const column = (x: number): number => Math.min(source.width - 1, Math.max(0, x));
  const row = (y: number): number => Math.min(source.height - 1, Math.max(0, y));
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const [sx, sy] = from(x, y);
      const [left, top] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - left, sy - top];
      const upperLeft = (row(top) * source.width + column(left)) * 4;
      const upperRight = (row(top) * source.width + column(left + 1)) * 4;
      const lowerLeft = (row(top + 1) * source.width + column(left)) * 4;
      const lowerRight = (row(top + 1) * source.width + column(left + 1)) * 4;
      const light = shade(x, y);
      const at = (y * size.width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = (index: number): number => source.pixels[index + channel] ?? 0;
        const upper = value(upperLeft) * (1 - fx) + value(upperRight) * fx;
        const lower = value(lowerLeft) * (1 - fx) + value(lowerRight) * fx;
        pixels[at + channel] = Math.round((upper * (1 - fy) + lower * fy) * light);
      }
      pixels[at + 3] = 255;
    }
  }
  return { ...size, pixels };
}
