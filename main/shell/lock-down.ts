/** Everything a browser can do that a kiosk must not: refused here, by default and in one place. */
import { app, Menu, type Session, type WebContents } from 'electron';
import { isOwnResource, isPageUrl } from './kiosk-scheme.ts';
import { isKeyAllowed } from './keys.ts';
import type { ShellLog } from './log.ts';

/** Must run before the app is ready. */
export function lockApplication(log: ShellLog): void {
  // Chromium cannot sandbox for root and says so by this switch; forcing it then would kill every helper process.
  if (app.commandLine.hasSwitch('no-sandbox')) log.warn('running without the process sandbox');
  else app.enableSandbox();
  Menu.setApplicationMenu(null);
  const switches = app.commandLine;
  switches.appendSwitch('disable-pinch');
  switches.appendSwitch('overscroll-history-navigation', '0');
  switches.appendSwitch('disable-background-networking');
  switches.appendSwitch('disable-component-update');
  // The page needs no network at all: no name and no address resolves for this browser engine.
  switches.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');

  app.on('web-contents-created', (_event, contents) => lockContents(contents, log));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
  app.on('login', (event) => event.preventDefault());
}

/** Inspecting the page or the shell from outside is for a checkout, never for an installed kiosk. */
export function isInspected(): boolean {
  return ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'].some((name) => app.commandLine.hasSwitch(name));
}

/** Denies permissions, downloads, devices and every request that leaves the window. */
export function lockSession(session: Session, log: ShellLog): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? details.mediaTypes ?? [] : [];
    const granted = permission === 'media' && isPageUrl(contents.getURL()) && kinds.length > 0 && kinds.every((kind) => kind === 'video');
    if (!granted) log.warn('permission refused', { permission, kinds: kinds.join(' ') });
    answer(granted);
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) =>
    permission === 'media' && details.mediaType === 'video' && contents !== null && isPageUrl(contents.getURL()));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    event.preventDefault();
    log.warn('download refused', { mimeType: item.getMimeType() });
  });
  session.webRequest.onBeforeRequest((request, answer) => {
    const cancel = !isOwnResource(request.url) && !isDevTools(request.url);
    if (cancel) log.warn('request refused', { origin: originOf(request.url) });
    answer({ cancel });
  });
}

function lockContents(contents: WebContents, log: ShellLog): void {
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('window refused', { origin: originOf(url) });
    return { action: 'deny' };
  });
  const stay = (event: { preventDefault(): void }, url: string): void => {
    // The page may load itself afresh; that is how a visit ends.
    if (isPageUrl(url)) return;
    event.preventDefault();
    log.warn('navigation refused', { origin: originOf(url) });
  };
  contents.on('will-navigate', (event, url) => stay(event, url));
  contents.on('will-redirect', (event, url) => stay(event, url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('context-menu', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    answer('');
  });
  contents.on('before-input-event', (event, input) => {
    if (!isKeyAllowed(input)) event.preventDefault();
  });
  contents.on('dom-ready', () => {
    contents.setZoomFactor(1);
    void contents.setVisualZoomLevelLimits(1, 1);
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

const isDevTools = (url: string): boolean => url.startsWith('devtools:') && !app.isPackaged;

/** Enough to find the cause; a path or query could hold anything. */
function originOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return 'malformed';
  }
}
