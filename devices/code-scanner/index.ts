/** The door of the code scanner. */
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { createDevice } from '../device.ts';
import type { LineEncoding, LineEnding } from '../lines/index.ts';
import type { CodeScanner } from './contract.ts';
import { createSerialCodeDriver } from './serial-code-driver.ts';

export type { CodeScanner, CodeScannerCommands, CodeScannerReason } from './contract.ts';

export interface CodeScannerOptions {
  readonly name: string;
  /** `serial:/path?baud=9600` or `tcp://host:port`. */
  readonly address: string;
  /** How the scanner is set up to end a code; `suffix` where absent. */
  readonly ending?: LineEnding;
  /** How it is set up to write text; `utf-8` where absent. */
  readonly encoding?: LineEncoding;
  readonly clock: Clock;
  readonly log?: DeviceLog;
}

/** A code scanner at that address, triggered by what it sees; it need not be there yet. */
export function createCodeScanner({ name, address, ending = 'suffix', encoding = 'utf-8', clock, log = noLog }: CodeScannerOptions): CodeScanner {
  return createDevice(createSerialCodeDriver({ name, address, ending, encoding, clock, log }), clock);
}
