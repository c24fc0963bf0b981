/** What a device's status means for service: can it be used, can it soon not be used, or can nobody tell. */
import type { CameraStatus, CardReaderStatus, CodeScannerStatus, GenericStatus, IdScannerStatus, ReceiptPrinterStatus } from '../../contract/index.ts';
import type { StatusReport } from '../../../devices/device.ts';

export type HealthReason =
  | 'starting' | 'missing' | 'inUse' | 'fault' | 'jammed' | 'paperLow' | 'paperOut' | 'coverOpen' | 'cutterFault' | 'samUnauthorised' | 'samFailed' | 'cameraBlocked' | 'cameraBlack' | 'cameraFrozen'
  | 'signalGarbled' | 'documentsUnreadable'
  | 'unreachable' | 'notAnswering' | 'answersWrongly';

/** `impaired`: serves now, an attendant should look. `unknown`: may be tried; the try will tell. */
export interface Serviceability {
  readonly condition: 'inService' | 'impaired' | 'outOfService' | 'unknown';
  /** Null where there is nothing to say. */
  readonly reason: HealthReason | null;
}

/** Whether a service that needs this may be begun. */
export const mayBeUsed = ({ condition }: Serviceability): boolean => condition !== 'outOfService';

export const inService: Serviceability = { condition: 'inService', reason: null };
export const unknown: Serviceability = { condition: 'unknown', reason: null };
export const outOfService = (reason: HealthReason): Serviceability => ({ condition: 'outOfService', reason });
const impaired = (reason: HealthReason): Serviceability => ({ condition: 'impaired', reason });

/** What the generic status settles by itself; null where the specific part has to be asked. */
function byGeneric(generic: GenericStatus): Serviceability | null {
  switch (generic) {
    case 'online':
    case 'userError':
      return null;
    case 'starting':
      return { condition: 'unknown', reason: 'starting' };
    case 'unknown':
      return unknown;
    case 'offline':
    case 'powerOff':
    case 'noDevice':
      return outOfService('missing');
    case 'busy':
      return outOfService('inUse');
    case 'hardwareError':
      return outOfService('fault');
    default:
      return generic satisfies never;
  }
}

export function cardReaderServiceability({ generic, specific }: StatusReport<CardReaderStatus>): Serviceability {
  return byGeneric(generic) ?? (specific.media === 'jammed' ? outOfService('jammed') : inService);
}

/** Readers of chips and of machine-readable lines alike. That a document could not be read may be its own fault: an attendant should look. */
export function idScannerServiceability({ generic, specific }: StatusReport<IdScannerStatus>): Serviceability {
  const settled = byGeneric(generic);
  if (settled) return settled;
  switch (specific.samModule) {
    case 'ready':
    case 'unknown':
      return specific.reading === 'failed' ? impaired('documentsUnreadable') : inService;
    case 'unauthorised':
      return outOfService('samUnauthorised');
    case 'failed':
      return outOfService('samFailed');
    default:
      return specific.samModule satisfies never;
  }
}

/** What comes garbled from a code scanner is mostly its setting, not the code: an attendant should look. */
export function codeScannerServiceability({ generic, specific }: StatusReport<CodeScannerStatus>): Serviceability {
  return byGeneric(generic) ?? (specific.signal === 'garbled' ? impaired('signalGarbled') : inService);
}

/** A printer without paper or with an open cover often calls itself offline: the more telling reason comes first. */
export function receiptPrinterServiceability({ generic, specific }: StatusReport<ReceiptPrinterStatus>): Serviceability {
  if (generic === 'noDevice' || generic === 'powerOff' || generic === 'starting' || generic === 'unknown') return byGeneric(generic) ?? unknown;
  if (specific.paper === 'out') return outOfService('paperOut');
  if (specific.paper === 'jammed') return outOfService('jammed');
  if (specific.cover === 'open') return outOfService('coverOpen');
  if (specific.cutter === 'fault') return outOfService('cutterFault');
  return byGeneric(generic) ?? (specific.paper === 'low' ? impaired('paperLow') : inService);
}

/** Programs that speak or read handwriting: there or not. One utterance or look that failed says nothing of the next. */
export const engineServiceability = ({ generic }: StatusReport<unknown>): Serviceability => byGeneric(generic) ?? inService;

export function cameraServiceability({ generic, specific }: StatusReport<CameraStatus>): Serviceability {
  if (specific.capture === 'blocked') return outOfService('cameraBlocked');
  switch (specific.picture) {
    // The page tells that it is broken once it has found it so; that it was when last looked through closes nothing.
    case 'frozen': return generic === 'hardwareError' ? outOfService('cameraFrozen') : byGeneric(generic) ?? impaired('cameraFrozen');
    case 'black': return byGeneric(generic) ?? impaired('cameraBlack');
    case 'ok':
    case 'unknown': return byGeneric(generic) ?? inService;
    default: return specific.picture satisfies never;
  }
}
