/** What a printer's condition means: the status to report, and why it cannot print. Pure. */
import type { ReceiptPrinterStatus } from '../../main/contract/index.ts';
import type { Fault, StatusReport } from '../device.ts';
import { fault } from '../device.ts';
import type { ReceiptPrinterReason } from './contract.ts';
import type { PrinterCondition } from './status-codec.ts';

/** Nobody asked, or nobody answered. */
export const nothingKnown: ReceiptPrinterStatus = { paper: 'unknown', cover: 'unknown', cutter: 'unknown', media: 'unknown' };

/** Heads of this kind have no sensor in their mouth: whether a receipt still hangs there is `unknown`. */
export function statusOf(condition: PrinterCondition): StatusReport<ReceiptPrinterStatus> {
  return {
    generic: genericOf(condition),
    specific: {
      paper: isPaperOut(condition) ? 'out' : condition.paperNearEnd ? 'low' : 'full',
      cover: condition.coverOpen ? 'open' : 'closed',
      cutter: condition.cutterFault ? 'fault' : 'ok',
      media: 'unknown',
    },
  };
}

/** Null where it can print. */
export function refusalOf(condition: PrinterCondition): Fault<ReceiptPrinterReason> | null {
  if (condition.coverOpen) return fault('deviceNotReady', 'coverOpen');
  if (isPaperOut(condition)) return fault('deviceNotReady', 'paperOut');
  if (condition.cutterFault) return fault('hardwareError', 'cutterFault');
  if (condition.unrecoverable) return fault('hardwareError', 'unrecoverable');
  if (condition.offline || condition.error) return fault('deviceNotReady', 'offline');
  return null;
}

const isPaperOut = (condition: PrinterCondition): boolean => condition.paperEnd || condition.stoppedForPaper;

/** Without paper a printer calls itself offline, but it is well: `paper` says what is missing. */
function genericOf(condition: PrinterCondition): StatusReport<ReceiptPrinterStatus>['generic'] {
  if (condition.unrecoverable || condition.cutterFault) return 'hardwareError';
  if (condition.coverOpen) return 'userError';
  return (condition.offline || condition.error) && !isPaperOut(condition) ? 'offline' : 'online';
}
