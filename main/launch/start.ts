/** `npm start`: opens the kiosk of a machine profile, with its demonstration around it where the profile is one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Profile } from '../../kiosk-config/schema/profile.ts';
import { findChromium, openAppWindow } from './chromium.ts';
import { inRepository, stateDirectory } from './paths.mjs';
import { startProgram, type Program } from './programs.ts';
import { say } from './say.mjs';
import { bestShell, openShell, shells, type OpenedShell, type ShellName } from './shells.ts';

const usage = `usage: npm start -- [--profile NAME|FILE] [--reset-demo] [--shell ${shells.join('|')}] [--window WIDTHxHEIGHT] [--dev]`;

interface StartOptions {
  readonly profile: string;
  readonly resetDemo: boolean;
  readonly shell: ShellName | null;
  readonly window: string | null;
  readonly dev: boolean;
}

function readStartOptions(argv: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    options: {
      profile: { type: 'string', default: 'demo-portrait' },
      'reset-demo': { type: 'boolean', default: false },
      shell: { type: 'string' },
      window: { type: 'string' },
      dev: { type: 'boolean', default: false },
    },
  });
  const shell = shells.find((name) => name === values.shell) ?? null;
  if (values.shell && !shell) throw new Error(`--shell ${values.shell} is none of ${shells.join(', ')}\n${usage}`);
  if (values.window && !/^\d{3,4}x\d{3,4}$/.test(values.window)) throw new Error(`--window ${values.window} is not WIDTHxHEIGHT\n${usage}`);
  return { profile: profileFile(values.profile), resetDemo: values['reset-demo'], shell, window: values.window ?? null, dev: values.dev };
}

function profileFile(named: string): string {
  const known = inRepository('kiosk-config', 'profiles', `${named}.yaml`);
  const file = [known, named].find((candidate) => existsSync(candidate));
  if (!file) throw new Error(`There is no profile ${named} in kiosk-config/profiles, and no such file.\n${usage}`);
  return file;
}

const dockWindowSize = '1180x900';
const betweenWindows = 10;

/** A demonstration fits on a desk, in the upper left corner with its dock beside it; a kiosk (null) fills its panel. */
function windowFor({ demonstration, panel }: Profile, asked: string | null): string | null {
  if (asked || !demonstration) return asked && `${asked}+0+0`;
  const longSide = 960;
  const scale = longSide / Math.max(panel.widthPx, panel.heightPx);
  return `${Math.round(panel.widthPx * scale)}x${Math.round(panel.heightPx * scale)}+0+0`;
}

function startDemo(options: StartOptions): Promise<Program> {
  const reset = options.resetDemo ? ['--reset-demo'] : [];
  return startProgram('main/demo/demo.ts', ['--state', stateDirectory, '--template', options.profile, ...reset]);
}

const switchesOf = (said: Readonly<Record<string, unknown>> | undefined): string[] => {
  const switches = said?.['browserSwitches'];
  return Array.isArray(switches) ? switches.map(String) : [];
};

function openDock(url: string, besideWindow: string | null): { stop(): Promise<void> } | null {
  say(`the dock: ${url}`);
  const executable = findChromium();
  if (!executable || bestShell() === 'none') return null;
  const left = Number.parseInt(besideWindow ?? '0', 10) + betweenWindows;
  return openAppWindow(url, { executable, size: `${dockWindowSize}+${left}+0` });
}

type Open = (switches: readonly string[]) => Promise<OpenedShell>;

/** Shows the kiosk until its window is closed or a signal comes; opens it anew whenever the demo wants another camera. Rejects where it cannot be shown. */
async function showKiosk(open: Open, demo: Program | null): Promise<void> {
  let shell = await open(switchesOf(demo?.ready));
  let reopening = false;
  /** One after the other, however quickly another camera is chosen. */
  let reopened: Promise<void> = Promise.resolve();

  const shown = new Promise<void>((resolve, reject) => {
    const watch = (opened: OpenedShell): void => void opened.ended.then(() => {
      if (!reopening) resolve();
    }, reject);
    const reopen = async (switches: readonly string[]): Promise<void> => {
      reopening = true;
      await shell.stop();
      shell = await open(switches);
      reopening = false;
      watch(shell);
    };
    watch(shell);
    // Another camera was chosen on the dock: a browser takes its camera at its start.
    demo?.onSaid((said) => {
      reopened = reopened.then(() => reopen(switchesOf(said)));
      reopened.catch(reject);
    });
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  try {
    await shown;
  } finally {
    await reopened.catch(() => undefined);
    await shell.stop();
  }
}

async function start(options: StartOptions): Promise<void> {
  const profile = loadYaml(Profile, options.profile);
  const demo = profile.demonstration ? await startDemo(options) : null;
  const window = windowFor(profile, options.window);
  const dock = demo ? openDock(String(demo.ready['dock']), window) : null;
  const core = [
    '--config', inRepository('kiosk-config'),
    '--profile', demo ? String(demo.ready['profile']) : options.profile,
    '--state', join(stateDirectory, 'kiosk'),
  ];
  try {
    await showKiosk((switches) => openShell(options.dev ? 'dev' : options.shell ?? bestShell(), { core, switches, window }), demo);
  } finally {
    await dock?.stop();
    await demo?.stop();
  }
}

start(readStartOptions(process.argv.slice(2))).then(
  () => process.exit(0),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
