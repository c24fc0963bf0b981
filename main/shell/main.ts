/** The shell: one locked-down window that shows the page, and the supervision of everything behind it. */
import { app, powerSaveBlocker, session } from 'electron';
import { superviseCore } from './core-supervisor.ts';
import { registerKioskScheme, serveKioskScheme } from './kiosk-scheme.ts';
import { keepKioskView } from './kiosk-view.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { coreCommand, ownSocketPath, pageFolder, preloadFile, safeScreenFile, useChosenUserFolder } from './locations.ts';
import { isInspected, lockApplication, lockSession } from './lock-down.ts';
import { createShellLog } from './log.ts';
import { readShellOptions, type ShellOptions } from './shell-options.ts';

const log = createShellLog();

/** A session without a disk: nothing that the browser engine remembers outlives the process. */
const sessionName = 'kiosk';

function openKiosk(options: ShellOptions): void {
  const kioskSession = session.fromPartition(sessionName, { cache: false });
  serveKioskScheme(kioskSession, { page: pageFolder, safeScreen: safeScreenFile });
  lockSession(kioskSession, log);

  const view = keepKioskView({
    openWindow: () => openKioskWindow({ place: options.place, preload: preloadFile, session: kioskSession }),
    sendToCore: (frame) => core.send(frame),
    log,
  });
  const socketPath = options.coreSocket ?? ownSocketPath();
  const core = superviseCore({
    socketPath,
    command: options.coreSocket === null ? coreCommand(socketPath, options.coreArguments) : null,
    listener: {
      connected: () => view.show('page'),
      lost: (state) => view.show(state),
      frame: (frame) => view.fromCore(frame),
    },
    log,
  });
  if (options.place.kind === 'kiosk') powerSaveBlocker.start('prevent-display-sleep');
  endCoreBeforeQuitting(() => core.stop());
}

function endCoreBeforeQuitting(stopCore: () => Promise<void>): void {
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void stopCore().finally(() => {
      stopped = true;
      // Asked again while this event is still being told, Electron would not listen.
      setImmediate(() => app.quit());
    });
  });
}

/** Whoever started the shell starts it again; Electron's own answer would be a dialogue box in the hall. */
function endOnInnerError(error: unknown): void {
  log.warn('the shell ends on an error', { error: error instanceof Error ? error.stack : String(error) });
  app.exit(1);
}

process.on('uncaughtException', endOnInnerError);
process.on('unhandledRejection', endOnInnerError);

useChosenUserFolder();
registerKioskScheme();
lockApplication(log);
if (app.isPackaged && isInspected()) endOnInnerError(new Error('an installed kiosk is not to be inspected'));
else if (!app.requestSingleInstanceLock()) app.exit(0);
else void app.whenReady().then(() => openKiosk(readShellOptions(process.argv)));
