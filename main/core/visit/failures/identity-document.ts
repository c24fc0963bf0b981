/** Failures of resident ID cards and their scanner: the one place where each is raised. */
import type { Fault } from '../../../../devices/device.ts';
import type { IdScannerReason } from '../../../../devices/id-scanner/contract.ts';
import type { FailureCode, GenericStatus } from '../../../contract/index.ts';

const table = {
  gone: 'id-scanner-gone',
  silent: 'id-scanner-silent',
  fault: 'id-scanner-fault',
  unreadable: 'id-unreadable',
} as const satisfies Record<string, FailureCode>;

const byReason: Readonly<Record<IdScannerReason, FailureCode>> = {
  portMissing: table.gone,
  silent: table.silent,
  badFrame: table.unreadable,
  selectFailed: table.unreadable,
  readFailed: table.unreadable,
  undecodableText: table.unreadable,
  samUnauthorised: table.fault,
  samFailed: table.fault,
};

export const idScannerFailures: readonly FailureCode[] = Object.values(table);

/** The failure behind a fault of the ID scanner while a document lay there. One that was not read in time was taken away too soon: a scanner that does not answer says so by its reason. */
export function idScannerFailure({ code, reason }: Fault<IdScannerReason>): FailureCode {
  if (reason) return byReason[reason];
  switch (code) {
    case 'deviceNotReady':
      return table.gone;
    case 'timeOut':
    case 'canceled':
      return table.unreadable;
    case 'hardwareError':
    case 'userError':
    case 'invalidData':
    case 'sequenceError':
    case 'unsupportedCommand':
      return table.fault;
    default:
      return code satisfies never;
  }
}

/** The failure behind a scanner that is out of order, whatever was asked of it. */
export function idScannerOutage(generic: GenericStatus): FailureCode {
  if (generic === 'noDevice' || generic === 'powerOff') return table.gone;
  return generic === 'offline' ? table.silent : table.fault;
}

export const idExpired = 'id-expired' as const satisfies FailureCode;
export const otherPerson = 'id-other-person' as const satisfies FailureCode;
