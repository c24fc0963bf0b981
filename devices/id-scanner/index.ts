/** The door of the resident-ID scanner. */
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { createDevice } from '../device.ts';
import type { IdScanner } from './contract.ts';
import { createSamVDriver } from './sam-v-driver.ts';

export type { DocumentType, IdDocument, IdScanner, IdScannerCommands, IdScannerReason } from './contract.ts';

export interface IdScannerOptions {
  readonly name: string;
  /** `serial:/path?baud=115200` or `tcp://host:port`. */
  readonly address: string;
  readonly clock: Clock;
  readonly log?: DeviceLog;
}

/** A SAM_V reader at that address; it need not be there yet. */
export function createIdScanner({ name, address, clock, log = noLog }: IdScannerOptions): IdScanner {
  return createDevice(createSamVDriver({ name, address, clock, log }), clock);
}
