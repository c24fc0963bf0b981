/**
 * `npm run device -- list | test <device> | watch <device> [--profile FILE]`: a profile's devices on real hardware, or on running
 * simulators, without a visit. A kiosk at work holds its devices: stop it first.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../devices/clock.ts';
import { Kiosk } from '../../../kiosk-config/schema/kiosk.ts';
import { openLanguages } from '../../../kiosk-config/schema/language.ts';
import { loadYaml } from '../../../kiosk-config/schema/load.ts';
import { Profile } from '../../../kiosk-config/schema/profile.ts';
import { loadTexts } from '../../../kiosk-config/schema/translation.ts';
import { createHttpHsm, createHttpPlatform } from '../platform/http/index.ts';
import { platformDecoder } from '../platform/photo-decoding.ts';
import { pinActs, type PinWriting } from './card-pin-writing.ts';
import { openCameraPage, type CameraPage } from './camera-page.ts';
import { describeStatus, deviceNames, openOne, reaches, type DeviceName, type OpenedDevice, type OpenOptions } from './device-tool.ts';
import { selfTest, type Verdict } from './self-test.ts';
import { readSecret } from './terminal-secret.ts';

/** The profile that the demo composed for its last run. */
const defaultProfile = '.tongban/profile.yaml';
const configuration = resolve(import.meta.dirname, '../../../kiosk-config');
const profilesDirectory = `${configuration}/profiles`;
const firstWordMs = 4_000;

const usage = `usage: npm run device -- list | test DEVICE | watch DEVICE [--profile FILE or NAME] [--browser-switch SWITCH]
       npm run device -- test card-reader --write-pin ${pinActs.join('|')}
  list    what the profile names, what was found, and what it can do
  test    a guided self-test of one device, with a verdict
  watch   status and wire of one device until Ctrl-C, personal data masked
DEVICE is one of: ${deviceNames.join(', ')}. Without --profile: ${defaultProfile}, which the demo composes.
The camera is in the kiosk's page: to test or watch it, a Chromium is opened, with each --browser-switch given.
--write-pin writes the PIN of the card after its test: for test cards, at a terminal, where PINs are typed and not shown.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const traceLine = (line: string): void => say(`${new Date().toISOString().slice(11, 23)}  ${line}`);

/** Throws a sentence where there is no such profile. */
function openProfile(given: string): Profile {
  const file = [given, `${profilesDirectory}/${given}.yaml`].find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`There is no profile ${given}.\n${usage}`);
  return loadYaml(Profile, file);
}

const readKiosk = (): Kiosk => loadTexts(Kiosk, `${configuration}/kiosk.yaml`, openLanguages(`${configuration}/languages`));

/** As the core reaches it: under this kiosk's terminal number. */
function throughPlatform({ platform: { url } }: Profile): Pick<OpenOptions, 'hsm' | 'platformPhotos'> {
  const { terminal } = readKiosk();
  const address = { url, terminal, clock: systemClock() };
  return { hsm: createHttpHsm(address), platformPhotos: platformDecoder(createHttpPlatform(address)) };
}

const addressOf = (profile: Profile, name: DeviceName): string =>
  Object.entries(profile.devices[name] ?? {}).map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', ');

async function list(profile: Profile): Promise<number> {
  say(`${profile.title['zh-CN']} / ${profile.title.en}`);
  for (const name of deviceNames) {
    const opened = await openOne(profile, name, { trace: null });
    if (!opened) {
      say(`${name}\n  not in this profile`);
      continue;
    }
    const { device, clock } = opened;
    await reaches(device, clock, firstWordMs, ({ generic }) => generic === 'online' || generic === 'hardwareError');
    say(`${name}\n  profile: ${addressOf(profile, name)}\n  found:   ${describeStatus(device.status())}\n  can:     ${[...device.capabilities].join(', ')}`);
    await opened.close();
  }
  return 0;
}

const exitCodeOf: Readonly<Record<Verdict, number>> = { passed: 0, failed: 1, notTested: 2 };

/** How long a person may take to type a PIN. */
const typedWithinMs = 60_000;

/** Throws a sentence where the act is unknown, or nobody is there to type. */
function pinWritingOf(word: string): PinWriting {
  const act = pinActs.find((known) => known === word);
  if (!act) throw new Error(usage);
  if (!process.stdin.isTTY) throw new Error('A PIN is typed at a terminal, and this is none.');
  const terminal = { input: process.stdin, output: process.stdout, clock: systemClock() };
  return { act, ask: (prompt, signal) => readSecret(terminal, prompt, { withinMs: typedWithinMs, signal }) };
}

async function test(opened: OpenedDevice, signal: AbortSignal, writing: PinWriting | null): Promise<number> {
  const verdict = await selfTest(opened, {
    guide: (sentence) => say(`>> ${sentence}`),
    tell: ({ what, verdict: step, detail }) => say(`== ${step === 'passed' ? 'ok' : step}: ${what} (${detail})`),
  }, signal, writing);
  say(`\nVerdict on ${opened.device.name}: ${verdict}`);
  return exitCodeOf[verdict];
}

async function watch({ device }: OpenedDevice, signal: AbortSignal): Promise<number> {
  const stop = device.watch((report) => traceLine(`= ${describeStatus(report)}`));
  // A window that could not be opened may have ended it already.
  if (!signal.aborted) await once(signal, 'abort');
  stop();
  return 0;
}

/** A window that is closed, or cannot be opened, ends what waits for it. */
const openPage = ({ panel }: Profile, switches: readonly string[], leaving: AbortController): Promise<CameraPage> =>
  openCameraPage({ panel, switches, onWindowGone: () => leaving.abort() });

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { profile: { type: 'string', default: defaultProfile }, 'browser-switch': { type: 'string', multiple: true, default: [] }, 'write-pin': { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  const [verb, word] = positionals;
  if (values.help) {
    say(usage);
    return 0;
  }
  if (verb === 'list') return list(openProfile(values.profile));
  const name = deviceNames.find((known) => known === word);
  if (!name || (verb !== 'test' && verb !== 'watch')) throw new Error(usage);

  const writing = values['write-pin'] === undefined ? null : pinWritingOf(values['write-pin']);
  if (writing && (verb !== 'test' || name !== 'card-reader')) throw new Error(usage);

  const leaving = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leaving.abort());
  const profile = openProfile(values.profile);
  const page = name === 'camera' && profile.devices.camera ? await openPage(profile, values['browser-switch'], leaving) : null;
  const opened = await openOne(profile, name, { trace: traceLine, ...throughPlatform(profile), ...(page && { cameraLink: page.link, light: readKiosk().face }) });
  if (!opened) throw new Error(`This profile has no ${name}.`);
  const code = await (verb === 'test' ? test(opened, leaving.signal, writing) : watch(opened, leaving.signal));
  await opened.close();
  await page?.close();
  return code;
}

process.exitCode = await main(process.argv.slice(2)).catch((problem: unknown) => {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  return 1;
});
