/** A faulty TCP wire: whoever calls here is connected with the far end through the script. One connection at a time. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { breakOff } from '../../break-off.ts';
import { sleep, type Clock } from '../../clock.ts';
import type { FaultyLane } from './faulty-lane.ts';
import { createFaultyLanes } from './faulty-lanes.ts';
import type { FaultProxy } from './fault-proxy.ts';
import type { Cut } from './faulty-bytes.ts';

interface TcpProxyOptions {
  /** Where the proxy listens on loopback; 0 or absent: any free port, kept from then on. */
  readonly port?: number;
  readonly target: { readonly host: string; readonly port: number };
  /** Which end of the wire calls: mostly the driver does, but a vpcd card calls its reader. */
  readonly caller: 'driver' | 'device';
  readonly clock: Clock;
}

export type TcpProxyOutcome = { readonly ok: true; readonly proxy: FaultProxy } | { readonly ok: false; readonly problem: 'portTaken' };

interface Connection {
  readonly driver: Socket;
  readonly device: Socket;
  readonly gone: Promise<void>;
}

const host = '127.0.0.1';
/** After a restart the port is asked for again at this pace, should somebody else have taken it meanwhile. */
const listenAgainMs = 250;

export async function createTcpProxy({ port = 0, target, caller, clock }: TcpProxyOptions): Promise<TcpProxyOutcome> {
  const closing = new AbortController();
  let bound = port;
  let server: Server | null = null;
  let connection: Connection | null = null;

  const deliverTo = (end: 'driver' | 'device') => async (bytes: Uint8Array): Promise<void> => {
    const to = connection;
    if (!to || to[end].destroyed || to[end].writableEnded) return;
    await Promise.race([new Promise<void>((resolve) => { to[end].write(bytes, () => resolve()); }), to.gone]);
  };
  const lanes = createFaultyLanes({
    clock,
    toDevice: { deliver: deliverTo('device'), onCut: (cut) => cutWire(cut, 'device') },
    fromDevice: { deliver: deliverTo('driver'), onCut: (cut) => cutWire(cut, 'driver') },
  });

  const breakConnection = (): void => {
    if (connection) breakOff(connection.driver);
    if (connection) breakOff(connection.device);
    connection = null;
  };

  const cutWire = (cut: Cut, receiver: 'driver' | 'device'): void => {
    switch (cut.kind) {
      case 'end':
        connection?.[receiver].end();
        return;
      case 'reset':
        breakConnection();
        return;
      case 'restart':
        void restart(cut.ms);
        return;
      default: cut satisfies never;
    }
  };

  const restart = async (ms: number): Promise<void> => {
    breakConnection();
    await stopListening();
    await sleep(clock, ms, closing.signal);
    while (!closing.signal.aborted && !(await listen())) await sleep(clock, listenAgainMs, closing.signal);
  };

  const accept = (calling: Socket): void => {
    breakConnection();
    lanes.reconnected();
    const called = connect({ ...target, noDelay: true });
    calling.setNoDelay(true);
    const [driver, device] = caller === 'driver' ? [calling, called] : [called, calling];
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    const mine: Connection = { driver, device, gone };
    connection = mine;
    const lose = (): void => {
      if (connection === mine) connection = null;
      driver.destroy();
      device.destroy();
      resolve();
    };
    for (const socket of [driver, device]) socket.on('error', lose).on('close', lose);
    pump(driver, lanes.toDevice);
    pump(device, lanes.fromDevice);
  };

  const listen = (): Promise<boolean> => new Promise((resolve) => {
    const opening = createServer(accept);
    opening.once('error', () => resolve(false));
    opening.listen(bound, host, () => {
      bound = (opening.address() as AddressInfo).port;
      server = opening;
      if (closing.signal.aborted) opening.close();
      resolve(true);
    });
  });
  const stopListening = (): Promise<void> => new Promise((resolve) => {
    if (server) server.close(() => resolve());
    else resolve();
    server = null;
  });

  if (!(await listen())) return { ok: false, problem: 'portTaken' };
  return {
    ok: true,
    proxy: {
      address: `tcp://${host}:${bound}`,
      lay: lanes.lay,
      counted: lanes.counted,
      held: lanes.held,
      async close() {
        closing.abort();
        breakConnection();
        lanes.reconnected();
        await stopListening();
      },
    },
  };
}

/** Takes the next bytes only when the ones before are behind the lane, so that a slow far end is felt by the near one. */
function pump(from: Socket, lane: FaultyLane): void {
  from.on('data', (bytes) => {
    from.pause();
    void lane.carry(bytes).then(() => from.resume());
  });
}
