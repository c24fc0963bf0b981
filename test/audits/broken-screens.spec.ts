/** That each check of the audit can fail: screens that are whole, broken on purpose, one fault each. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from '@playwright/test';
import type { Modes } from '../../main/contract/index.ts';
import { auditLength, auditQuestion, auditView, buildPage, type Finding, launchChromium, openOnPanel, pictureOf, showSample } from '../../renderer/catalogue/audit.ts';
import { catalogue } from '../../renderer/catalogue/catalogue.ts';
import { walkView } from '../../renderer/catalogue/focus-walk.ts';
import { differingFields, fieldsThatMayDiffer, type Likeness, likenessOf } from '../../renderer/catalogue/likeness.ts';
import type { Sample } from '../../renderer/catalogue/sample.ts';
import { type SampleCore, startSampleCore } from '../../renderer/catalogue/sample-core.ts';
import { panelNamed } from '../../renderer/catalogue/views.ts';
import { type BrokenScreen, brokenScreens, brokenWalks, changedScreens, plain } from './broken-screens.ts';

const portrait = panelNamed('portrait');
function sampleNamed(name: string): Sample {
  const found = catalogue.find((sample) => sample.name === name);
  if (!found) throw new Error(`there is no sample ${name}`);
  return found;
}

let folder: string;
let core: SampleCore;
let browser: Browser;
let complaints: Finding[];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(join(tmpdir(), 'tongban-broken-'));
  await buildPage(folder);
  core = await startSampleCore(folder);
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await core.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page of its own with that screen, still whole. */
async function open(name: string, modes: Modes = plain, panel = portrait): Promise<Page> {
  complaints = [];
  const page = await openOnPanel(browser, core, panel, complaints);
  await showSample(core, page, panel, sampleNamed(name), modes);
  return page;
}

async function spoil(page: Page, { broken, argument = '' }: Pick<BrokenScreen, 'broken' | 'argument'>): Promise<void> {
  if (typeof broken === 'function') await page.evaluate(broken, argument);
  // A constructed sheet, because the page's policy refuses a style element.
  else await page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, broken);
}

/** Screens that are alike before they are broken. */
const alike = new Map<string, BrokenScreen[]>();
for (const screen of brokenScreens) {
  const key = JSON.stringify([screen.sample, screen.panel, screen.modes]);
  alike.set(key, [...(alike.get(key) ?? []), screen]);
}
for (const screens of alike.values()) {
  const [{ sample, panel: on = 'portrait', modes: chosen }] = screens as [BrokenScreen];
  const [panel, modes] = [panelNamed(on), { ...plain, ...chosen }];
  test.describe(`${[sample, on, ...Object.values(chosen ?? {})].join(', ')}:`, () => {
    let whole: Page;
    test.beforeAll(async () => { whole = await open(sample, modes, panel); });
    test.afterAll(() => whole.close());

    test('nothing is found while it is whole', async () => {
      expect(await auditView(whole, panel, modes)).toEqual([]);
    });
    for (const screen of screens) {
      test(`the audit sees ${screen.sees}`, async () => {
        // Rules can be taken away again; what was done otherwise needs a page of its own.
        const page = typeof screen.broken === 'string' ? whole : await open(sample, modes, panel);
        await spoil(page, screen);
        expect((await auditView(page, panel, modes)).join('\n')).toMatch(screen.finding);
        if (page === whole) await spoil(page, { broken: '' });
        else await page.close();
      });
    }
  });
}

test.describe('walking with keys', () => {
  for (const screen of brokenWalks) {
    test(`the audit sees ${screen.sees}`, async () => {
      const page = await open(screen.sample);
      await spoil(page, screen);
      expect((await walkView(page)).join('\n')).toMatch(screen.finding);
      await page.close();
    });
  }

  test('nothing is found where every way round meets everything', async () => {
    for (const name of ['consent', 'idle-warning']) {
      const page = await open(name);
      expect(await walkView(page), name).toEqual([]);
      await page.close();
    }
  });
});

test('the audit sees a question that leaves nobody where they were', async () => {
  const page = await open('consent');
  const asked: Sample = { ...sampleNamed('consent'), idleWarning: { secondsLeft: 27 } };
  const whole = (): Promise<string[]> => auditView(page, portrait, plain);
  expect(await auditQuestion(core, page, portrait, asked, plain, whole)).toEqual([]);
  const removed = async (): Promise<string[]> => {
    await page.evaluate(() => document.querySelector('.choices')?.remove());
    return [];
  };
  expect((await auditQuestion(core, page, portrait, asked, plain, removed)).join()).toMatch(/the question leaves the focus on "/);
  await page.close();
});

test('the audit sees a screen that does not fit one page', async () => {
  const page = await open('information-long');
  const { manyPages, ...long } = sampleNamed('information-long');
  expect(manyPages).toBe(true);
  expect(await auditLength(page, long, plain)).toEqual(['does not fit one page']);
  expect(await auditLength(page, long, { ...plain, textSize: 'large' })).toEqual([]);
  await page.close();
});

test('the audit hears what the browser complains of', async () => {
  const page = await open('consent');
  await page.evaluate(() => console.warn('something is amiss'));
  await expect.poll(() => complaints).toEqual([{ view: 'console', problem: 'something is amiss' }]);
  await page.close();
});

test.describe('comparing pictures', () => {
  let blank: Page;
  test.beforeAll(async () => { blank = await browser.newPage(); });
  test.afterAll(() => blank.close());
  const likeness = async (page: Page): Promise<Likeness> => likenessOf(blank, await page.screenshot());

  for (const screen of changedScreens) {
    test(`somebody is shown ${screen.sees}`, async () => {
      const page = await open(screen.sample, { ...plain, ...screen.modes });
      const accepted = await likeness(page);
      expect(differingFields(await likeness(page), accepted), 'unchanged').toEqual([]);
      await spoil(page, screen);
      expect(differingFields(await likeness(page), accepted).length).toBeGreaterThan(fieldsThatMayDiffer);
      await page.close();
    });
  }

  test('a screen looks like itself where letters are smoothed in another way, and when it is shown again', async () => {
    const elsewhere = await launchChromium('--font-render-hinting=full', '--disable-lcd-text', '--disable-font-subpixel-positioning');
    try {
      for (const name of ['consent', 'menu', 'face-positioning']) {
        const page = await open(name);
        const there = await openOnPanel(elsewhere, core, portrait, complaints);
        await showSample(core, there, portrait, sampleNamed(name), plain);
        const [here, again] = [await pictureOf(page), await pictureOf(there)];
        const differing = differingFields(await likenessOf(blank, here.png, here.moving), await likenessOf(blank, again.png, again.moving));
        expect(differing.length, name).toBeLessThanOrEqual(fieldsThatMayDiffer);
        await page.close();
        await there.close();
      }
    } finally {
      await elsewhere.close();
    }
  });
});

test('the audit sees a page whose fonts did not come, a stage without a page and a panel without a size', async () => {
  const page = await open('consent');
  await page.route('**/*.woff2', (route) => route.abort());
  await page.reload();
  await showSample(core, page, portrait, sampleNamed('consent'), plain);
  expect((await auditView(page, portrait, plain)).join('\n')).toMatch(/the font Noto Sans SC is not loaded/);
  expect((await auditView(page, { ...portrait, widthMm: Number.NaN }, plain)).join('\n')).toMatch(/the panel has no size/);
  await page.evaluate(() => document.querySelector('.frame')?.replaceChildren());
  expect((await auditView(page, portrait, plain)).join('\n')).toMatch(/nothing is written on it/);
  await page.close();
});
