/** What the window shows: the page while there is a core and the page lives, the safe screen at every other moment. */
import type { BrowserWindow } from 'electron';
import { startHeartbeat, type Heartbeat } from './heartbeat.ts';
import { isPageUrl, isSafeScreenUrl, pageUrl, safeScreenUrl, type SafeMood } from './kiosk-scheme.ts';
import type { ShellLog } from './log.ts';
import { pulseChannel } from './preload-channels.ts';
import type { Relay } from './relay.ts';
import type { RestartBudget } from './supervision.ts';

/** What is to be seen: the page, or the safe screen in one of its moods. */
export type Outlook = 'page' | SafeMood;

export interface WindowSupervisor {
  /** Shows the page in a fresh document, or the safe screen. */
  show(outlook: Outlook): void;
}

const pulseEveryMs = 2_000;
/** A page whose thread is busy for so long is hung for whoever touches it. */
const hungAfterMs = 10_000;
/** Far longer than the page takes on the slowest machine: a document whose first script hangs is never told of otherwise. */
const loadedWithinMs = 60_000;
/** Chromium's code for a load that another load replaced. */
const loadReplaced = -3;

/** Shows nothing yet. The budget outlives the window, so that a page cannot spend it afresh by closing its window. */
export function superviseWindow(window: BrowserWindow, relay: Relay, budget: RestartBudget, log: ShellLog): WindowSupervisor {
  const contents = window.webContents;
  let outlook: Outlook = 'starting';
  let pulse: Heartbeat | null = null;
  let nextTry: NodeJS.Timeout | undefined;
  let loading: NodeJS.Timeout | undefined;

  const load = (url: string): void => {
    clearTimeout(nextTry);
    clearTimeout(loading);
    pulse?.stop();
    pulse = null;
    // A failed load is told by did-fail-load as well, which answers it.
    contents.loadURL(url).catch(() => null);
  };
  const showSafeScreen = (mood: SafeMood): void => {
    relay.documentGone();
    load(safeScreenUrl(mood));
  };
  const showOutlook = (): void => {
    if (outlook !== 'page') {
      showSafeScreen(outlook);
      return;
    }
    load(pageUrl);
    loading = setTimeout(() => endHungPage('not loaded'), loadedWithinMs);
  };

  const pageDied = (reason: string): void => {
    const { state, delayMs } = budget.died(performance.now());
    log.warn('the page has gone', { reason, state, delayMs });
    showSafeScreen(state);
    nextTry = setTimeout(showOutlook, delayMs);
  };
  /** A hung renderer cannot be asked to go; its end is told by render-process-gone. */
  const endHungPage = (sign: string): void => {
    log.warn('the page hangs', { sign });
    contents.forcefullyCrashRenderer();
  };

  const pageLoaded = (): void => {
    clearTimeout(loading);
    budget.started(performance.now());
    pulse?.stop();
    pulse = startHeartbeat({
      everyMs: pulseEveryMs,
      silentAfterMs: hungAfterMs,
      ask: () => contents.send(pulseChannel),
      silent: () => endHungPage('no pulse'),
    });
  };

  contents.ipc.on(pulseChannel, () => pulse?.heard());
  contents.on('dom-ready', () => {
    if (isPageUrl(contents.getURL())) pageLoaded();
  });
  contents.on('did-navigate', (_event, url, status) => {
    if (isPageUrl(url) && status >= 400) pageDied(`status ${status}`);
    // Chromium asks nobody before it goes to about:blank, so that is undone rather than refused.
    if (!isPageUrl(url) && !isSafeScreenUrl(url)) pageDied('strayed');
  });
  contents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && isPageUrl(url) && code !== loadReplaced) pageDied(`load error ${code}`);
  });
  contents.on('render-process-gone', (_event, { reason }) => pageDied(reason));
  window.on('unresponsive', () => endHungPage('unresponsive'));
  window.on('closed', () => {
    clearTimeout(nextTry);
    clearTimeout(loading);
    pulse?.stop();
  });

  return {
    show(next) {
      outlook = next;
      showOutlook();
    },
  };
}
