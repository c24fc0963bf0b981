/** What a printer's condition means: the status to report, and why it cannot print. Pure. */
import type { ReceiptPrinterStatus } from '../../main/contract/index.ts';
import type { Fault, StatusReport } from '../device.ts';
import { fault } from '../device.ts';
import type { ReceiptPrinterReason } from './contract.ts';
import type { PrinterReport } from './status-codec.ts';

/** Nobody asked, or nobody answered. */
export const nothingKnown: ReceiptPrinterStatus = { paper: 'unknown', cover: 'unknown', cutter: 'unknown', media: 'unknown' };

/** Heads of this kind have no sensor in their mouth: whether a receipt still hangs there is `unknown`. */
export function statusOf(report: PrinterReport): StatusReport<ReceiptPrinterStatus> {
  return {
    generic: genericOf(report),
    specific: {
      paper: paperOf(report),
      cover: report.coverOpen === null ? 'unknown' : report.coverOpen ? 'open' : 'closed',
      cutter: report.cutterFault === null ? 'unknown' : report.cutterFault ? 'fault' : 'ok',
      media: 'unknown',
    },
  };
}

/** A pause that ends by itself: a hot head cools, the paper that a hand feeds is fed. */
export const isPausing = (report: PrinterReport): boolean =>
  (report.passing === true || report.feeding === true) && !report.coverOpen && !report.cutterFault && !report.unrecoverable && !isPaperOut(report);

/** Null where it can print, as far as it can tell, or soon will. */
export function refusalOf(report: PrinterReport): Fault<ReceiptPrinterReason> | null {
  if (report.coverOpen) return fault('deviceNotReady', 'coverOpen');
  if (isPaperOut(report)) return fault('deviceNotReady', 'paperOut');
  if (report.cutterFault) return fault('hardwareError', 'cutterFault');
  if (report.unrecoverable) return fault('hardwareError', 'unrecoverable');
  if ((report.offline || report.error) && !isPausing(report)) return fault('deviceNotReady', 'offline');
  return null;
}

const isPaperOut = (report: PrinterReport): boolean => report.paperEnd === true || report.stoppedForPaper === true;

function paperOf(report: PrinterReport): ReceiptPrinterStatus['paper'] {
  if (isPaperOut(report)) return 'out';
  if (report.paperEnd === null) return 'unknown';
  return report.paperNearEnd ? 'low' : 'full';
}

/** Without paper a printer calls itself offline, but it is well: `paper` says what is missing. */
function genericOf(report: PrinterReport): StatusReport<ReceiptPrinterStatus>['generic'] {
  if (report.unrecoverable || report.cutterFault) return 'hardwareError';
  if (report.coverOpen) return 'userError';
  if (isPausing(report)) return 'busy';
  return (report.offline || report.error) && !isPaperOut(report) ? 'offline' : 'online';
}
