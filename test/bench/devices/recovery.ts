/** How long each device takes to be itself again after its plug was pulled and put back: until it answers, and until it has served. */
import { setTimeout as sleep } from 'node:timers/promises';
import { tellProgress } from '../progress.ts';
import type { Measurement } from '../table.ts';
import { cameraHindrance, pluggedCamera } from './plugged-camera.ts';
import { openPlugged, type PluggedDevice } from './plugged-devices.ts';

const unplugs = 12;
/** Its face engine starts anew each time. */
const cameraUnplugs = 6;
/** Out for so long at least, at any moment of the driver's own attempts to reach it. */
const outMs = 100;
const outSpreadMs = 1000;

async function recoveriesOf(device: PluggedDevice, times: number): Promise<readonly Measurement[]> {
  const back: number[] = [];
  const served: number[] = [];
  try {
    await device.untilBack();
    for (let n = 0; n < times; n++) {
      await device.unplug();
      await device.untilGone();
      await sleep(outMs + Math.random() * outSpreadMs);
      const began = performance.now();
      await device.plug();
      await device.untilBack();
      back.push(performance.now() - began);
      await device.serve();
      served.push(performance.now() - began);
    }
  } finally {
    await device.close();
  }
  return [
    { name: `${device.name}: plugged in again → online`, samples: back, note: device.note },
    { name: '  → has served', samples: served, note: '' },
  ];
}

async function cameraRecoveries(): Promise<readonly Measurement[]> {
  const hindrance = cameraHindrance();
  if (hindrance !== null) return [{ name: 'camera: plugged in again → online', samples: [], note: hindrance }];
  return recoveriesOf(await pluggedCamera(), cameraUnplugs);
}

/** One after another, so that none waits for the other's processor. */
export async function measureRecovery(): Promise<readonly Measurement[]> {
  tellProgress(`${unplugs} unplugs of each device, ${cameraUnplugs} of the camera`);
  const measured: Measurement[] = [];
  for (const open of openPlugged) measured.push(...(await recoveriesOf(await open(), unplugs)));
  measured.push(...(await cameraRecoveries()));
  return measured;
}
