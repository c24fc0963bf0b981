/** Opens the devices that the machine profile names; a device the machine does not have is null. */
import { atBaud } from '../../devices/byte-stream.ts';
import { createCamera, usualChoice, type Camera, type CameraLink, type LightLimits } from '../../devices/camera/index.ts';
import type { ApduListener, CardReader, HsmPort } from '../../devices/card-reader/index.ts';
import type { Clock } from '../../devices/clock.ts';
import { createCodeScanner, type CodeScanner } from '../../devices/code-scanner/index.ts';
import type { DeviceLog } from '../../devices/device-log.ts';
import { createIdScanner, createMrzReader, programDecoder, type IdScanner, type PhotoDecoder } from '../../devices/id-scanner/index.ts';
import { createReceiptPrinter, type PaperMemory, type ReceiptPrinter } from '../../devices/receipt-printer/index.ts';
import type { Profile } from '../../kiosk-config/schema/profile.ts';
import type { IdScannerProfile } from '../../kiosk-config/schema/scanner-profiles.ts';
import type { CameraChoice } from '../contract/index.ts';
import { openCardReader } from './card-reader.ts';

export interface Devices {
  readonly cardReader: CardReader | null;
  readonly idScanner: IdScanner | null;
  /** Reads passports and travel cards. */
  readonly documentReader: IdScanner | null;
  readonly codeScanner: CodeScanner | null;
  readonly receiptPrinter: ReceiptPrinter | null;
  readonly camera: Camera | null;
}

interface Surroundings {
  readonly clock: Clock;
  /** The way to the camera's pixels, which live in the page. */
  readonly cameraLink: CameraLink;
  /** The way to the platform's HSM, which profiles may name as the keeper of card keys. */
  readonly hsm: HsmPort;
  /** Chip photographs decoded by the platform, which profiles may name as the decoder. */
  readonly platformPhotos: PhotoDecoder;
  /** Remembers a receipt that a program before this one began and did not live to finish; absent: nobody does. */
  readonly paperMemory?: PaperMemory;
  /** Absent where nobody asks how light it is. */
  readonly light?: LightLimits;
  readonly log: DeviceLog;
  /** How to reach a serial line at another speed; absent: by its own path. */
  readonly lineAtBaud?: (address: string, baud: number) => string | null;
  /** Hears what passes between reader and card, unmasked; absent on a kiosk at work. */
  readonly onApdu?: ApduListener;
}

export function openDevices(profile: Profile, { clock, cameraLink, light, log, onApdu, hsm, platformPhotos, paperMemory, lineAtBaud = atBaud }: Surroundings): Devices {
  const { 'card-reader': reader, 'id-scanner': scanner, 'document-reader': documents, 'code-scanner': codes, 'receipt-printer': printer, camera } = profile.devices;
  return {
    cardReader: reader ? openCardReader(reader, profile.cardAuthentication, { clock, hsm, log, ...(onApdu && { onApdu }) }) : null,
    idScanner: scanner ? openIdScanner(scanner, { clock, log, platformPhotos, lineAtBaud }) : null,
    documentReader: documents ? createMrzReader({ name: 'document-reader', address: documents.address, ending: documents.ending, encoding: documents.encoding, clock, log }) : null,
    codeScanner: codes
      ? createCodeScanner({ name: 'code-scanner', address: codes.address, ending: codes.ending, encoding: codes.encoding, clock, log })
      : null,
    receiptPrinter: printer
      ? createReceiptPrinter({
        name: 'receipt-printer', address: printer.address, columns: printer.columns, ...(printer.head && { head: printer.head }), ...(paperMemory && { paperMemory }), clock, log,
      })
      : null,
    camera: camera ? createCamera({ name: 'camera', clock, link: cameraLink, choice: choiceOf(camera), ...(light && { light }) }) : null,
  };
}

const choiceOf = ({ named, resolution, liveness }: NonNullable<Profile['devices']['camera']>): CameraChoice =>
  ({ ...usualChoice, named: named ?? null, passiveScores: liveness.passive ? 'on' : 'off', ...resolution });

function openIdScanner(
  { address, photoDecoder, rfBlock, switchBaudTo }: IdScannerProfile,
  { clock, log, platformPhotos, lineAtBaud }: Required<Pick<Surroundings, 'clock' | 'log' | 'platformPhotos' | 'lineAtBaud'>>,
): IdScanner {
  const switched = switchBaudTo === undefined ? null : lineAtBaud(address, switchBaudTo);
  return createIdScanner({
    name: 'id-scanner', address, clock, log, rfBlock,
    photoDecoder: photoDecoder && photoDecoderOf(photoDecoder, platformPhotos, clock),
    baudSwitch: switchBaudTo !== undefined && switched !== null ? { to: switchBaudTo, address: switched } : null,
  });
}

function photoDecoderOf(named: NonNullable<IdScannerProfile['photoDecoder']>, platformPhotos: PhotoDecoder, clock: Clock): PhotoDecoder {
  switch (named.driver) {
    case 'program':
      return programDecoder({ program: named.program, args: named.args, clock });
    case 'platform':
      return platformPhotos;
    default:
      return named satisfies never;
  }
}

export async function closeDevices(devices: Devices): Promise<void> {
  await Promise.all(Object.values(devices).map((device) => device?.close()));
}
