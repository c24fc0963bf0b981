/** A system Chromium as the shell of last resort: finds it, opens the page in it full-screen or in a window, and opens it again when it dies. */
import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { endProcess, exitCodeOf } from '../demo/end-process.ts';
import { keepRunning } from './keep-running.ts';
import { say } from './say.mjs';

const programNames = ['chromium', 'google-chrome', 'chromium-browser'];

/** Path of an executable Chromium: the one named by `CHROMIUM`, else the first found on the path; null where there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM'];
  if (named) return isExecutable(named) ? named : null;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = programNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** All of the screen, or a window of so many pixels (`WxH` or `WxH+X+Y`). */
export type ChromiumPlace = { readonly kind: 'kiosk' } | { readonly kind: 'window'; readonly size: string };

export interface ChromiumShellOptions {
  readonly executable: string;
  /** The page's one-time address; asked again for each start, because each address works once. */
  readonly url: () => string;
  readonly place: ChromiumPlace;
  /** More switches, such as those of a fake camera. */
  readonly switches?: readonly string[];
}

export interface ChromiumWindow {
  /** Settles when it is over: stopped, or (a window, not a kiosk) closed by the person before it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const stopWithinMs = 3_000;

/** Opens the page and keeps it open within the restart budget of the shell. Every start has a fresh profile, deleted after it. */
export function startChromiumShell({ executable, url, place, switches = [] }: ChromiumShellOptions): ChromiumWindow {
  const stopping = new AbortController();
  let running: ChildProcess | null = null;

  const runOnce = async (started: () => void): Promise<number | null> => {
    const address = url();
    const profile = await freshProfile(new URL(address).origin);
    try {
      if (stopping.signal.aborted) return null;
      running = spawn(executable, [...shellSwitches(profile, place), ...switches, `--app=${address}`], { stdio: 'ignore' });
      started();
      return await exitCodeOf(running);
    } finally {
      running = null;
      await removeProfile(profile);
    }
  };
  const ended = keepRunning({
    stopping: stopping.signal,
    async live(started) {
      const code = await runOnce(started);
      const closedByPerson = code === 0 && place.kind === 'window';
      return closedByPerson ? { kind: 'over' } : { kind: 'died', told: `Chromium has ended (${code ?? 'by a signal'})` };
    },
    tell: (told, state) => say(`${told}; it is opened again (${state})`),
  });

  return {
    ended,
    async stop() {
      stopping.abort();
      if (running) await endProcess(running, stopWithinMs);
      await ended;
    },
  };
}

export interface AppWindowOptions {
  readonly executable: string;
  /** `WxH` or `WxH+X+Y`. */
  readonly size: string;
  /** May use the camera without asking; absent: no page may. */
  readonly cameraOrigin?: string;
  readonly switches?: readonly string[];
}

/** Opens any page of ours (the dock, a test of the camera) once, in a window without browser controls. */
export function openAppWindow(url: string, { executable, size, cameraOrigin, switches = [] }: AppWindowOptions): ChromiumWindow {
  let running: ChildProcess | null = null;
  let stopped = false;
  const run = async (): Promise<void> => {
    const profile = await freshProfile(cameraOrigin ?? null);
    if (!stopped) {
      running = spawn(executable, [...shellSwitches(profile, { kind: 'window', size }), ...switches, `--app=${url}`], { stdio: 'ignore' });
      await exitCodeOf(running);
    }
    await removeProfile(profile);
  };
  const ended = run();
  return {
    ended,
    async stop() {
      stopped = true;
      if (running) await endProcess(running, stopWithinMs);
      await ended;
    },
  };
}

function shellSwitches(profile: string, place: ChromiumPlace): string[] {
  return [
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--disable-session-crashed-bubble',
    '--noerrdialogs',
    '--password-store=basic',
    '--disable-features=Translate,MediaRouter',
    // Chromium refuses to run for root with its sandbox; a kiosk runs for a user of its own.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    ...placeSwitches(place),
  ];
}

function placeSwitches(place: ChromiumPlace): string[] {
  if (place.kind === 'kiosk') return ['--kiosk'];
  const [, width, height, x, y] = /^(\d+)x(\d+)(?:\+(\d+)\+(\d+))?$/.exec(place.size) ?? [];
  if (!width || !height) throw new Error(`${place.size} is not WIDTHxHEIGHT or WIDTHxHEIGHT+X+Y`);
  return [`--window-size=${width},${height}`, ...(x && y ? [`--window-position=${x},${y}`] : [])];
}

/** A profile that offers no translation and lets that one origin use the camera without asking the person for a browser's permission. */
async function freshProfile(cameraOrigin: string | null): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'tongban-chromium-'));
  const preferences = {
    translate: { enabled: false },
    browser: { has_seen_welcome_page: true },
    profile: {
      content_settings: {
        exceptions: { media_stream_camera: cameraOrigin ? { [`${cameraOrigin},*`]: { setting: 1 } } : {} },
      },
    },
  };
  await mkdir(join(profile, 'Default'));
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

/** Helper processes write for a moment after the browser has ended. What cannot be removed is in the system's temporary folder. */
const removeProfile = (profile: string): Promise<void> =>
  rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
