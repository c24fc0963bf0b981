/** Failures of passports and travel cards and of their reader: the one place where each is raised. */
import type { Fault } from '../../../../devices/device.ts';
import type { IdScannerReason } from '../../../../devices/id-scanner/contract.ts';
import type { FailureCode } from '../../../contract/index.ts';

const table = { gone: 'document-reader-gone', unreadable: 'document-unreadable' } as const satisfies Record<string, FailureCode>;

export const documentReaderFailures: readonly FailureCode[] = Object.values(table);
/** Whatever it is that keeps the reader from working: it only ever sends what it has read, and tells nothing of itself. */
export const documentReaderGone = table.gone;
export const travelDocumentExpired = 'document-expired' as const satisfies FailureCode;

/** The failure behind a fault of the reader: its wire is gone, or what it sent made no sense. */
export const documentReaderFailure = ({ code, reason }: Fault<IdScannerReason>): FailureCode =>
  (reason === 'portMissing' || code === 'deviceNotReady' ? table.gone : table.unreadable);
