/** The window with its relay and its supervision, as one thing that is opened again should it ever be closed. */
import { app, type BrowserWindow } from 'electron';
import type { CoreFrame, ShellFrame } from '../contract/index.ts';
import type { ShellLog } from './log.ts';
import { isQuitting } from './quitting.ts';
import { createRelay, type Relay } from './relay.ts';
import { createRestartBudget, restartPolicy } from './supervision.ts';
import { superviseWindow, type Outlook, type WindowSupervisor } from './window-supervisor.ts';

export interface KioskViewOptions {
  readonly openWindow: () => BrowserWindow;
  readonly sendToCore: (frame: ShellFrame) => void;
  readonly log: ShellLog;
}

export interface KioskView {
  show(outlook: Outlook): void;
  fromCore(frame: Exclude<CoreFrame, { channel: 'pong' }>): void;
}

interface OpenView {
  readonly window: BrowserWindow;
  readonly relay: Relay;
  readonly supervisor: WindowSupervisor;
}

/** Opens the window on the safe screen. */
export function keepKioskView({ openWindow, sendToCore, log }: KioskViewOptions): KioskView {
  const budget = createRestartBudget(restartPolicy);
  let outlook: Outlook = 'starting';
  let view: OpenView | null = null;

  const open = (): void => {
    const window = openWindow();
    const relay = createRelay(window.webContents, sendToCore);
    const supervisor = superviseWindow(window, relay, budget, log);
    view = { window, relay, supervisor };
    window.once('closed', () => {
      view = null;
      relay.documentGone();
      if (!isQuitting()) openAgain();
    });
    supervisor.show(outlook);
  };

  const openAgain = (): void => {
    const { delayMs } = budget.died(performance.now());
    log.warn('the window was closed', { delayMs });
    setTimeout(() => {
      if (!isQuitting()) open();
    }, delayMs);
  };

  // A page that calls window.close() asks nobody, and a window less must not end the app.
  app.on('window-all-closed', () => log.note('no window'));
  app.on('child-process-gone', (_event, { type, reason }) => {
    log.warn('a helper process has gone', { type, reason });
    // Chromium starts its GPU process again by itself; what it had painted is lost.
    if (type === 'GPU') view?.window.webContents.invalidate();
  });
  open();

  return {
    show(next) {
      outlook = next;
      view?.supervisor.show(next);
    },
    fromCore(frame) {
      switch (frame.channel) {
        case 'page': return view?.relay.fromCore(frame.document, frame.message);
        case 'drop': return view?.relay.isShown(frame.document) ? view.supervisor.show('page') : undefined;
        default: return frame satisfies never;
      }
    },
  };
}
