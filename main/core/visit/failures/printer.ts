/** Failures of the receipt printer: the one place where each is raised. */
import type { Fault } from '../../../../devices/device.ts';
import type { ReceiptPrinterReason } from '../../../../devices/receipt-printer/contract.ts';
import type { FailureCode } from '../../../contract/index.ts';

const table = {
  paperOut: 'printer-paper-out',
  partly: 'printer-partly-printed',
  gone: 'printer-gone',
  silent: 'printer-silent',
  coverOpen: 'printer-cover-open',
  fault: 'printer-fault',
} as const satisfies Record<string, FailureCode>;

const byReason: Readonly<Record<ReceiptPrinterReason, FailureCode>> = {
  unreachable: table.gone,
  silent: table.silent,
  paperOut: table.paperOut,
  coverOpen: table.coverOpen,
  cutterFault: table.fault,
  unrecoverable: table.fault,
  offline: table.fault,
  partlyPrinted: table.partly,
};

export const printerFailures: readonly FailureCode[] = Object.values(table);
export const printerGone = table.gone;
export const printerSilent = table.silent;

/** The failure behind a fault of the printer. */
export function printerFailure({ code, reason }: Fault<ReceiptPrinterReason>): FailureCode {
  if (reason) return byReason[reason];
  return code === 'timeOut' ? table.silent : code === 'deviceNotReady' ? table.gone : table.fault;
}
