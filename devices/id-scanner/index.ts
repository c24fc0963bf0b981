/** The door of the scanners of identity documents. */
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { createDevice } from '../device.ts';
import type { IdScanner } from './contract.ts';
import { createMrzLineDriver } from './mrz-line-driver.ts';
import type { PhotoDecoder } from './photo-decoder.ts';
import { createSamVDriver } from './sam-v-driver.ts';

export { createSamVTrace } from './sam-v-trace.ts';
export type { DocumentType, IdDocument, IdScanner, IdScannerCommands, IdScannerReason, ResidentDocumentType, TravelDocumentType } from './contract.ts';
export { isChipBitmap, programDecoder, type DecodedPhoto, type PhotoDecoder, type PhotoProblem, type ProgramDecoderOptions } from './photo-decoder.ts';

export interface IdScannerOptions {
  readonly name: string;
  /** `serial:/path?baud=115200` or `tcp://host:port`. */
  readonly address: string;
  readonly clock: Clock;
  readonly log?: DeviceLog;
}

/** A SAM_V reader at that address; it need not be there yet. It decodes photographs where it is given a decoder. */
export function createIdScanner({ name, address, clock, log = noLog, photoDecoder }: IdScannerOptions & { readonly photoDecoder?: PhotoDecoder | undefined }): IdScanner {
  return createDevice(createSamVDriver({ name, address, clock, log, photoDecoder: photoDecoder ?? null }), clock);
}

/** A reader of passports and travel cards that sends machine-readable lines to that address, each with a suffix; it need not be there yet. */
export function createMrzReader({ name, address, clock, log = noLog }: IdScannerOptions): IdScanner {
  return createDevice(createMrzLineDriver({ name, address, clock, log }), clock);
}
