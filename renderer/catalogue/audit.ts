/** Shows every sample on every panel, size and language in a real browser, measures it, and keeps a picture where asked. */
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { InstalledLanguage } from '../../kiosk-config/schema/language.ts';
import { completeTexts } from '../../kiosk-config/schema/translation.ts';
import { defaultModes, type Modes, type Panel, TextSize } from '../../main/contract/index.ts';
import { capitalHeightOfEm, fontPx, leastMm, pxPerMm } from '../theme/tokens.ts';
import { isFocusAtHome, isPaged, type Limits, measureCapital, measureStage } from './page-measures.ts';
import { type Sample, screenOf } from './sample.ts';
import { type SampleCore, startSampleCore } from './sample-core.ts';

export const panels = {
  portrait: { widthPx: 1080, heightPx: 1920, widthMm: 268, heightMm: 476, lowerEdgeMm: 900, viewingDistanceMm: 600 },
  landscape: { widthPx: 1920, heightPx: 1080, widthMm: 476, heightMm: 268, lowerEdgeMm: 800, viewingDistanceMm: 600 },
} as const satisfies Record<string, Panel>;
export type PanelName = keyof typeof panels;

export interface AuditRequest {
  /** Folder of the built page. */
  readonly page: string;
  readonly samples: readonly Sample[];
  readonly panels: readonly PanelName[];
  readonly modes: readonly Modes[];
  /** What the page is told to offer; the samples are said in these as far as they are translated. */
  readonly languages: readonly InstalledLanguage[];
  /** Where pictures go; null: none are taken. */
  readonly pictures: string | null;
}

export interface Finding {
  /** Sample, panel, size and language. */
  readonly view: string;
  readonly problem: string;
}

export const modesIn = (languages: readonly InstalledLanguage[]): readonly Modes[] =>
  TextSize.options.flatMap((textSize) => languages.map(({ tag }) => ({ ...defaultModes, textSize, language: tag })));


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

const limitsFor = (panel: Panel, modes: Modes): Limits => ({
  capitalPx: fontPx(panel, leastMm[modes.textSize].capital) * capitalHeightOfEm - 0.1,
  capitalHeightOfEm,
  targetPx: leastMm[modes.textSize].target * pxPerMm(panel),
  gapPx: leastMm[modes.textSize].gap * pxPerMm(panel),
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

/** Shows a screen and waits until it stands still, letters included. */
export async function showSample(core: SampleCore, page: Page, panel: Panel, sample: Sample, modes: Modes): Promise<void> {
  const id = `${sample.name}-${modes.textSize}-${modes.language}`;
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
  return [...problems, ...(await askAxe(page))];
}

async function auditPanel(browser: Browser, core: SampleCore, request: AuditRequest, name: PanelName): Promise<Finding[]> {
  const panel = panels[name];
  const findings: Finding[] = [];
  const page = await openOnPanel(browser, core, panel, findings);
  for (const modes of request.modes) {
    for (const sample of completeTexts(request.samples, request.languages)) {
      const view = [sample.name, name, modes.textSize, modes.language].join('.');
      await showSample(core, page, panel, sample, modes);
      for (const problem of await auditView(page, panel, modes)) findings.push({ view, problem });
      const mayPage = modes.textSize === 'large' || sample.manyPages;
      if (!mayPage && (await page.evaluate(isPaged))) findings.push({ view, problem: 'does not fit one page' });
      if (request.pictures) await page.screenshot({ path: join(request.pictures, `${view}.png`) });
    }
  }
  const capital = await page.evaluate(measureCapital);
  if (Math.abs(capital - capitalHeightOfEm) > 0.01) findings.push({ view: name, problem: `capitals are ${capital} of the font size` });
  await page.close();
  return findings;
}

/** Walks everything that was asked for; an empty answer means that all of it is fit to be used. */
export async function auditScreens(request: AuditRequest): Promise<Finding[]> {
  if (request.pictures) await mkdir(request.pictures, { recursive: true });
  const core = await startSampleCore(request.page, request.languages);
  const browser = await launchChromium();
  try {
    const findings = await Promise.all(request.panels.map((name) => auditPanel(browser, core, request, name)));
    const broken = core.heard.filter((message) => typeof message === 'string').map((problem) => ({ view: 'link', problem }));
    return [...findings.flat(), ...broken];
  } finally {
    await browser.close();
    await core.close();
  }
}
