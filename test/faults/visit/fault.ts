/** One thing that goes wrong in one visit: bytes of a wire, or the camera from a frame on. */
import { formatFaults, noFaults, type FaultScript } from '../../../devices/simulators/faults/index.ts';
import type { CameraFault } from './posing-page.ts';
import { wireNames, type VisitorName, type WireName } from './visitors.ts';
import type { WiredKiosk } from './wired-kiosk.ts';

/** Where a fault can be: on a wire, or in the camera, whose pictures come over none. */
export const faultyPlaces = [...wireNames, 'camera'] as const;
export type FaultyPlace = (typeof faultyPlaces)[number];

export type Fault = { readonly visitor: VisitorName } & (
  | { readonly place: WireName; readonly script: FaultScript }
  | { readonly place: 'camera'; readonly camera: CameraFault }
);

/** Such as `card-holder: card <flip@17:0x40`. */
export function formatFault(fault: Fault): string {
  const what = fault.place === 'camera' ? `${fault.camera.kind}@${fault.camera.frame}` : formatFaults(fault.script);
  return `${fault.visitor}: ${fault.place} ${what}`;
}

/** Everything well from here on; bytes and frames are counted anew. */
export function heal({ wires, page }: WiredKiosk): void {
  for (const name of wireNames) wires[name].lay(noFaults);
  page.lay(null);
}

/** Lays it where it belongs; everything else is well. */
export function lay(kiosk: WiredKiosk, fault: Fault): void {
  heal(kiosk);
  if (fault.place === 'camera') kiosk.page.lay(fault.camera);
  else kiosk.wires[fault.place].lay(fault.script);
}
