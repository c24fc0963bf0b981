/**
 * Every sample screen, on the panels of all profiles, in both sizes and languages, in a real browser: nothing too small, too near, cut
 * off, covered or scrolled; names, roles and contrast; the four keys. That each check can fail is proved in broken-screens.spec.ts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from '@playwright/test';
import { defaultModes, Panel, TextSize, tooHighMm } from '../../main/contract/index.ts';
import { auditView, buildPage, launchChromium, openOnPanel, showSample } from '../../renderer/catalogue/audit.ts';
import { auditViews } from '../../renderer/catalogue/audit-run.ts';
import { askedSamples } from '../../renderer/catalogue/asked-samples.ts';
import { catalogue } from '../../renderer/catalogue/catalogue.ts';
import { describeFocus } from '../../renderer/catalogue/focus-walk.ts';
import { compareLooks, type Eye, isCompared, openEye } from '../../renderer/catalogue/look-watch.ts';
import { summaryOf } from '../../renderer/catalogue/report.ts';
import { type Sample, screenOf } from '../../renderer/catalogue/sample.ts';
import { sampleLanguages } from '../../renderer/catalogue/sample-languages.ts';
import { servedScreens } from '../../renderer/catalogue/served-screens.ts';
import { isWalkedInSample, nameOf, panelNamed, sampledViews, tightestViews } from '../../renderer/catalogue/views.ts';
import { type SampleCore, startSampleCore } from '../../renderer/catalogue/sample-core.ts';
import { pxPerMm } from '../../renderer/theme/tokens.ts';

const portrait = panelNamed('portrait');
const plain = { ...defaultModes, language: 'en' } as const;
function sampleNamed(name: string): Sample {
  const found = catalogue.find((sample) => sample.name === name);
  if (!found) throw new Error(`there is no sample ${name}`);
  return found;
}

const languages = sampleLanguages();
let folder: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(join(tmpdir(), 'tongban-page-'));
  await buildPage(folder);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('every screen can be read, reached and understood in every mode on every panel', async () => {
  test.setTimeout(1_200_000);
  const views = sampledViews(catalogue, languages.map(({ tag }) => tag));
  const eye = await openEye(folder, languages);
  const findings = await auditViews({
    page: folder, views, languages, isWalked: isWalkedInSample, abreast: availableParallelism(), isPictured: isCompared, keepPicture: eye.see,
  }).finally(eye.close);
  expect(findings.map(({ view, problem }) => `${view}: ${problem}`)).toEqual([]);
  expect([...eye.seen.keys()].sort(), 'what is compared was seen').toEqual(views.filter(isCompared).map(nameOf).sort());
  await tellChangedLooks(eye);
});

/** Another look is no fault: it is told, and `npm run audit` shows it to whoever accepts it. */
async function tellChangedLooks(eye: Eye): Promise<void> {
  const { changes, unlike } = await compareLooks(eye);
  const told = unlike ? [unlike] : [`${changes.length} of ${eye.seen.size} pictures look different from what was accepted`, ...summaryOf(changes)];
  console.log(told.join('\n'));
}

test('every page of every service and of every failure holds its own words, the longest in the largest letters, and the question over any page its own', async () => {
  test.setTimeout(1_200_000);
  const findings = await auditViews({ page: folder, views: tightestViews([...servedScreens, ...askedSamples]), languages, isWalked: isWalkedInSample, abreast: availableParallelism(), isPictured: () => false, keepPicture: null });
  expect(findings.map(({ view, problem }) => `${view}: ${problem}`)).toEqual([]);
});

test.describe('on one open page', () => {
  let core: SampleCore;
  let browser: Browser;
  let page: Page;

  test.beforeEach(async () => {
    core = await startSampleCore(folder);
    browser = await launchChromium();
    page = await openOnPanel(browser, core, portrait, []);
  });
  test.afterEach(async () => {
    await browser.close();
    await core.close();
  });

  /** What was wanted; that somebody is at work on the page is told as well, every few seconds. */
  const intents = () => core.heard.flatMap((message) => (typeof message !== 'string' && message.type === 'intent' && message.intent.kind !== 'active' ? [message.intent] : []));
  const lastIntent = () => intents().at(-1);

  test('down and up walk everything that can be done, visibly, and Enter does it', async () => {
    await showSample(core, page, portrait, sampleNamed('consent'), plain);
    const walk: string[] = [];
    for (let steps = 0; steps < 14; steps += 1) {
      await page.keyboard.press('ArrowDown');
      const focus = await page.evaluate(describeFocus);
      expect(focus.visible, focus.label).toBe(true);
      walk.push(focus.label);
    }
    expect(walk).toEqual([
      'I agree', expect.stringContaining('Use another way'), 'Leave', 'Back', 'End visit', 'Call an attendant', '简体中文', '繁體中文', 'Large text', 'On black', 'On white', 'Lower buttons', 'Read aloud', 'More time',
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(lastIntent).toEqual({ screenId: expect.any(String), kind: 'choose', choice: 'agree' });
  });

  test('Escape goes back, and answers the idle warning where that is open', async () => {
    await showSample(core, page, portrait, sampleNamed('review'), plain);
    await page.keyboard.press('Escape');
    await expect.poll(lastIntent).toMatchObject({ kind: 'back' });
    await showSample(core, page, portrait, sampleNamed('idle-warning'), plain);
    await page.keyboard.press('Escape');
    await expect.poll(lastIntent).toMatchObject({ kind: 'more-time' });
  });

  test('the idle warning keeps the focus until it is answered', async () => {
    await showSample(core, page, portrait, sampleNamed('idle-warning'), plain);
    const question = page.getByRole('dialog');
    const round = (await question.getByRole('button').count()) + 1;
    const labels = new Set<string>();
    for (const key of [...Array<string>(round).fill('ArrowDown'), ...Array<string>(round).fill('Tab')]) {
      await page.keyboard.press(key);
      expect(await question.evaluate((dialog) => dialog.contains(document.activeElement)), `${key} stays in the question`).toBe(true);
      labels.add((await page.evaluate(describeFocus)).label);
    }
    // What is asked can be answered, and how one is served be chosen, in whose place the modes of the page lie.
    expect([...labels]).toEqual(expect.arrayContaining(['I need more time', 'End visit', 'Large text']));
    expect(labels.size).toBe(round - 1);
  });

  test('whoever listens can have the question said again, which does not answer it, and have it said more slowly', async () => {
    await showSample(core, page, portrait, sampleNamed('idle-warning'), { ...plain, voice: 'on' });
    const asked = () => core.heard.filter((message) => typeof message !== 'string' && message.type === 'speech' && message.request.kind === 'say' && message.request.text === 'Are you still there?').length;
    await expect.poll(asked).toBe(1);
    const question = page.getByRole('dialog');
    await question.getByRole('button', { name: 'Repeat' }).click();
    await expect.poll(asked).toBe(2);
    expect(intents()).toEqual([]);
    await question.getByRole('button', { name: 'Slower' }).click();
    await expect.poll(lastIntent).toMatchObject({ kind: 'set-modes', modes: { voiceRate: 2 } });
    // How the keys work is said on the page, and not once more in the question.
    expect(await question.locator('[data-voice-guide]').count()).toBe(0);
  });

  test('how the voice is used is told where there is room for it, and once', async () => {
    const byEar = { ...plain, textSize: 'large', voice: 'on' } as const;
    const guides = page.locator('[data-voice-guide]');
    await showSample(core, page, portrait, sampleNamed('rating'), byEar);
    await expect(guides).toHaveCount(0);
    for (const [name, told] of [['consent', 2], ['review', 0]] as const) {
      core.show(portrait, screenOf(sampleNamed(name), byEar, name));
      await expect(page.locator(`[data-screen-id="${name}"]`)).toBeVisible();
      await expect(guides).toHaveCount(told);
    }
  });

  test('an update of the same screen leaves the focus where it is', async () => {
    const sample = sampleNamed('pin');
    await showSample(core, page, portrait, sample, plain);
    await page.keyboard.press('ArrowDown');
    const before = await page.evaluate(describeFocus);
    if (sample.body.kind !== 'pin') throw new Error('the sample is no longer a PIN screen');
    await showSample(core, page, portrait, { ...sample, body: { ...sample.body, entered: 3 } }, plain);
    await expect(page.getByRole('img', { name: '3 of 6 digits entered' })).toBeVisible();
    expect(await page.evaluate(describeFocus)).toEqual(before);
  });

  test('a finger that slides off a button takes its wish back; one that stays presses once', async () => {
    await showSample(core, page, portrait, sampleNamed('review'), plain);
    const box = await page.getByRole('button', { name: 'Confirm' }).boundingBox();
    if (!box) throw new Error('there is no confirm button');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x, middle.y - box.height * 2);
    await page.mouse.up();
    await page.mouse.dblclick(middle.x, middle.y);
    await page.getByRole('button', { name: 'Call an attendant' }).click();
    await expect.poll(() => intents().map((intent) => intent.kind)).toEqual(['choose', 'help']);
  });

  test('what does not fit is one touch away, and the touch can be a key', async () => {
    await showSample(core, page, portrait, sampleNamed('menu-many'), { ...plain, textSize: 'large' });
    await expect(page.getByText('Page 1 of')).toBeVisible();
    await page.getByRole('button', { name: 'Next', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Page 2 of')).toBeVisible();
  });

  test('what is long is read before it is decided: the yes comes on the last page, and not under a finger that still turns pages', async () => {
    const large = { ...plain, textSize: 'large' } as const;
    const sample = sampleNamed('review-answers');
    if (sample.body.kind !== 'review') throw new Error('the sample is no longer a review');
    const { rows } = sample.body;
    await showSample(core, page, portrait, { ...sample, body: { ...sample.body, rows: [...rows, ...rows.slice(-3)] } }, large);
    const yes = page.getByRole('button', { name: 'Confirm and submit' });
    const more = page.getByRole('button', { name: 'Next', exact: true });
    await expect(page.getByText('Page 1 of 2')).toBeVisible();
    await expect(yes).toHaveCount(0);
    const box = await more.boundingBox();
    if (!box) throw new Error('there is no way on');
    await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
    await expect(yes).toBeVisible();
    expect(intents().map(({ kind }) => kind)).toEqual([]);
    await page.waitForSelector('.decision:not(.settling)');
    await yes.click();
    await expect.poll(lastIntent).toMatchObject({ kind: 'choose', choice: 'confirm' });
  });

  test('an answer that stands on a review page is changed by one touch beside it', async () => {
    await showSample(core, page, portrait, sampleNamed('review-answers'), plain);
    await page.getByRole('button', { name: 'Change address' }).click();
    await expect.poll(lastIntent).toMatchObject({ kind: 'choose', choice: 'change-address' });
  });

  test('a core that goes away leaves the safe screen, and comes back by itself', async () => {
    await showSample(core, page, portrait, sampleNamed('review'), plain);
    core.hangUp();
    await expect(page.getByText('One moment please: the kiosk is recovering.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Please check, then confirm' })).toBeVisible();
  });

  /** One that stands on the floor, and a wide one that hangs high: each has a part that nobody seated reaches. */
  const beyondReach: readonly (readonly [string, Panel, string, RegExp])[] = [
    ['an upright panel that hangs low', { widthPx: 1080, heightPx: 1920, widthMm: 535, heightMm: 952, lowerEdgeMm: 300, viewingDistanceMm: 600 }, '.stage .frame { padding-bottom: 0 !important }', /target too low/],
    ['a wide panel that hangs high', { widthPx: 1920, heightPx: 1080, widthMm: 708, heightMm: 398, lowerEdgeMm: 900, viewingDistanceMm: 600 }, '.stage .frame { padding-top: 0 !important }', /target too high/],
  ];
  for (const [name, panel, css, finding] of beyondReach) {
    test(`on ${name} everything to touch lies where a seated person reaches it, and the audit sees where it does not`, async () => {
      const there = await openOnPanel(browser, core, Panel.parse(panel), []);
      const modes = TextSize.options.map((textSize) => ({ ...plain, reach: 'low', textSize }) as const);
      for (const sample of ['attract', 'menu', 'consent', 'pin', 'entry-text', 'failure-card', 'idle-warning'].map(sampleNamed)) {
        for (const mode of modes) {
          await showSample(core, there, panel, sample, mode);
          expect((await auditView(there, panel, mode)).filter((problem) => problem.startsWith('target too')), `${sample.name} in ${mode.textSize}`).toEqual([]);
        }
      }
      const [normal] = modes;
      if (!normal) throw new Error('there is no text size');
      await showSample(core, there, panel, sampleNamed('consent'), normal);
      await there.evaluate((rules) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(rules);
        document.adoptedStyleSheets = [sheet];
      }, css);
      expect((await auditView(there, panel, normal)).join('\n')).toMatch(finding);
    });
  }

  test('a seated person reaches what brings the buttons down', async () => {
    for (const [, panel] of beyondReach) {
      const there = await openOnPanel(browser, core, panel, []);
      await showSample(core, there, panel, sampleNamed('menu'), plain);
      const box = await there.getByRole('button', { name: 'Lower buttons' }).boundingBox();
      const highest = tooHighMm(panel) * pxPerMm(panel);
      expect(box?.y).toBeGreaterThanOrEqual(highest);
    }
  });
});
