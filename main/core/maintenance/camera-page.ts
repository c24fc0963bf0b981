/**
 * A page for the camera alone: the kiosk's own page, served as the core serves it, in a Chromium of its own. The core holds no
 * browser, so the window is a program beside it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { CameraLink } from '../../../devices/camera/index.ts';
import { systemClock } from '../../../devices/clock.ts';
import { offered, openLanguages } from '../../../kiosk-config/schema/language.ts';
import type { Profile } from '../../../kiosk-config/schema/profile.ts';
import { createPageHub, serveLoopback } from '../bridge/index.ts';

const repository = resolve(import.meta.dirname, '../../..');
const windowProgram = join(repository, 'main/launch/page-window.ts');
const endsWithinMs = 5_000;

export interface CameraPage {
  readonly link: CameraLink;
  close(): Promise<void>;
}

export interface CameraPageOptions {
  readonly panel: Profile['panel'];
  /** More switches for the browser, such as those of a simulated camera. */
  readonly switches: readonly string[];
  /** Told where the window could not be opened, or has gone. */
  readonly onWindowGone: () => void;
}

/** Rejects where the page was not built, or cannot be served. */
export async function openCameraPage({ panel, switches, onWindowGone }: CameraPageOptions): Promise<CameraPage> {
  const log = pino({ level: 'silent' });
  const languages = openLanguages(join(repository, 'kiosk-config/languages'));
  const hub = createPageHub({ welcome: { panel, languages: languages.map(offered) }, clock: systemClock(), log });
  const stateDirectory = await mkdtemp(join(tmpdir(), 'tongban-camera-'));
  const server = await serveLoopback({ hub, pageDirectory: join(repository, 'dist/page'), stateDirectory, log });
  const browser = spawn(process.execPath, [windowProgram, '--url', server.url, ...switches.map((each) => `--switch=${each}`)], {
    // The IPC channel is there to be lost: the window closes itself when this program has died.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(browser, 'exit').catch(() => undefined);
  let closing = false;
  browser.once('exit', () => {
    if (!closing) onWindowGone();
  });
  return {
    link: hub.camera,
    async close() {
      closing = true;
      browser.kill('SIGTERM');
      await Promise.race([gone, sleep(endsWithinMs, undefined, { ref: false })]);
      await server.close();
      await rm(stateDirectory, { recursive: true, force: true });
    },
  };
}
