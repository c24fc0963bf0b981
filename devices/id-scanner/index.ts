/** The door of the scanners of identity documents. */
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { createDevice } from '../device.ts';
import type { LineEncoding, LineEnding } from '../lines/index.ts';
import type { IdScanner } from './contract.ts';
import { createMrzLineDriver } from './mrz-line-driver.ts';
import type { PhotoDecoder } from './photo-decoder.ts';
import { createSamVDriver } from './sam-v-driver.ts';
import type { BaudSwitch } from './sam-v-set-up.ts';

export { createSamVTrace } from './sam-v-trace.ts';
export type { IdDocument, IdScanner, IdScannerCommands } from './contract.ts';
export { isChipBitmap, programDecoder, type DecodedPhoto, type PhotoDecoder, type PhotoProblem } from './photo-decoder.ts';

interface IdScannerOptions {
  readonly name: string;
  /** `serial:/path?baud=115200` or `tcp://host:port`. */
  readonly address: string;
  readonly clock: Clock;
  readonly log?: DeviceLog;
}

export interface SamVScannerOptions extends IdScannerOptions {
  /** Absent: photographs stay encoded. */
  readonly photoDecoder?: PhotoDecoder | undefined;
  /** Longest block on the antenna in bytes; absent: the module's own choice. */
  readonly rfBlock?: number | undefined;
  /** The speed to go on at; absent or null: that of `address`, at which it begins. */
  readonly baudSwitch?: BaudSwitch | null | undefined;
}

/** A SAM_V reader at that address; it need not be there yet. What it is told about itself it is told again whenever it comes anew. */
export function createIdScanner({ name, address, clock, log = noLog, photoDecoder, rfBlock, baudSwitch }: SamVScannerOptions): IdScanner {
  return createDevice(createSamVDriver({
    name, address, clock, log, photoDecoder: photoDecoder ?? null, rfBlock: rfBlock ?? null, baudSwitch: baudSwitch ?? null,
  }), clock);
}

export interface MrzReaderOptions extends IdScannerOptions {
  /** How the reader is set up to end a line, or all of them; `suffix` where absent. */
  readonly ending?: LineEnding;
  /** How it is set up to write text; `utf-8` where absent. */
  readonly encoding?: LineEncoding;
}

/** A reader of passports and travel cards that sends machine-readable lines to that address; it need not be there yet. */
export function createMrzReader({ name, address, ending = 'suffix', encoding = 'utf-8', clock, log = noLog }: MrzReaderOptions): IdScanner {
  return createDevice(createMrzLineDriver({ name, address, ending, encoding, clock, log }), clock);
}
