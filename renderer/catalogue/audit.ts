/** Shows sample screens to a real browser as people see them, measures them, walks them with keys, listens to them, and takes pictures. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { InstalledLanguage } from '../../kiosk-config/schema/language.ts';
import { completeTexts } from '../../kiosk-config/schema/translation.ts';
import { type Modes, type Panel, sourceLanguage, tooHighMm, tooLowMm } from '../../main/contract/index.ts';
import { capitalHeightOfEm, fontPx, leastMm, pxPerMm } from '../theme/tokens.ts';
import { compareSpoken, shownTexts } from '../voice/spoken-check.ts';
import { spokenParts } from '../voice/spoken-parts.ts';
import { countTargets, describeFocus, type FocusSeen, isFocusAtHome, isPaged, type Limits, measureCapital, measureStage } from './page-measures.ts';
import { type Sample, screenOf } from './sample.ts';
import { type SampleCore, startSampleCore } from './sample-core.ts';
import { nameOf, panelNamed, type PanelName, panelNames, type View } from './views.ts';

export interface AuditRequest {
  /** Folder of the built page. */
  readonly page: string;
  readonly views: readonly View[];
  /** What the page is told to offer; the samples are said in these as far as they are translated. */
  readonly languages: readonly InstalledLanguage[];
  /** What is done with the picture of each view; null: none are taken. */
  readonly keepPicture: ((view: View, png: Buffer) => Promise<void>) | null;
  /** How many pages are measured side by side. */
  readonly abreast: number;
}

export interface Finding {
  /** Name of the view. */
  readonly view: string;
  readonly problem: string;
}

/** Builds the page into `folder` as it is shipped. */
export async function buildPage(folder: string): Promise<void> {
  await build({ configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
}

/** Starts the system's Chromium without a window; `CHROMIUM` names another one. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
}

/** WCAG 2.2, 1.4.11 for the house's palette; what high contrast asks for in the others. */
const targetContrast = { standard: 3, dark: 7, light: 7 } as const;

const limitsFor = (panel: Panel, { textSize, reach, contrast }: Modes): Limits => ({
  capitalPx: fontPx(panel, leastMm[textSize].capital) * capitalHeightOfEm - 0.1,
  capitalHeightOfEm,
  targetPx: leastMm[textSize].target * pxPerMm(panel),
  gapPx: leastMm[textSize].gap * pxPerMm(panel),
  reachTopPx: reach === 'low' ? tooHighMm(panel) * pxPerMm(panel) : 0,
  reachBottomPx: (panel.heightMm - tooLowMm(panel)) * pxPerMm(panel),
  targetContrast: targetContrast[contrast],
});

/** WCAG A and AA with the AAA contrast of 7:1. */
const axeOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  rules: { 'color-contrast-enhanced': { enabled: true } },
};

interface AxeWindow {
  axe: { run(context: Document, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

async function askAxe(page: Page): Promise<string[]> {
  return page.evaluate(async (options) => {
    const { violations } = await (window as unknown as AxeWindow).axe.run(document, options);
    return violations.map((violation) => `axe ${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  }, axeOptions);
}

/** Opens the page on a panel, with motion off and axe at hand. What the browser complains of becomes a finding. */
export async function openOnPanel(browser: Browser, core: SampleCore, panel: Panel, complaints: Finding[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: panel.widthPx, height: panel.heightPx }, reducedMotion: 'reduce' });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push({ view: 'console', problem: message.text() });
  });
  page.on('pageerror', (error) => complaints.push({ view: 'console', problem: error.message }));
  await page.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  await page.goto(core.addressFor(panel));
  return page;
}

/** One screen for one person: shown again, it is an update and no new screen. Names may be longer than an id. */
const screenIdOf = ({ name }: Sample, modes: Modes): string => createHash('sha256').update(JSON.stringify([name, modes])).digest('hex').slice(0, 32);

/** Shows a screen and waits until it stands still, letters included. */
export async function showSample(core: SampleCore, page: Page, panel: Panel, sample: Sample, modes: Modes): Promise<void> {
  const id = screenIdOf(sample, modes);
  core.show(panel, screenOf(sample, modes, id));
  await page.waitForSelector(`[data-screen-id="${id}"]:not(.settling)`);
  await page.evaluate(async () => {
    const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    await frame();
    await document.fonts.ready;
    await frame();
    await frame();
  });
}

/** Everything wrong with the screen that is shown now; empty when it is fit to be used. */
export async function auditView(page: Page, panel: Panel, modes: Modes): Promise<string[]> {
  const problems = await page.evaluate(measureStage, limitsFor(panel, modes));
  if (!(await page.evaluate(isFocusAtHome))) problems.push('the focus is not on the heading');
  const lang = await page.evaluate(() => document.documentElement.lang);
  if (lang !== modes.language) problems.push(`the document says it is in ${lang}`);
  return [...problems, ...(await listenTwice(page)), ...(await askAxe(page))];
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

/** What is wrong with a walk downwards through all targets and round to the first. `panel` tells how far a row is from the next. */
function judgeWalk(walk: readonly FocusSeen[], targets: number, panel: Panel): string[] {
  // Wherever the walk began, a dialog's own first button for one: it is judged from the first target on.
  const once = walk.slice(0, targets);
  const first = once.findIndex(({ place }) => place === Math.min(...once.map((seen) => seen.place)));
  const round = [...once.slice(first), ...once.slice(0, first)];
  const met = new Set(round.map(({ place }) => place));
  const upwards = round.filter(({ bottom }, index) => index > 0 && bottom <= (round[index - 1]?.top ?? 0));
  const isPortrait = panel.widthPx < panel.heightPx;
  return [
    ...(met.size < targets ? [`the keys reach ${met.size} of ${targets} targets`] : []),
    ...(walk.at(-1)?.place === walk[0]?.place ? [] : ['the walk with the keys does not come round']),
    ...round.filter(({ visible }) => !visible).map(({ label }) => `the focus is not seen on "${label}"`),
    // A wide panel is read column by column, so that a step up may be right there.
    ...(isPortrait ? upwards.map(({ label }) => `the walk goes upwards to "${label}"`) : []),
  ];
}

/** Walks the screen with the down key, once round. */
export async function walkView(page: Page, panel: Panel): Promise<string[]> {
  const targets = await page.evaluate(countTargets);
  if (targets === 0) return [];
  const walk: FocusSeen[] = [];
  for (let step = 0; step <= targets; step += 1) {
    await page.keyboard.press('ArrowDown');
    walk.push(await page.evaluate(describeFocus));
  }
  return judgeWalk(walk, targets, panel);
}

/** Order and visibility of the focus are the same in every language and palette. */
const isWalked = ({ modes: { language, contrast } }: View): boolean => language === sourceLanguage && contrast === 'standard';

async function audit(core: SampleCore, page: Page, view: View, { keepPicture }: AuditRequest): Promise<Finding[]> {
  const { sample, modes } = view;
  const panel = panelNamed(view.panel);
  await showSample(core, page, panel, sample, modes);
  const problems = await auditView(page, panel, modes);
  const mayPage = modes.textSize === 'large' || modes.reach === 'low' || modes.voice === 'on' || sample.manyPages;
  if (!mayPage && (await page.evaluate(isPaged))) problems.push('does not fit one page');
  if (keepPicture) await keepPicture(view, await page.screenshot());
  if (isWalked(view)) problems.push(...(await walkView(page, panel)));
  return problems.map((problem) => ({ view: nameOf(view), problem }));
}

async function auditPanel(browser: Browser, core: SampleCore, request: AuditRequest, name: PanelName, views: readonly View[]): Promise<Finding[]> {
  if (views.length === 0) return [];
  const findings: Finding[] = [];
  const page = await openOnPanel(browser, core, panelNamed(name), findings);
  for (const view of views) findings.push(...(await audit(core, page, view, request)));
  const capital = await page.evaluate(measureCapital);
  if (Math.abs(capital - capitalHeightOfEm) > 0.01) findings.push({ view: name, problem: `capitals are ${capital} of the font size` });
  await page.close();
  return findings;
}

/** One part of the views, with a core of its own, so that the parts do not see one another's screens. */
async function auditPart(browser: Browser, request: AuditRequest, part: readonly View[]): Promise<Finding[]> {
  const core = await startSampleCore(request.page, request.languages);
  const findings: Finding[] = [];
  try {
    for (const name of panelNames) findings.push(...(await auditPanel(browser, core, request, name, part.filter(({ panel }) => panel === name))));
    const broken = core.heard.filter((message) => typeof message === 'string').map((problem) => ({ view: 'link', problem }));
    return [...findings, ...broken];
  } finally {
    await core.close();
  }
}

/** Takes every look that was asked for; an empty answer means that all of it is fit to be used. */
export async function auditViews(request: AuditRequest): Promise<Finding[]> {
  const views = completeTexts(request.views, request.languages);
  const parts = Array.from({ length: request.abreast }, (_, part) => views.filter((_view, index) => index % request.abreast === part));
  const browser = await launchChromium();
  try {
    return (await Promise.all(parts.map((part) => auditPart(browser, request, part)))).flat();
  } finally {
    await browser.close();
  }
}
