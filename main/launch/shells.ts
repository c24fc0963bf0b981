/** The ways in which the kiosk can be shown on this machine: Electron, a system Chromium, or an address for a person to open. */
import { mkdirSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { findChromium, startChromiumShell } from './chromium.ts';
import { serveForDevelopment } from './dev-server.ts';
import { findElectron } from './electron.ts';
import { endProcess, exitCodeOf } from '../demo/end-process.ts';
import { keepRunning } from './keep-running.ts';
import { keepLoopbackCore } from './loopback-core.ts';
import { repository, stateDirectory } from './paths.mjs';
import { say } from './say.mjs';

export const shells = ['electron', 'chromium', 'none'] as const;
export type ShellName = (typeof shells)[number];

export interface ShellStart {
  /** The core's command line: configuration, profile, state. */
  readonly core: readonly string[];
  /** Switches of the browser engine, such as those of a simulated camera. */
  readonly switches: readonly string[];
  /** `WxH+X+Y`; null fills the panel. */
  readonly window: string | null;
}

export interface OpenedShell {
  /** Settles when the person has closed it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** The best shell this machine has: Electron, else Chromium; without a display, none. */
export function bestShell(): ShellName {
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'none';
  if (findElectron()) return 'electron';
  return findChromium() ? 'chromium' : 'none';
}

/** `dev`: an address whose page reloads as it is edited. Rejects where the shell asked for cannot be had. */
export function openShell(name: ShellName | 'dev', start: ShellStart): Promise<OpenedShell> {
  switch (name) {
    case 'electron': return Promise.resolve(openElectron(start));
    case 'chromium': return openChromium(start);
    case 'none': return openAddress(start);
    case 'dev': return openDevelopment(start);
    default: return name satisfies never;
  }
}

const stopWithinMs = 8_000;
/** Chromium's own sandbox does not run for root. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function openElectron({ core, switches, window }: ShellStart): OpenedShell {
  const runtime = findElectron();
  if (!runtime) throw new Error('There is no Electron runtime on this machine; "npx install-electron" fetches one.');
  const userData = join(stateDirectory, 'shell');
  mkdirSync(userData, { recursive: true });
  const place = window === null ? [] : [`--window=${window}`];
  const args = [...switches, ...asRoot, `--user-data-dir=${userData}`, repository, ...place, '--', ...core];
  const stopping = new AbortController();
  let running: ChildProcess | null = null;

  const ended = keepRunning({
    stopping: stopping.signal,
    async live(started) {
      running = spawn(runtime.executable, args, { stdio: 'inherit' });
      started();
      const code = await exitCodeOf(running);
      return code === 0 ? { kind: 'over' } : { kind: 'died', told: `the shell has ended (${code ?? 'by a signal'})` };
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

async function openChromium({ core, switches, window }: ShellStart): Promise<OpenedShell> {
  const executable = findChromium();
  if (!executable) throw new Error('There is no Chromium on this machine.');
  const served = await keepLoopbackCore(core);
  const shell = startChromiumShell({
    executable,
    url: served.url,
    place: window === null ? { kind: 'kiosk' } : { kind: 'window', size: window },
    switches,
  });
  return {
    ended: shell.ended,
    async stop() {
      await shell.stop();
      await served.stop();
    },
  };
}

const forever = new Promise<void>(() => undefined);

async function openAddress({ core, switches }: ShellStart): Promise<OpenedShell> {
  const served = await keepLoopbackCore(core);
  say(`no display, or no browser, was found. Open the kiosk here (the address works once): ${served.url()}`);
  if (switches.length > 0) say(`a Chromium shows the simulated camera when started with: ${switches.join(' ')}`);
  return { ended: forever, stop: served.stop };
}

async function openDevelopment({ core }: ShellStart): Promise<OpenedShell> {
  const served = await keepLoopbackCore(core);
  const development = await serveForDevelopment(served.url());
  say(`the page reloads as you edit it. Open it here (the address works once): ${development.url}`);
  return {
    ended: forever,
    async stop() {
      await development.close();
      await served.stop();
    },
  };
}
