/** The gallery of an audit as somebody opens it from a folder: found by filter and by key, fit to be used, and with nothing from elsewhere. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { expect, test } from '@playwright/test';
import { launchChromium } from '../../renderer/catalogue/audit.ts';
import { catalogue } from '../../renderer/catalogue/catalogue.ts';
import { writeGallery } from '../../renderer/catalogue/gallery.ts';
import { everyView, isUsual, nameOf } from '../../renderer/catalogue/views.ts';

const views = everyView(catalogue.slice(0, 2), ['zh-CN', 'en']).filter(isUsual);
const [first, second] = views.map(nameOf) as [string, string];
const accepted = { across: 3, down: 2, light: Uint8Array.from([0, 15, 10, 1, 5, 9]), tint: Uint8Array.from([16, 16]) };
let folder: string;
let browser: Browser;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongban-gallery-'));
  browser = await launchChromium();
  const blank = await browser.newPage({ viewport: { width: 48, height: 32 } });
  const picture = await blank.screenshot();
  await Promise.all(views.map((view) => writeFile(join(folder, `${nameOf(view)}.png`), picture)));
  await writeGallery(folder, { views, findings: [{ view: second, problem: 'text too small' }], changes: [{ view: first, problem: 'looks different', accepted, fields: [4] }] });
});
test.afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

test('whoever looks through an audit finds what to look at, and walks from picture to picture with the keys', async () => {
  const page = await browser.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);

  const shown = page.locator('figure:not([hidden])');
  await expect(page.getByRole('status')).toHaveText(`${views.length} of ${views.length} pictures`);
  await page.getByLabel('language').selectOption('en');
  await expect(shown).toHaveCount(views.length / 2);
  await page.getByLabel('screen').fill('there is none like this');
  await expect(page.getByText('No picture is of that kind.')).toBeVisible();
  await page.getByRole('button', { name: 'all again' }).click();
  await page.getByLabel('only with findings').check();
  await expect(shown).toHaveCount(2);
  // Opened again it shows the same.
  await page.reload();
  await expect(shown).toHaveCount(2);

  await shown.first().getByRole('button').press('Enter');
  const large = page.getByRole('dialog');
  await expect(large.getByText('looks different')).toBeVisible();
  // What was accepted is painted: its second field is white, its first black.
  const firstFields = await page.evaluate(() => [...(document.querySelector<HTMLCanvasElement>('#accepted')?.getContext('2d')?.getImageData(8, 8, 17, 1).data ?? [])]);
  expect([firstFields[0], firstFields.at(-2)]).toEqual([0, 255]);
  await page.keyboard.press('ArrowRight');
  await expect(large.getByText('text too small')).toBeVisible();
  await expect(large.locator('#accepted')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
  await expect(shown.nth(1).getByRole('button'), 'the focus is where one was').toBeFocused();

  for (const open of [false, true]) {
    if (open) await page.keyboard.press('Enter');
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    });
    expect(violations).toEqual([]);
  }
  expect(complaints).toEqual([]);
  expect(asked.filter((address) => !address.startsWith('file:') && !address.startsWith('data:'))).toEqual([]);
  await page.close();
});
