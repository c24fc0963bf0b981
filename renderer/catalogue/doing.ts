/** What somebody does on a sample screen before it is looked at: keys of the keyboard, and strokes on its pad. */
import type { Page } from 'playwright-core';
import type { Strokes } from '../../main/contract/index.ts';
import type { Doing } from './sample.ts';
import type { SampleCore } from './sample-core.ts';

const frame = (page: Page): Promise<unknown> => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));

/** As from assistive technology, which leaves the focus where it is. */
async function touchKey(page: Page, key: string): Promise<void> {
  await page.evaluate((name) => document.querySelector<HTMLElement>(`[data-key="${name}"]`)?.click(), key);
  await frame(page);
}

/** Nothing in a language that is not written by hand. */
async function write(page: Page, strokes: Strokes): Promise<void> {
  const pad = page.locator('[data-pad]');
  const box = (await pad.count()) > 0 ? await pad.boundingBox() : null;
  if (!box) return;
  const side = Math.min(box.width, box.height);
  const at = ([x, y]: Strokes[number][number]) => [box.x + (box.width - side) / 2 + (x * side) / 1000, box.y + (box.height - side) / 2 + (y * side) / 1000] as const;
  for (const [first, ...others] of strokes) {
    if (!first) continue;
    await page.mouse.move(...at(first));
    await page.mouse.down();
    for (const point of others) await page.mouse.move(...at(point));
    await page.mouse.up();
  }
  await page.waitForFunction((count) => document.querySelectorAll('[data-pad] path').length === count, strokes.length);
  await page.waitForSelector('[aria-busy="true"]', { state: 'detached' });
  await frame(page);
}

/** Does one thing after the other on the page that is shown; it must have settled. */
export async function doOn(page: Page, core: SampleCore, doings: readonly Doing[]): Promise<void> {
  for (const doing of doings) {
    if ('key' in doing) {
      await touchKey(page, doing.key);
    } else {
      core.reads(doing.read);
      await write(page, doing.write);
    }
  }
}
