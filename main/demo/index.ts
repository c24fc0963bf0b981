/** The demo in one call: brings up the far ends of all wires, composes the kiosk's machine profile, opens the dock. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from '../../devices/clock.ts';
import { readDockAddress, runCommand, serveDock, type Answer, type DockState } from '../../devices/simulators/dock/index.ts';
import { FaceThresholds } from '../../kiosk-config/schema/face-thresholds.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Profile } from '../../kiosk-config/schema/profile.ts';
import { openCameraWire } from './camera-wire.ts';
import { openCardWire } from './card-wire.ts';
import { openClockWire } from './clock-wire.ts';
import { openCodeScannerWire } from './code-scanner-wire.ts';
import { openDocumentReaderWire } from './document-reader-wire.ts';
import { openHallFaces } from './hall-faces.ts';
import { openIdScannerWire } from './id-scanner-wire.ts';
import type { DemoOptions } from './options.ts';
import { openPlatformWire } from './platform-wire.ts';
import { openPsamWire } from './psam-wire.ts';
import { openPrinterWire } from './printer-wire.ts';
import { composeProfile, writeProfile } from './profile.ts';
import { createStage, type Wires } from './stage.ts';
import { openVoiceWire } from './voice-wire.ts';

export { readDemoOptions, type DemoOptions } from './options.ts';

const repository = resolve(import.meta.dirname, '../..');
/** Fetched at set-up. */
const describer = join(repository, '.tongban/models/fr_feature.onnx');
const dockPage = join(repository, 'dist/dock');
/** What feeds look like follows from the packages installed, so what was once made of them is kept beside them. */
const feedCache = join(repository, 'node_modules/.cache/tongban-feeds');

export interface Demo {
  /** The composed profile for the core. */
  readonly profilePath: string;
  readonly dockUrl: string;
  readonly dockToken: string;
  /** The Motion JPEG file that the browser is to play as its camera. */
  readonly cameraFile: string;
  state(): DockState;
  /** How Chromium and Electron are to be started for the camera now chosen. */
  browserSwitches(): readonly string[];
  /** One command in the dock's words. */
  run(line: string): Promise<Answer>;
  /** Calls back after every change. Returns the unsubscribe closure. */
  onChange(listener: () => void): () => void;
  /** Lets go of every wire, and stops the programs that the demo started. */
  close(): Promise<void>;
}

/** Rejects with a sentence where a demo already runs in that state directory, or a wire cannot be brought up. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const state = resolve(options.state);
  await mkdir(join(state, 'wires'), { recursive: true, mode: 0o700 });
  await refuseSecondDemo(state);

  const opened: { close(): void | Promise<void> }[] = [];
  const keep = <Part extends { close(): void | Promise<void> }>(part: Part): Part => {
    opened.unshift(part);
    return part;
  };
  /** In the reverse order of opening; what fails to close does not keep the rest open. */
  const close = async (): Promise<void> => {
    for (const part of opened.splice(0)) await Promise.resolve(part.close()).catch(() => undefined);
  };

  try {
    const template = templateFor(options);
    const wires = await openWires(options, template, keep);
    const { cardAuthentication } = template;
    const psam = cardAuthentication.provider === 'psam'
      ? keep(await openPsamWire({ holds: cardAuthentication, beside: wires.card, slot: options.slot, clock: systemClock() }))
      : null;
    const profilePath = join(state, 'profile.yaml');
    await writeProfile(profilePath, composeProfile(template, {
      cardReader: wires.card.profile,
      psam: psam?.profile ?? null,
      idScanner: wires.idScanner.address,
      documentReader: wires.documentReader?.address ?? null,
      codeScanner: wires.codeScanner?.address ?? null,
      receiptPrinter: wires.printer.address,
      platform: wires.platform.url,
      voice: wires.voice.profile,
      clockSocket: wires.clock.path,
    }));
    const stage = keep(createStage(wires));
    const dock = keep(await serveDock({ stage, port: options.dockPort, pageDirectory: dockPage, stateDirectory: state }));
    return {
      profilePath,
      dockUrl: dock.url,
      dockToken: dock.token,
      cameraFile: wires.camera.file,
      state: stage.state,
      browserSwitches: wires.camera.browserSwitches,
      run: (line) => runCommand(stage, line),
      onChange: stage.watch,
      close,
    };
  } catch (problem) {
    await close();
    throw problem;
  }
}

type Keep = <Part extends { close(): void | Promise<void> }>(part: Part) => Part;

async function openWires({ slot, cardWire, resetHall, voicePaceMs, state: folder }: DemoOptions, { devices }: Profile, keep: Keep): Promise<Wires> {
  const state = resolve(folder);
  const link = (device: string): string => join(state, 'wires', device);
  const machineClock = systemClock();
  const clock = keep(await openClockWire(link('clock')));
  const camera = keep(await openCameraWire({ directory: join(state, 'camera'), cache: feedCache }));
  const platform = keep(await openPlatformWire({
    database: join(state, 'demo-hall.sqlite'),
    reset: resetHall ? 'afresh' : 'keep',
    clock: clock.clock,
    faces: keep(openHallFaces({ describer, thresholds: loadYaml(FaceThresholds, join(repository, 'kiosk-config/face-thresholds.yaml')) })),
    portraitOf: (person) => camera.portraitOf(person.id),
  }));
  return {
    clock,
    camera,
    platform,
    card: keep(await openCardWire({ slot, choice: cardWire, clock: machineClock })),
    idScanner: keep(await openIdScannerWire(link('id-scanner'), machineClock)),
    documentReader: devices['document-reader'] ? keep(await openDocumentReaderWire(link('document-reader'))) : null,
    codeScanner: devices['code-scanner'] ? keep(await openCodeScannerWire({ link: link('code-scanner'), issueCode: platform.issueCode })) : null,
    printer: keep(await openPrinterWire(machineClock)),
    voice: keep(await openVoiceWire({ directory: join(state, 'wires'), paceMs: voicePaceMs })),
  };
}

const templateFor = ({ template }: DemoOptions): Profile => loadYaml(Profile, resolve(repository, template));

/** Two demos in one directory would take each other's wires. */
async function refuseSecondDemo(state: string): Promise<void> {
  const address = await readDockAddress(state);
  if (!address || address.pid === process.pid || !isAlive(address.pid)) return;
  throw new Error(`A demo is already running in ${state} (process ${address.pid}); its dock is http://127.0.0.1:${address.port}/`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
