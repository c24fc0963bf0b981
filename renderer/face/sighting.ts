/** Whether the chosen camera is there and may be used, found without turning it on. */
import type { CameraChoice } from '../../main/contract/index.ts';

/** `unknown`: there are cameras, but the browser does not say yet which they are. */
export type Sighting =
  | { readonly state: 'there'; readonly deviceId: string | null }
  | { readonly state: 'absent' | 'blocked' | 'unknown' };

export const isNamed = (label: string, named: string): boolean => label.toLowerCase().includes(named.toLowerCase());

/** Electron and older browsers have no answer to this; then the first opening tells. */
async function isDenied(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' as PermissionName });
    return state === 'denied';
  } catch {
    return false;
  }
}

/** Never rejects. Names are hidden until the page may use cameras: a name that is seen is a permission. */
export async function lookForCamera({ named }: CameraChoice): Promise<Sighting> {
  let cameras: MediaDeviceInfo[];
  try {
    cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  } catch {
    return { state: 'unknown' };
  }
  if (cameras.length === 0) return { state: 'absent' };
  const labelled = cameras.filter(({ label }) => label !== '');
  if (labelled.length === 0 && await isDenied()) return { state: 'blocked' };
  if (named === null) return { state: 'there', deviceId: null };
  if (labelled.length === 0) return { state: 'unknown' };
  const chosen = labelled.find(({ label }) => isNamed(label, named));
  return chosen ? { state: 'there', deviceId: chosen.deviceId } : { state: 'absent' };
}
