/** The one window of the kiosk. */
import { BrowserWindow, app, type Session } from 'electron';
import { isQuitting } from './quitting.ts';
import type { WindowPlace } from './shell-options.ts';

/** The page's own paper white, so that nothing flashes between two documents. */
const backgroundColor = '#f6f5f1';

export interface KioskWindowOptions {
  readonly place: WindowPlace;
  readonly preload: string;
  readonly session: Session;
}

/** Opens the window, empty; it appears with its first document. */
export function openKioskWindow({ place, preload, session }: KioskWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds(place),
    title: '通办 Tongban',
    show: false,
    backgroundColor,
    autoHideMenuBar: true,
    fullscreenable: place.kind === 'kiosk',
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      disableDialogs: true,
      backgroundThrottling: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  answerClose(window, place);
  return window;
}

function bounds(place: WindowPlace): Electron.BrowserWindowConstructorOptions {
  if (place.kind === 'kiosk') return { kiosk: true, fullscreen: true, frame: false, alwaysOnTop: true, resizable: false, minimizable: false };
  return { width: place.width, height: place.height, ...place.position, useContentSize: true, enableLargerThanScreen: true };
}

/** A kiosk is not closed by Alt+F4 or the window manager, only by quitting from outside; a demonstration's window ends it. */
function answerClose(window: BrowserWindow, place: WindowPlace): void {
  window.on('close', (event) => {
    if (isQuitting()) return;
    event.preventDefault();
    if (place.kind === 'window') app.quit();
  });
}
