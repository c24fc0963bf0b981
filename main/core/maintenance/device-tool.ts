/** Opens devices of a profile as the core does, but with ears on their wires: what an integrator needs before there are visits. */
import type { CameraLink, LightLimits } from '../../../devices/camera/index.ts';
import { atBaud } from '../../../devices/byte-stream.ts';
import { createApduTrace, noHsm, type HsmPort } from '../../../devices/card-reader/index.ts';
import { systemClock, type Clock } from '../../../devices/clock.ts';
import type { StatusReport } from '../../../devices/device.ts';
import { createSamVTrace, type PhotoDecoder } from '../../../devices/id-scanner/index.ts';
import { masked } from '../../../devices/masked.ts';
import { createEscPosTrace } from '../../../devices/receipt-printer/index.ts';
import { tapStream, type TappedStream } from '../../../devices/tapped-stream.ts';
import type { Profile } from '../../../kiosk-config/schema/profile.ts';
import { tracedCamera } from './camera-trace.ts';
import { closeDevices, openDevices, type Devices } from '../devices.ts';

export const deviceNames = ['card-reader', 'id-scanner', 'document-reader', 'code-scanner', 'receipt-printer', 'camera'] as const;
export type DeviceName = (typeof deviceNames)[number];

/** What all devices have in common. */
export interface AnyDevice {
  readonly name: string;
  readonly capabilities: ReadonlySet<string>;
  status(): StatusReport<object>;
  watch(listener: (report: StatusReport<object>) => void): () => void;
}

export interface OpenedDevice {
  readonly device: AnyDevice;
  /** The same device, typed by its family; every other family is null. */
  readonly devices: Devices;
  readonly clock: Clock;
  close(): Promise<void>;
}

/** Told a line for each message on the wire; personal data is masked already. */
export type TraceLine = (line: string) => void;

/** The page holds the camera, and here is no page. */
const noPage: CameraLink = {
  send: (): void => undefined,
  onReply: () => () => undefined,
  onPresence(call: (present: boolean) => void) {
    call(false);
    return () => undefined;
  },
};

const noPhotos: PhotoDecoder = { decode: () => Promise.resolve({ ok: false, problem: 'decoderMissing' }) };

export interface OpenOptions {
  /** Null: nobody listens, and the driver has the wire to itself. A wire with ears lets its driver in before the device is known to be there. */
  readonly trace: TraceLine | null;
  readonly clock?: Clock;
  /** The way to the platform's HSM; absent: a profile that names it gets no answer. */
  readonly hsm?: HsmPort;
  /** A page that holds the camera; absent: the camera is told as offline. */
  readonly cameraLink?: CameraLink;
  /** What dark and bright are in this hall; absent: how light it is stays unknown. */
  readonly light?: LightLimits;
  /** Chip photographs decoded by the platform; absent: a profile that names it gets none. */
  readonly platformPhotos?: PhotoDecoder;
}

/** Opens that device alone; null where the profile has none. */
export async function openOne(profile: Profile, name: DeviceName, { trace: wanted, clock = systemClock(), hsm = noHsm, cameraLink = noPage, light, platformPhotos = noPhotos }: OpenOptions): Promise<OpenedDevice | null> {
  const taps: TappedStream[] = [];
  const trace: TraceLine = wanted ?? ((): void => undefined);
  const through: Through = async (address, words) => {
    if (wanted === null) return address;
    const tap = await tapStream({
      address, clock,
      hear(direction, bytes) {
        for (const line of words[direction](bytes)) trace(`${arrow[direction]} ${line}`);
      },
    });
    taps.push(tap);
    return tap.address;
  };
  const alone = await onlyThat(profile, name, through);
  const otherSpeed = name === 'id-scanner' ? await atOtherSpeed(profile, through) : null;
  const apdus = createApduTrace();
  const devices = openDevices(alone, {
    clock,
    cameraLink: tracedCamera(cameraLink, trace),
    ...(light && { light }),
    hsm,
    platformPhotos,
    ...(otherSpeed !== null && { lineAtBaud: () => otherSpeed }),
    log: (event, details) => trace(`· ${event} ${JSON.stringify(details)}`),
    onApdu: (direction, apdu, slot) => trace(`${arrow[direction]} ${slot === 'psam' ? 'PSAM ' : ''}${apdus[direction](apdu)}`),
  });
  const close = async (): Promise<void> => {
    await closeDevices(devices);
    await Promise.all(taps.map((tap) => tap.close()));
  };
  const device = deviceIn(devices, name);
  if (device) return { device, devices, clock, close };
  await close();
  return null;
}

const arrow = { toDevice: '→', fromDevice: '←' } as const;

interface StreamTrace {
  toDevice(bytes: Uint8Array): string[];
  fromDevice(bytes: Uint8Array): string[];
}
/** Puts ears on a wire; gives the address behind them. */
type Through = (address: string, words: StreamTrace) => Promise<string>;

/** The ID scanner's line at the speed that the profile has it go over to; null where it stays at its own. */
async function atOtherSpeed({ devices: { 'id-scanner': scanner } }: Profile, through: Through): Promise<string | null> {
  const address = scanner?.switchBaudTo === undefined ? null : atBaud(scanner.address, scanner.switchBaudTo);
  return address === null ? null : through(address, createSamVTrace());
}

/** The profile with that device only; where its wire is a stream, it leads through ears. */
async function onlyThat(profile: Profile, name: DeviceName, through: Through): Promise<Profile> {
  const { 'card-reader': reader, 'id-scanner': scanner, 'document-reader': documents, 'code-scanner': codes, 'receipt-printer': printer, camera } = profile.devices;
  switch (name) {
    case 'card-reader': return { ...profile, devices: { ...(reader && { 'card-reader': reader }) } };
    case 'camera': return { ...profile, devices: { ...(camera && { camera }) } };
    case 'id-scanner':
      if (!scanner) return { ...profile, devices: {} };
      return { ...profile, devices: { 'id-scanner': { ...scanner, address: await through(scanner.address, createSamVTrace()) } } };
    case 'document-reader':
      if (!documents) return { ...profile, devices: {} };
      return { ...profile, devices: { 'document-reader': { ...documents, address: await through(documents.address, countedOnly) } } };
    case 'code-scanner':
      if (!codes) return { ...profile, devices: {} };
      return { ...profile, devices: { 'code-scanner': { ...codes, address: await through(codes.address, countedOnly) } } };
    case 'receipt-printer':
      if (!printer) return { ...profile, devices: {} };
      return { ...profile, devices: { 'receipt-printer': { ...printer, address: await through(printer.address, createEscPosTrace()) } } };
    default: return name satisfies never;
  }
}

/** For wires on which everything may be personal: machine-readable zones and codes. */
const countedOnly: StreamTrace = {
  toDevice: (bytes) => [masked(bytes.length).trimStart()],
  fromDevice: (bytes) => [masked(bytes.length).trimStart()],
};

function deviceIn(devices: Devices, name: DeviceName): AnyDevice | null {
  switch (name) {
    case 'card-reader': return devices.cardReader;
    case 'id-scanner': return devices.idScanner;
    case 'document-reader': return devices.documentReader;
    case 'code-scanner': return devices.codeScanner;
    case 'receipt-printer': return devices.receiptPrinter;
    case 'camera': return devices.camera;
    default: return name satisfies never;
  }
}

/** Resolves when the device's status is such, true, or false when the time is over or the signal aborts. */
export function reaches(
  device: AnyDevice, clock: Clock, withinMs: number, isSuch: (report: StatusReport<object>) => boolean, signal?: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    let settled = false;
    let stop: () => void = () => undefined;
    const settle = (reached: boolean): void => {
      if (settled) return;
      settled = true;
      clock.clear(timer);
      signal?.removeEventListener('abort', giveUp);
      // The first call comes before `watch` has returned.
      queueMicrotask(() => stop());
      resolve(reached);
    };
    const giveUp = (): void => settle(false);
    const timer = clock.after(withinMs, giveUp);
    signal?.addEventListener('abort', giveUp, { once: true });
    stop = device.watch((report) => {
      if (isSuch(report)) settle(true);
    });
    if (signal?.aborted) giveUp();
  });
}

export const describeStatus = ({ generic, specific }: StatusReport<object>): string =>
  `${generic} (${Object.entries(specific).map(([what, how]) => `${what}: ${String(how)}`).join(', ')})`;
