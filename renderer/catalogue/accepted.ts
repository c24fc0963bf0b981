/**
 * The last accepted look of the screens. A screen whose look has changed is shown to somebody; where letters are drawn with other fonts
 * nothing is compared.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import { differingFields, fieldsThatMayDiffer, type Likeness, packed, unpacked } from './likeness.ts';

const Accepted = z.strictObject({
  /** Widths of some letters in the page's font: alike where letters are drawn alike. */
  font: z.string(),
  /** Packed likenesses, one line a view, so that a change of some is a change of few lines. */
  views: z.record(z.string(), z.base64()),
});
export type Accepted = z.infer<typeof Accepted>;

/** A view that no longer looks as it was accepted, or that never was. */
export interface ChangedLook {
  readonly view: string;
  readonly problem: string;
  /** What was accepted; null where nothing was. */
  readonly accepted: Likeness | null;
  /** Where it differs, by number of the field. */
  readonly fields: readonly number[];
}

const file = fileURLToPath(new URL('./accepted.json', import.meta.url));

/** Nothing accepted yet where there is no file. Throws where there is one of another shape. */
export async function readAccepted(): Promise<Accepted> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? { font: '', views: {} } : Accepted.parse(JSON.parse(text));
}

async function writeAccepted(accepted: Accepted): Promise<void> {
  const views = Object.fromEntries(Object.entries(accepted.views).sort(([one], [other]) => (one < other ? -1 : 1)));
  await writeFile(file, `${JSON.stringify({ ...accepted, views }, null, 1)}\n`);
}

/** Accepts these looks beside the others; alone, where the others were drawn with another font. */
export async function accept(font: string, likenesses: ReadonlyMap<string, Likeness>): Promise<void> {
  const before = await readAccepted();
  const now = Object.fromEntries([...likenesses].map(([view, likeness]) => [view, packed(likeness)]));
  await writeAccepted({ font, views: { ...(before.font === font ? before.views : {}), ...now } });
}

/** How an opened page of the kiosk draws letters: the widths of some, in the fonts and about the size of its text. */
export const fontOf = (page: Page): Promise<string> => page.evaluate(async () => {
  const context = document.createElement('canvas').getContext('2d');
  const font = `27px ${getComputedStyle(document.querySelector('.stage') ?? document.body).fontFamily}`;
  const words = ['通办', 'Hamburg', '0123'];
  await document.fonts.load(font, words.join(''));
  if (!context) return '';
  context.font = font;
  return words.map((letters) => context.measureText(letters).width.toFixed(2)).join(' ');
});

function changedLook(view: string, now: Likeness, kept: string | undefined): ChangedLook | null {
  const accepted = kept === undefined ? null : unpacked(kept);
  if (!accepted) return { view, problem: 'was never accepted', accepted: null, fields: [] };
  const fields = differingFields(accepted, now);
  return fields.length <= fieldsThatMayDiffer ? null : { view, problem: `looks different from what was accepted, in ${fields.length} of ${now.light.length} fields`, accepted, fields };
}

/** What looks different now, or was never accepted; null where letters are drawn with other fonts than where the looks were accepted, so that nothing can be compared. */
export function changedLooks({ font: before, views }: Accepted, font: string, likenesses: ReadonlyMap<string, Likeness>): readonly ChangedLook[] | null {
  if (before !== font) return null;
  return [...likenesses].flatMap(([view, likeness]) => changedLook(view, likeness, views[view]) ?? []);
}
