/** `npm start`: opens the kiosk of a machine profile, with its demonstration around it where the profile is one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Profile } from '../../kiosk-config/schema/profile.ts';
import { findChromium, openAppWindow, startChromiumShell } from './chromium.ts';
import { findElectron } from './electron.ts';
import { startElectronShell } from './electron-shell.ts';
import { keepLoopbackCore } from './loopback-core.ts';
import { inRepository, stateDirectory } from './paths.mjs';
import { startProgram, type Program } from './programs.ts';
import { say } from './say.mjs';

const shells = ['electron', 'chromium', 'none'] as const;
type ShellName = (typeof shells)[number];

const usage = `usage: npm start -- [--profile NAME|FILE] [--reset-demo] [--shell ${shells.join('|')}] [--window WxH] [--dev]`;

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

/** The best shell this machine has: Electron, else Chromium, else none and a person opens the address. */
function bestShell(): ShellName {
  const display = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (!display) return 'none';
  if (findElectron()) return 'electron';
  return findChromium() ? 'chromium' : 'none';
}

/** A demonstration fits on a desk beside its dock; a kiosk fills its panel. */
function windowFor(profile: Profile, asked: string | null): string | null {
  if (asked) return asked;
  if (!profile.demonstration) return null;
  const longSide = 960;
  const { widthPx, heightPx } = profile.panel;
  const scale = longSide / Math.max(widthPx, heightPx);
  return `${Math.round(widthPx * scale)}x${Math.round(heightPx * scale)}`;
}
