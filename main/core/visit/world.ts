/** What a visit may use of the world around it: time, devices, platform, journal, configuration. */
import type { PassiveLiveness } from '../../../devices/camera/index.ts';
import type { Clock } from '../../../devices/clock.ts';
import type { FaceThresholds } from '../../../kiosk-config/schema/face-thresholds.ts';
import type { Failures } from '../../../kiosk-config/schema/failures.ts';
import type { Kiosk } from '../../../kiosk-config/schema/kiosk.ts';
import type { ReceiptLayout } from '../../../kiosk-config/schema/receipt.ts';
import type { VisitTexts } from '../../../kiosk-config/schema/visit-texts.ts';
import type { LocalizedText } from '../../contract/index.ts';
import type { Devices } from '../devices.ts';
import type { Journal } from '../journal/port.ts';
import type { PlatformPort } from '../platform/port.ts';
import type { WrittenLanguages } from './wording.ts';

/** Who compares faces on this machine, from which similarity on they are one person's, and what the passive liveness models say in it. */
export interface FaceMatching {
  readonly engine: 'local' | 'platform';
  readonly thresholds: FaceThresholds;
  /** Null where they are off. */
  readonly passive: PassiveLiveness | null;
}

export interface VisitWorld {
  readonly clock: Clock;
  /** A device this machine does not have is null. */
  readonly devices: Devices;
  readonly platform: PlatformPort;
  readonly journal: Journal;
  readonly kiosk: Kiosk;
  readonly faceMatching: FaceMatching;
  /** Those offered, in the order in which they are. */
  readonly languages: WrittenLanguages;
  readonly failures: Failures;
  readonly texts: VisitTexts;
  readonly receipts: ReadonlyMap<string, ReceiptLayout>;
  /** Codes and times, never personal data. */
  readonly log: (event: string, details: Record<string, string | number | boolean | null>) => void;
  /** Evenly distributed in [0, 1). */
  readonly random: () => number;
}

/** Whether a service can be used now. */
export interface Opening {
  /** Why not, in the person's words; null while open. */
  readonly closed: LocalizedText | null;
  /** What it must do without; null where nothing is missing. */
  readonly sign: LocalizedText | null;
}

/** Which services are open now. */
export interface Availability {
  opening(service: string): Opening;
  /** Calls back at every change. Returns the unsubscribe closure. */
  watch(listener: () => void): () => void;
}
