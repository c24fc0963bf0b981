/** The status of the page's camera, from everything the page knows of it. Pure. */
import type { CameraReason, CameraReply, CameraStatus, GenericStatus } from '../../main/contract/index.ts';
import type { Sighting } from './sighting.ts';

/** What the last attempt to use the camera ended with, until it is used again or the machine's cameras change. */
export type CameraFault = Extract<CameraReason, 'permissionDenied' | 'cameraBusy' | 'frozenFrames' | 'engineFailed'>;

export interface CameraKnowledge {
  /** Of the capture that runs; null without one. */
  readonly running: { readonly widthPx: number; readonly heightPx: number } | null;
  readonly fault: CameraFault | null;
  readonly sighting: Sighting['state'];
}

type Report = Extract<CameraReply, { kind: 'status' }>;

const stopped: CameraStatus = { capture: 'stopped', light: 'unknown', picture: 'unknown', resolution: 'unknown' };
const report = (generic: GenericStatus, specific: Partial<CameraStatus> = {}): Report => ({ kind: 'status', generic, specific: { ...stopped, ...specific } });

/** How light the picture is, the core sees for itself from the frames. */
export function statusOf({ running, fault, sighting }: CameraKnowledge): Report {
  if (running) return report('online', { capture: 'running', resolution: `${running.widthPx}x${running.heightPx}` });
  if (sighting === 'absent') return report('noDevice');
  if (sighting === 'blocked' || fault === 'permissionDenied') return report('offline', { capture: 'blocked' });
  if (fault === 'frozenFrames') return report('hardwareError', { picture: 'frozen' });
  if (fault) return report('hardwareError');
  return report(sighting === 'there' ? 'online' : 'unknown');
}
