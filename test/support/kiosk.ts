/**
 * The whole kiosk for a test: demo wires, core, and a shell with the page; driven as people drive it, through the screen
 * and through the dock. Nothing here reaches into the core.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import type { DockState } from '../../devices/simulators/dock/index.ts';
import { findElectron } from '../../main/launch/electron.ts';
import { keepLoopbackCore } from '../../main/launch/loopback-core.ts';
import { inRepository, repository } from '../../main/launch/paths.mjs';
import { launchChromium } from './browser.ts';
import { startDemo, tellDock } from './demo.ts';

export type ShellKind = 'chromium' | 'electron';
export type PanelKind = 'portrait' | 'landscape';

export interface KioskUnderTest {
  readonly page: Page;
  /** Everything the kiosk itself writes: its log and its journal. */
  readonly keptFolder: string;
  /** Gives the dock one command, such as `insert zhang-san`; rejects with the dock's own sentence where it refuses. */
  dock(command: string): Promise<void>;
  dockState(): Promise<DockState>;
  /** Kills the core with SIGKILL; whoever supervises it starts it again. */
  killCore(): void;
  stop(): Promise<void>;
}

export interface KioskOptions {
  readonly shell: ShellKind;
  readonly panel: PanelKind;
  /** Which of `kiosk-config/profiles`; null: the usual one for the panel. */
  readonly profile: string | null;
}

/** The page of a kiosk that was just switched on, on a slow machine. */
const shownWithinMs = 60_000;
const panels = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 } } as const;

interface Shell {
  readonly page: Page;
  close(): Promise<void>;
}

export async function startKiosk({ shell, panel, profile }: KioskOptions): Promise<KioskUnderTest> {
  const state = mkdtempSync(join(tmpdir(), 'tongban-kiosk-'));
  const keptFolder = join(state, 'kiosk');
  const demo = await startDemo(state, profile ?? `demo-${panel}`);
  const core = ['--config', inRepository('kiosk-config'), '--profile', String(demo.ready['profile']), '--state', keptFolder];
  const switches = demo.ready['browserSwitches'] as string[];
  const opened = await (shell === 'electron' ? openElectron : openChromium)(core, switches, panel, state).catch(async (error: unknown) => {
    await demo.stop();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await opened.close();
    await demo.stop();
    rmSync(state, { recursive: true, force: true });
  };
  await opened.page.locator('[data-screen="attract"]').waitFor({ timeout: shownWithinMs }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    page: opened.page,
    keptFolder,
    dock: async (command) => void (await tellDock(state, command)),
    async dockState() {
      const told = await tellDock(state, 'state');
      if (!told) throw new Error('the dock told no state');
      return told;
    },
    killCore: () => killCoreOf(state),
    stop,
  };
}

async function openChromium(coreArguments: string[], switches: string[], panel: PanelKind): Promise<Shell> {
  const core = await keepLoopbackCore(coreArguments);
  const browser = await launchChromium(switches).catch(async (error: unknown) => {
    await core.stop();
    throw error;
  });
  const page = await browser.newPage({ viewport: panels[panel] });
  await page.goto(core.url());
  return {
    page,
    async close() {
      await browser.close();
      await core.stop();
    },
  };
}

async function openElectron(coreArguments: string[], switches: string[], panel: PanelKind, state: string): Promise<Shell> {
  const runtime = findElectron();
  if (!runtime) throw new Error('no Electron runtime on this machine');
  const { width, height } = panels[panel];
  const application = await _electron.launch({
    executablePath: runtime.executable,
    args: [...switches, '--no-sandbox', `--user-data-dir=${join(state, 'shell')}`, repository, `--window=${width}x${height}`, '--', ...coreArguments],
  });
  return { page: await application.firstWindow(), close: () => application.close() };
}

/** The core says its state folder on its command line, which tells it from any other kiosk's on this machine. */
function killCoreOf(state: string): void {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const cores = processes.filter((line) => line.includes('main/core/core.ts') && line.includes(state));
  for (const line of cores) process.kill(Number.parseInt(line, 10), 'SIGKILL');
  if (cores.length === 0) throw new Error('no core is running');
}
