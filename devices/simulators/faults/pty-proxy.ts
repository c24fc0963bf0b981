/** A faulty serial wire: a pseudo-terminal for the driver, and the device's own port behind the script. Needs `socat`. */
import { sleep, type Clock } from '../../clock.ts';
import { keepStreamOpen } from '../../kept-stream.ts';
import { createPeerPort, type PlugProblem } from '../wires/index.ts';
import type { FaultProxy } from './fault-proxy.ts';
import type { Cut } from './faulty-bytes.ts';
import { createFaultyLanes } from './faulty-lanes.ts';

interface PtyProxyOptions {
  /** The path under which the driver opens the port. */
  readonly link: string;
  /** Where the device is: `serial:/path?baud=115200` or `tcp://host:port`. */
  readonly target: string;
  readonly clock: Clock;
}

export type PtyProxyOutcome = { readonly ok: true; readonly proxy: FaultProxy } | { readonly ok: false; readonly problem: PlugProblem };

export async function createPtyProxy({ link, target, clock }: PtyProxyOptions): Promise<PtyProxyOutcome> {
  const closing = new AbortController();
  const onCut = (cut: Cut): void => void replug(cut);
  const lanes = createFaultyLanes({
    clock,
    toDevice: { deliver: async (bytes) => far.current()?.write(bytes), onCut },
    fromDevice: { deliver: async (bytes) => near.send(bytes), onCut },
  });
  const near = createPeerPort({ link }, (bytes) => void lanes.toDevice.carry(bytes));
  const far = keepStreamOpen({
    address: target,
    clock,
    onOpen: (stream) => void stream.onData((bytes) => void lanes.fromDevice.carry(bytes)),
    onDown: () => undefined,
  });

  /** A serial port knows no polite end: every cut pulls the plug. */
  const replug = async (cut: Cut): Promise<void> => {
    await near.unplug();
    if (cut.kind === 'restart') await sleep(clock, cut.ms, closing.signal);
    lanes.reconnected();
    if (!closing.signal.aborted) await near.plug();
  };

  const plugged = await near.plug();
  if (!plugged.ok) {
    await far.close();
    return plugged;
  }
  return {
    ok: true,
    proxy: {
      address: near.address,
      lay: lanes.lay,
      counted: lanes.counted,
      held: lanes.held,
      async close() {
        closing.abort();
        lanes.reconnected();
        await Promise.all([far.close(), near.unplug()]);
      },
    },
  };
}
