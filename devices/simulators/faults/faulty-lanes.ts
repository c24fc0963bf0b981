/** Both directions of a wire, as every proxy has them: one script for the two, one connection that both lose together. */
import type { Clock } from '../../clock.ts';
import { createFaultyLane, type FaultyLane, type FaultyLaneOptions } from './faulty-lane.ts';
import type { FaultProxy } from './fault-proxy.ts';

type End = Omit<FaultyLaneOptions, 'clock'>;

export interface FaultyLanes extends Pick<FaultProxy, 'lay' | 'counted' | 'held'> {
  readonly toDevice: FaultyLane;
  readonly fromDevice: FaultyLane;
  /** The old connection is gone, with whatever was still under way on it. */
  reconnected(): void;
}

export function createFaultyLanes({ clock, ...ends }: { readonly clock: Clock; readonly toDevice: End; readonly fromDevice: End }): FaultyLanes {
  const toDevice = createFaultyLane({ clock, ...ends.toDevice });
  const fromDevice = createFaultyLane({ clock, ...ends.fromDevice });
  return {
    toDevice, fromDevice,
    lay(script) {
      toDevice.lay(script.toDevice);
      fromDevice.lay(script.fromDevice);
    },
    counted: () => ({ toDevice: toDevice.counted(), fromDevice: fromDevice.counted() }),
    held: () => toDevice.held() + fromDevice.held(),
    reconnected() {
      toDevice.reconnected();
      fromDevice.reconnected();
    },
  };
}
