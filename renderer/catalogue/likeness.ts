/**
 * What a picture of a page looks like, small enough to be kept as text: how bright each field of about 16 × 16 pixels is, and how it is
 * tinted. On the panels of the profiles that is 4 mm: a letter is somewhat larger, so that a field tells of other words, and hardly of how
 * their edges are drawn.
 */
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** A picture is halved so often: each point of what is left is a field. */
const halvings = 4;

/** Fields row by row, from the upper left corner. */
export interface Likeness {
  readonly across: number;
  readonly down: number;
  /** One value a field, in steps of 16 of the 255 of a screen: 0 is black, 15 is white. */
  readonly light: Uint8Array;
  /** Of about two fields by two: blueness and redness (BT.601) in steps of 8, one after the other; 16 is none. */
  readonly tint: Uint8Array;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Of fields along one side, how many of tint. */
const tintsAlong = (fields: number): number => Math.max(1, fields >> 1);

/**
 * Looks at a picture on a page of its own, whose policy allows that. What moves, such as a camera's picture, is taken for grey.
 * Throws where the browser cannot draw it.
 */
export async function likenessOf(blank: Page, png: Buffer, moving: readonly Box[] = []): Promise<Likeness> {
  const { light, tint, ...size } = await blank.evaluate(async ({ base64, boxes, times }) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const drawn = (source: CanvasImageSource, width: number, height: number): OffscreenCanvasRenderingContext2D => {
      const context = new OffscreenCanvas(Math.max(1, width), Math.max(1, height)).getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('the browser draws nothing');
      context.drawImage(source, 0, 0, context.canvas.width, context.canvas.height);
      return context;
    };
    // Halved step by step: a browser that shrinks in one go looks at few of the points.
    const halved = ({ canvas }: OffscreenCanvasRenderingContext2D): OffscreenCanvasRenderingContext2D => drawn(canvas, canvas.width >> 1, canvas.height >> 1);
    const read = (context: OffscreenCanvasRenderingContext2D): [number, number, number][] => {
      const { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
      return Array.from({ length: data.length / 4 }, (_, point) => [data[point * 4] ?? 0, data[point * 4 + 1] ?? 0, data[point * 4 + 2] ?? 0]);
    };

    let fields = drawn(picture, picture.width, picture.height);
    fields.fillStyle = '#808080';
    for (const { left, top, width, height } of boxes) fields.fillRect(left, top, width, height);
    for (let time = 0; time < times; time += 1) fields = halved(fields);
    return {
      across: fields.canvas.width, down: fields.canvas.height,
      light: read(fields).map(([red, green, blue]) => Math.floor((0.2126 * red + 0.7152 * green + 0.0722 * blue) / 16)),
      tint: read(halved(fields)).flatMap(([red, green, blue]) => [-0.169 * red - 0.331 * green + 0.5 * blue, 0.5 * red - 0.419 * green - 0.081 * blue].map((value) => Math.round(value / 8) + 16)),
    };
  }, { base64: png.toString('base64'), boxes: moving, times: halvings });
  return { ...size, light: Uint8Array.from(light), tint: Uint8Array.from(tint) };
}

/** As text of a kilobyte or two. */
export function packed({ across, down, light, tint }: Likeness): string {
  return brotliCompressSync(Buffer.from([across, down, ...light, ...tint])).toString('base64');
}

/** What was packed; null where this is no such text. */
export function unpacked(text: string): Likeness | null {
  try {
    const [across = 0, down = 0, ...values] = brotliDecompressSync(Buffer.from(text, 'base64'), { maxOutputLength: 1 << 20 });
    const [fields, tints] = [across * down, tintsAlong(across) * tintsAlong(down) * 2];
    if (fields === 0 || values.length !== fields + tints) return null;
    return { across, down, light: Uint8Array.from(values.slice(0, fields)), tint: Uint8Array.from(values.slice(fields)) };
  } catch {
    return null;
  }
}

/**
 * Steps by which a field may differ where letters are drawn by another machine: a stroke that lies one pixel beside where it lay
 * takes at most one sixteenth of a field.
 */
const tolerance = { light: 1, tint: 1 };
/** So many fields may differ by more before anybody has to look; the smallest sign on a button has more. */
export const fieldsThatMayDiffer = 2;

/** The fields that look different, by number; all of them where the pictures are not of one size. */
export function differingFields(one: Likeness, other: Likeness): readonly number[] {
  const fields = [...one.light.keys()];
  if (one.across !== other.across || one.down !== other.down) return fields;
  const differs = (values: Uint8Array, others: Uint8Array, at: number, by: number): boolean => Math.abs((values[at] ?? 0) - (others[at] ?? 0)) > by;
  const tintAlong = (place: number, along: number): number => Math.min(place >> 1, tintsAlong(along) - 1);
  const tintOf = (field: number): number => 2 * (tintAlong(Math.floor(field / one.across), one.down) * tintsAlong(one.across) + tintAlong(field % one.across, one.across));
  return fields.filter((field) => differs(one.light, other.light, field, tolerance.light)
    || [0, 1].some((channel) => differs(one.tint, other.tint, tintOf(field) + channel, tolerance.tint)));
}

export const looksAlike = (one: Likeness, other: Likeness): boolean => differingFields(one, other).length <= fieldsThatMayDiffer;

