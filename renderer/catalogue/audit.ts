/** Shows a sample screen to a real browser as people see it, measures it, walks it with keys, listens to it, and takes its picture. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { Contrast, type Modes, type Panel, tooHighMm, tooLowMm } from '../../main/contract/index.ts';
import { hasHighPart } from '../theme/reach.ts';
import { capitalHeightOfEm, fontPx, leastMm, pxPerMm } from '../theme/tokens.ts';
import { compareSpoken, shownTexts } from '../voice/spoken-check.ts';
import { spokenParts } from '../voice/spoken-parts.ts';
import { doOn } from './doing.ts';
import { describeFocus, walkView } from './focus-walk.ts';
import { kitScript } from './page-kit.ts';
import { measureHues, measureNames, offeredModes, readingPieces } from './page-meaning.ts';
import type { Box } from './likeness.ts';
import { isFocusAtHome, isPaged, type Limits, measureCapital, measureCovers, measures } from './page-measures.ts';
import { misread } from './reading-order.ts';
import { type Sample, screenOf } from './sample.ts';
import type { SampleCore } from './sample-core.ts';
import { panelNamed, type View } from './views.ts';

export interface Finding {
  /** Name of the view. */
  readonly view: string;
  readonly problem: string;
}

/** Builds the page into `folder` as it is shipped. */
export async function buildPage(folder: string): Promise<void> {
  await build({ configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
}

/** Starts the system's Chromium without a window, with these switches beside the usual; `CHROMIUM` names another one. */
export function launchChromium(...switches: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
      // An element then tells what the browser announces it as.
      '--enable-blink-features=ComputedAccessibilityInfo', ...switches,
    ],
  });
}

/** WCAG 2.2, 1.4.6: letters of any size in any palette. */
const textContrast = 7;
/** WCAG 2.2, 1.4.11 for the house's palette; what high contrast asks for in the others. */
const graphicContrast = { standard: 3, dark: 7, light: 7 } as const;

const limitsFor = (panel: Panel, { textSize, reach, contrast }: Modes): Limits => ({
  capitalPx: fontPx(panel, leastMm[textSize].capital) * capitalHeightOfEm - 0.1,
  capitalHeightOfEm,
  targetPx: leastMm[textSize].target * pxPerMm(panel),
  gapPx: leastMm[textSize].gap * pxPerMm(panel),
  reachTopPx: reach === 'low' ? tooHighMm(panel) * pxPerMm(panel) : 0,
  reachBottomPx: (panel.heightMm - tooLowMm(panel)) * pxPerMm(panel),
  textContrast,
  graphicContrast: graphicContrast[contrast],
});

/** Nothing is asked for that the findings do not say. */
const axeAnswers = { resultTypes: ['violations'], selectors: false, preload: false };
/** The AAA contrast of 7:1 leaves what is worse than AA to the other rule. */
const colourRules = ['color-contrast', 'color-contrast-enhanced'];
/** WCAG A and AA, and the AAA contrast. */
const everyRule = {
  ...axeAnswers, runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  rules: { 'color-contrast-enhanced': { enabled: true } },
};
const onlyColours = { ...axeAnswers, runOnly: { type: 'rule', values: colourRules } };

/** Another palette or another reach changes nothing of how a page is built and announced. */
const isBuiltAnew = ({ contrast, reach }: Modes): boolean => contrast === 'standard' && reach === 'full';

interface AxeWindow {
  axe: { run(context: Document, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

async function askAxe(page: Page, modes: Modes): Promise<string[]> {
  if (modes.contrast === 'standard' && !isBuiltAnew(modes)) return [];
  return page.evaluate(async (options) => {
    const { violations } = await (window as unknown as AxeWindow).axe.run(document, options);
    return violations.map((violation) => `axe ${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  }, isBuiltAnew(modes) ? everyRule : onlyColours);
}

/** Opens the page on a panel, with motion off and axe at hand. What the browser complains of becomes a finding. */
export async function openOnPanel(browser: Browser, core: SampleCore, panel: Panel, complaints: Finding[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: panel.widthPx, height: panel.heightPx }, reducedMotion: 'reduce' });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push({ view: 'console', problem: message.text() });
  });
  page.on('pageerror', (error) => complaints.push({ view: 'console', problem: error.message }));
  await page.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  await page.addInitScript({ content: kitScript });
  await page.goto(core.addressFor(panel));
  return page;
}

/** One screen for one person: shown again, it is an update and no new screen. Names may be longer than an id. */
const screenIdOf = ({ name }: Sample, modes: Modes): string => createHash('sha256').update(JSON.stringify([name, modes])).digest('hex').slice(0, 32);

/** A finger that was still going for the last screen is over. */
const settled = (page: Page): Promise<unknown> => page.waitForSelector('.frame:not(.settling)');

/** As somebody who touches sees it: keys that were pressed before leave no ring around the heading. */
const touch = (page: Page): Promise<boolean> => page.evaluate(() => window.dispatchEvent(new PointerEvent('pointerdown')));

/** The voice explains itself on the screen on which it came on: that each has room for it is seen where it comes on on each. */
async function silence(core: SampleCore, page: Page, panel: Panel, sample: Sample, modes: Modes): Promise<void> {
  const silent: Modes = { ...modes, voice: 'off' };
  const id = screenIdOf(sample, silent);
  core.show(panel, screenOf(sample, silent, id));
  await page.waitForSelector(`[data-screen-id="${id}"]`);
}

async function present(core: SampleCore, page: Page, panel: Panel, sample: Sample, modes: Modes): Promise<void> {
  const id = screenIdOf(sample, modes);
  if (modes.voice === 'on' && !(await page.$(`[data-screen-id="${id}"]`))) await silence(core, page, panel, sample, modes);
  core.show(panel, screenOf(sample, modes, id));
  const question = ':has([role="dialog"])';
  await page.waitForSelector(`[data-screen-id="${id}"]${sample.idleWarning ? question : `:not(${question})`}`);
  if (sample.done) {
    await settled(page);
    await doOn(page, core, sample.done);
  }
  await touch(page);
  await page.evaluate(async () => {
    const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    await frame();
    await document.fonts.ready;
    await frame();
    await frame();
  });
}

/** Shows a screen and waits until it stands still, letters included, and can be touched. */
export async function showSample(core: SampleCore, page: Page, panel: Panel, sample: Sample, modes: Modes): Promise<void> {
  await present(core, page, panel, sample, modes);
  await settled(page);
}

const unasked = (sample: Sample): Sample => ({ ...sample, idleWarning: null });

/** Everything wrong with the screen that is shown now; empty when it is fit to be used. */
export async function auditView(page: Page, panel: Panel, modes: Modes): Promise<string[]> {
  const limits = limitsFor(panel, modes);
  // Asked for side by side, which saves the way to the browser and back for each.
  const [measured, capital, isHome, lang, names, hues, disorder] = await Promise.all([
    Promise.all(measures.map((measure) => page.evaluate(measure, limits))),
    page.evaluate(measureCapital), page.evaluate(isFocusAtHome), page.evaluate(() => document.documentElement.lang),
    isBuiltAnew(modes) ? page.evaluate(measureNames) : [],
    page.evaluate(measureHues), readInOrder(page),
  ]);
  const problems = measured.flat();
  if (Math.abs(capital - capitalHeightOfEm) > 0.01) problems.push(`capitals are ${capital} of the font size`);
  if (!isHome) problems.push('the focus is not on the heading');
  if (lang !== modes.language) problems.push(`the document says it is in ${lang}`);
  problems.push(...names, ...hues, ...disorder, ...(await missingModes(page, panel)), ...(await listenTwice(page)), ...(await askAxe(page, modes)));
  await settled(page);
  return [...problems, ...(await page.evaluate(measureCovers))];
}

/** How one wants to be served is chosen with one touch from every page, also while the kiosk asks whether somebody is there. */
async function missingModes(page: Page, panel: Panel): Promise<string[]> {
  const offered = await page.evaluate(offeredModes);
  const wanted: readonly (keyof Modes)[] = ['language', 'textSize', 'voice', ...(hasHighPart(panel) ? ['reach' as const] : [])];
  const missing = wanted.filter((mode) => !offered.includes(mode));
  // Each of the other two looks has a button of its own.
  const looks = offered.filter((mode) => mode === 'contrast').length;
  return [...missing, ...(looks === Contrast.options.length - 1 ? [] : ['contrast'])].map((mode) => `${mode} cannot be chosen with one touch`);
}

/** What lies in another order than it is written. */
async function readInOrder(page: Page): Promise<string[]> {
  const { pieces, page: direction } = await page.evaluate(readingPieces);
  const wrong = misread(pieces, direction);
  return wrong.length === 0 ? [] : [`written in another order than it lies: ${wrong.map(({ label }) => label).join(', ')}`];
}

/** A screen whose sample is one page long and that needs a second; where people chose larger letters or the voice there may be one. */
export async function auditLength(page: Page, sample: Sample, { textSize, reach, voice }: Modes): Promise<string[]> {
  const mayPage = textSize === 'large' || reach === 'low' || voice === 'on' || sample.manyPages;
  return !mayPage && (await page.evaluate(isPaged)) ? ['does not fit one page'] : [];
}

/**
 * Asks over a page on which somebody is about to do something, audits the question and takes it back: whoever was doing something must
 * be where they were.
 */
export async function auditQuestion(core: SampleCore, page: Page, panel: Panel, sample: Sample, modes: Modes, audit: () => Promise<string[]>): Promise<string[]> {
  await showSample(core, page, panel, unasked(sample), modes);
  await page.keyboard.press('ArrowDown');
  const before = await page.evaluate(describeFocus);
  await showSample(core, page, panel, sample, modes);
  const problems = await audit();
  await showSample(core, page, panel, unasked(sample), modes);
  const after = await page.evaluate(describeFocus);
  return after.place === before.place ? problems : [...problems, `the question leaves the focus on "${after.label}", which was on "${before.label}"`];
}

/** What is spoken against what is shown. */
async function listen(page: Page): Promise<string[]> {
  const stage = await page.$('.stage');
  return stage ? compareSpoken(await stage.evaluate(shownTexts), await stage.evaluate(spokenParts)) : [];
}

/** The status line's clock may go on between the two readings; it cannot do so twice in a moment. */
async function listenTwice(page: Page): Promise<string[]> {
  const first = await listen(page);
  return first.length === 0 ? first : listen(page);
}

/** What is taken of a view to be looked at by eye. */
export interface Picture {
  readonly png: Buffer;
  /** What is never twice the same: a camera's picture. */
  readonly moving: readonly Box[];
}

/** The page as it is now. */
export async function pictureOf(page: Page): Promise<Picture> {
  const moving = await page.evaluate(() => [...document.querySelectorAll('video')].map((video): Box => {
    // The place it has, whether or not the camera has begun.
    const { left, top, width, height } = (video.parentElement ?? video).getBoundingClientRect();
    return { left, top, width, height };
  }));
  return { png: await page.screenshot(), moving };
}

export interface Look {
  readonly problems: readonly string[];
  readonly picture: Picture | null;
}

/** What is done with a view beside measuring it. */
export interface LookWishes {
  readonly isWalked: (view: View) => boolean;
  readonly isPictured: (view: View) => boolean;
}

/** Shows one view on a page of its panel and does with it all that an audit does. Throws where it cannot be shown. */
export async function lookAt(core: SampleCore, page: Page, view: View, { isWalked, isPictured }: LookWishes): Promise<Look> {
  const { sample, modes } = view;
  const panel = panelNamed(view.panel);
  let picture: Picture | null = null;
  const look = async (): Promise<string[]> => {
    const problems = [...(await auditView(page, panel, modes)), ...(await auditLength(page, sample, modes))];
    if (isPictured(view)) picture = await pictureOf(page);
    return isWalked(view) ? [...problems, ...(await walkView(page))] : problems;
  };
  if (!sample.idleWarning) await present(core, page, panel, sample, modes);
  const problems = sample.idleWarning ? await auditQuestion(core, page, panel, sample, modes, look) : await look();
  return { problems, picture };
}
