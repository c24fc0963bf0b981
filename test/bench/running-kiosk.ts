/** One kiosk as its supervisor starts it: the core under the pinned Node, then the page in a headless Chromium, with the probe in it. */
import type { Browser, Page } from '@playwright/test';
import { inRepository } from '../../main/launch/paths.mjs';
import { PageMessage } from '../../main/contract/index.ts';
import { startProgram } from '../../main/launch/programs.ts';
import { launchChromium } from '../support/browser.ts';
import type { DemoWires } from './demo-wires.ts';
import { pageScript } from './page-script.ts';
import type { PageProbe, Paint } from './paint.ts';

/** Longer than any screen may take on a machine that others load. */
const shownWithinMs = 60_000;

/** Inside the page, where the functions given to it run. */
declare const pageProbe: PageProbe;

export interface RunningKiosk {
  readonly page: Page;
  readonly corePid: number;
  /** Milliseconds since the Unix epoch. */
  readonly times: { readonly startedAt: number; readonly coreReadyAt: number; readonly attractPaintedAt: number };
  /** Touches what the selector names, once it can be touched, and resolves with the next screen painted. */
  touch(selector: string): Promise<Paint>;
  /** Touches without waiting for another screen. */
  press(selector: string): Promise<void>;
  /** Touches what ends the visit, and resolves when a fresh document shows the first screen. */
  nextDocument(touchThatRenews: string): Promise<void>;
  /** The first screen of that kind painted in this document. */
  firstPainted(kind: string, withinMs?: number): Promise<Paint>;
  /** Calls back for everything the page says to the core. Returns the unsubscribe closure. */
  onPageMessage(listener: (message: PageMessage) => void): () => void;
  /** Process ids of everything that draws pages: the page's own renderer, and the spare one that Chromium keeps. */
  rendererPids(): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Milliseconds since the Unix epoch, with the fractions that `Date.now` lacks; the page's clock has the same origin. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();

export async function startRunningKiosk({ coreArguments, browserSwitches }: DemoWires): Promise<RunningKiosk> {
  const startedAt = preciseNow();
  const core = await startProgram('main/core/core.ts', [...coreArguments, '--loopback', '--page', inRepository('dist', 'page')]);
  const coreReadyAt = preciseNow();
  let browser: Browser | null = null;
  const close = async (): Promise<void> => {
    await browser?.close();
    await core.stop();
  };
  try {
    browser = await launchChromium(browserSwitches);
    const page = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
    const onPageMessage = listenToLink(page);
    await page.addInitScript(pageScript('probe.ts'));
    await page.goto(String(core.ready['url']));
    const attract = await page.evaluate((withinMs) => pageProbe.first('attract', withinMs), shownWithinMs);
    return { ...driven(page, browser), page, onPageMessage, corePid: core.process.pid ?? 0, times: { startedAt, coreReadyAt, attractPaintedAt: attract.paintedAt }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Listens on the page's WebSocket, whichever document opens it. */
function listenToLink(page: Page): RunningKiosk['onPageMessage'] {
  const listeners = new Set<(message: PageMessage) => void>();
  page.on('websocket', (link) => link.on('framesent', ({ payload }) => {
    if (listeners.size === 0) return;
    const { success, data } = PageMessage.safeParse(JSON.parse(payload.toString()));
    if (success) for (const listener of listeners) listener(data);
  }));
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}

type Driven = Omit<RunningKiosk, 'page' | 'onPageMessage' | 'corePid' | 'times' | 'close'>;

function driven(page: Page, browser: Browser): Driven {
  const screenId = async (): Promise<string> => await page.locator('[data-screen-id]').getAttribute('data-screen-id') ?? '';
  const paintedAfter = (before: string): Promise<Paint> =>
    page.evaluate(([from, withinMs]) => pageProbe.after(from, withinMs), [before, shownWithinMs] as const);
  const press = async (selector: string): Promise<void> => {
    // A screen takes no touches in its first moments; waiting for that here keeps a repeated attempt out of the pace.
    await page.locator('[data-screen-id]:not(.settling)').waitFor({ timeout: shownWithinMs });
    await page.locator(selector).first().click({ timeout: shownWithinMs });
  };
  return {
    press,
    async touch(selector) {
      // Only once it is there: until then an earlier screen may still be shown.
      await page.locator(selector).first().waitFor({ timeout: shownWithinMs });
      const before = await screenId();
      await press(selector);
      return paintedAfter(before);
    },
    async nextDocument(touchThatRenews) {
      const loaded = page.waitForEvent('load', { timeout: shownWithinMs });
      await press(touchThatRenews);
      await loaded;
      await page.evaluate((withinMs) => pageProbe.first('attract', withinMs), shownWithinMs);
    },
    firstPainted: (kind, withinMs = shownWithinMs) => page.evaluate(([wanted, within]) => pageProbe.first(wanted, within), [kind, withinMs] as const),
    async rendererPids() {
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      await session.detach();
      return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    },
  };
}
