/** The state of the whole kiosk, rolled up from devices and platform: for the status line, the catalogue and the attendants. */
import type { Clock } from '../../../devices/clock.ts';
import type { StatusReport } from '../../../devices/device.ts';
import type { HandwritingStatus } from '../../../devices/handwriting/index.ts';
import type { VoiceStatus } from '../../../devices/voice/index.ts';
import type { HealthTexts, OutOfServiceTexts } from '../../../kiosk-config/schema/health.ts';
import type { Kiosk } from '../../../kiosk-config/schema/kiosk.ts';
import type { Profile } from '../../../kiosk-config/schema/profile.ts';
import type { CameraStatus, CardReaderStatus, CodeScannerStatus, HallStatus, IdScannerStatus, LocalizedText, ReceiptPrinterStatus } from '../../contract/index.ts';
import { beijingDateTime } from '../beijing-time.ts';
import type { PlatformPort } from '../platform/port.ts';
import { watchPlatform } from './platform-watch.ts';
import {
  cameraServiceability, cardReaderServiceability, codeScannerServiceability, engineServiceability, idScannerServiceability, receiptPrinterServiceability, unknown,
} from './serviceability.ts';
import type { HealthReason, Serviceability } from './serviceability.ts';

interface Watched<Specific> {
  watch(listener: (report: StatusReport<Specific>) => void): () => void;
}

/** The devices of this machine; null for one it does not have. */
export interface WatchedDevices {
  readonly cardReader: Watched<CardReaderStatus> | null;
  readonly idScanner: Watched<IdScannerStatus> | null;
  readonly documentReader: Watched<IdScannerStatus> | null;
  readonly codeScanner: Watched<CodeScannerStatus> | null;
  readonly receiptPrinter: Watched<ReceiptPrinterStatus> | null;
  readonly camera: Watched<CameraStatus> | null;
  readonly voice: Watched<VoiceStatus> | null;
  readonly handwriting: Watched<HandwritingStatus> | null;
}

/** Null for a device this machine does not have. */
export interface HealthReport {
  readonly cardReader: Serviceability | null;
  readonly idScanner: Serviceability | null;
  readonly documentReader: Serviceability | null;
  readonly codeScanner: Serviceability | null;
  readonly receiptPrinter: Serviceability | null;
  readonly camera: Serviceability | null;
  readonly voice: Serviceability | null;
  readonly handwriting: Serviceability | null;
  readonly platform: Serviceability;
}

export interface HealthOptions {
  readonly devices: WatchedDevices;
  readonly platform: PlatformPort;
  readonly kiosk: Pick<Kiosk, 'hall' | 'terminal'>;
  readonly profile: Pick<Profile, 'demonstration'>;
  readonly texts: HealthTexts;
  readonly clock: Clock;
}

export interface Health {
  report(): HealthReport;
  hallStatus(): HallStatus;
  /** Calls back at each change of the report. Returns the unsubscribe closure. */
  onChange(listener: () => void): () => void;
  /** Asks the platform again at once, as after a call that failed. */
  recheckPlatform(): void;
  close(): void;
}

const isOut = (part: Serviceability | null): boolean => part?.condition === 'outOfService';

type Identifying = Pick<HealthReport, 'cardReader' | 'idScanner' | 'documentReader' | 'codeScanner'>;

/** What to say of the ways to be recognised: that none is left, or which are missing of the two that everybody has a token for, else of the others. */
function identificationSentences(ways: Identifying, say: OutOfServiceTexts): LocalizedText[] {
  const missing = (part: Serviceability | null): boolean => part === null || isOut(part);
  if (Object.values(ways).every(missing)) return [say.identification];
  const { cardReader, idScanner, documentReader, codeScanner } = ways;
  // Each sentence sends people to the other one, which must be there.
  if (missing(cardReader) && missing(idScanner)) return [say.cardAndIdScanner];
  if (isOut(cardReader)) return [say.cardReader];
  if (isOut(idScanner)) return [say.idScanner];
  return [...(isOut(documentReader) ? [say.documentReader] : []), ...(isOut(codeScanner) ? [say.codeScanner] : [])];
}

/** What is said of what is out of service, at length or in short, most important first. A device the machine does not have is not missed. */
export function wordsFor(report: HealthReport, say: OutOfServiceTexts): LocalizedText[] {
  const { cardReader, idScanner, documentReader, codeScanner, receiptPrinter, camera, platform } = report;
  const sentences: LocalizedText[] = [];
  if (isOut(platform)) sentences.push(say.platform);
  sentences.push(...identificationSentences({ cardReader, idScanner, documentReader, codeScanner }, say));
  if (isOut(camera)) sentences.push(say.camera);
  if (isOut(receiptPrinter)) sentences.push(receiptPrinter?.reason === 'paperOut' ? say.receiptPaper : say.receiptPrinter);
  return sentences;
}

/** What an attendant should see to, most urgent first: where it is looked at in time, it stops nobody. */
export function attentionFor({ idScanner, documentReader, codeScanner, receiptPrinter, camera, voice, handwriting }: HealthReport, { attention: say }: HealthTexts): LocalizedText[] {
  const attentions: readonly (readonly [Serviceability | null, HealthReason, LocalizedText])[] = [
    [camera, 'cameraFrozen', say.cameraFrozen],
    [camera, 'cameraBlack', say.cameraBlack],
    [idScanner, 'documentsUnreadable', say.idCardUnreadable],
    [documentReader, 'documentsUnreadable', say.passportUnreadable],
    [codeScanner, 'signalGarbled', say.signalGarbled],
    [receiptPrinter, 'paperLow', say.paperLow],
    [voice, 'missing', say.voiceMissing],
    [handwriting, 'missing', say.handwritingMissing],
  ];
  return attentions.filter(([part, reason]) => part?.reason === reason).map(([, , words]) => words);
}

/** Begins to watch at once; the platform is asked for the first time now. */
export function watchHealth({ devices, platform, kiosk, profile, texts, clock }: HealthOptions): Health {
  const initial = (device: unknown): Serviceability | null => (device ? unknown : null);
  let report: HealthReport = {
    cardReader: initial(devices.cardReader),
    idScanner: initial(devices.idScanner),
    documentReader: initial(devices.documentReader),
    codeScanner: initial(devices.codeScanner),
    receiptPrinter: initial(devices.receiptPrinter),
    camera: initial(devices.camera),
    voice: initial(devices.voice),
    handwriting: initial(devices.handwriting),
    platform: unknown,
  };
  const listeners = new Set<() => void>();

  const update = (change: Partial<HealthReport>): void => {
    const next = { ...report, ...change };
    if (JSON.stringify(next) === JSON.stringify(report)) return;
    report = next;
    for (const listener of [...listeners]) listener();
  };

  const unwatch = [
    devices.cardReader?.watch((status) => update({ cardReader: cardReaderServiceability(status) })),
    devices.idScanner?.watch((status) => update({ idScanner: idScannerServiceability(status) })),
    devices.documentReader?.watch((status) => update({ documentReader: idScannerServiceability(status) })),
    devices.codeScanner?.watch((status) => update({ codeScanner: codeScannerServiceability(status) })),
    devices.receiptPrinter?.watch((status) => update({ receiptPrinter: receiptPrinterServiceability(status) })),
    devices.camera?.watch((status) => update({ camera: cameraServiceability(status) })),
    devices.voice?.watch((status) => update({ voice: engineServiceability(status) })),
    devices.handwriting?.watch((status) => update({ handwriting: engineServiceability(status) })),
  ];
  const platformWatch = watchPlatform(platform, clock, () => update({ platform: platformWatch.present() }));

  return {
    report: () => report,
    hallStatus: () => ({
      hall: kiosk.hall,
      terminal: kiosk.terminal,
      now: beijingDateTime(clock.now()),
      outOfService: wordsFor(report, texts.outOfService),
      signs: wordsFor(report, texts.signs),
      attention: attentionFor(report, texts),
      demonstration: profile.demonstration ?? null,
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recheckPlatform: () => platformWatch.checkNow(),
    close() {
      for (const stop of unwatch) stop?.();
      platformWatch.close();
      listeners.clear();
    },
  };
}
