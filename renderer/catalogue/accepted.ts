/**
 * The last accepted look of the screens, coarse enough to be kept as text: how bright each of 16 × 16 fields of a picture is.
 * A screen whose fields have changed is shown to somebody; where letters are drawn differently nothing is compared.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import * as z from 'zod';

const fieldsAcross = 16;
/** One hexadecimal digit a field, row by row: 0 is black, f is white. */
const Likeness = z.string().regex(/^[0-9a-f]{256}$/);
const Accepted = z.strictObject({
  /** Widths of some letters in the page's font: alike where letters are drawn alike. */
  font: z.string(),
  views: z.record(z.string(), Likeness),
});
export type Accepted = z.infer<typeof Accepted>;

const file = fileURLToPath(new URL('./accepted.json', import.meta.url));

/** Nothing accepted yet where there is no file. */
export async function readAccepted(): Promise<Accepted> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? { font: '', views: {} } : Accepted.parse(JSON.parse(text));
}

export async function writeAccepted(accepted: Accepted): Promise<void> {
  const views = Object.fromEntries(Object.entries(accepted.views).sort(([one], [other]) => (one < other ? -1 : 1)));
  await writeFile(file, `${JSON.stringify({ ...accepted, views }, null, 1)}\n`);
}

/** Draws a picture small, in grey, on a page of its own, whose policy allows that. */
export function likenessOf(blank: Page, png: Buffer): Promise<string> {
  return blank.evaluate(async ({ base64, across }) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    // Halved step by step: a browser that shrinks in one go looks at few of the points.
    let canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    while (canvas.width > across || canvas.height > across) {
      const smaller = new OffscreenCanvas(Math.max(across, canvas.width >> 1), Math.max(across, canvas.height >> 1));
      smaller.getContext('2d')?.drawImage(canvas, 0, 0, smaller.width, smaller.height);
      canvas = smaller;
    }
    const points = canvas.getContext('2d')?.getImageData(0, 0, across, across).data ?? new Uint8ClampedArray();
    let fields = '';
    for (let at = 0; at < points.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = points.slice(at, at + 3);
      fields += Math.floor((0.2126 * red + 0.7152 * green + 0.0722 * blue) / 16).toString(16);
    }
    return fields;
  }, { base64: png.toString('base64'), across: fieldsAcross });
}

/** What looks different now, or was never accepted; null where letters are drawn otherwise than where the looks were accepted, so that nothing can be compared. */
export function changedLooks(accepted: Accepted, font: string, likenesses: ReadonlyMap<string, string>): readonly { readonly view: string; readonly problem: string }[] | null {
  if (accepted.font !== font) return null;
  return [...likenesses].filter(([view, likeness]) => !looksAlike(likeness, accepted.views[view] ?? '')).map(([view]) => ({
    view, problem: accepted.views[view] ? 'looks different from what was accepted' : 'was never accepted',
  }));
}

/** Steps of brightness, of sixteen, by which one field may differ, and by which all may on the average. */
const tolerance = { field: 3, mean: 0.12 };

/** Whether two pictures look alike at arm's length. */
export function looksAlike(one: string, other: string): boolean {
  const steps = [...one].map((digit, at) => Math.abs(Number.parseInt(digit, 16) - Number.parseInt(other[at] ?? '0', 16)));
  return Math.max(...steps) <= tolerance.field && steps.reduce((sum, step) => sum + step, 0) / steps.length <= tolerance.mean;
}
