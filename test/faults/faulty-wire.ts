/** A wire on loopback that does what a campaign lays on it. */
import type { Clock } from '../../devices/clock.ts';
import { createTcpProxy, type FaultProxy } from '../../devices/simulators/faults/index.ts';
import { orThrow } from '../support/or-throw.ts';

/** Leads to whatever listens at that address, such as `tcp://127.0.0.1:9100`. `caller`: which end of the wire calls; mostly the driver does. */
export async function faultyWireTo(address: string, clock: Clock, caller: 'driver' | 'device' = 'driver'): Promise<FaultProxy> {
  const { hostname: host, port } = new URL(address);
  return orThrow(await createTcpProxy({ target: { host, port: Number(port) }, caller, clock })).proxy;
}
