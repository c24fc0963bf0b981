/** Every command of the code scanner in every state of it. */
import { afterEach } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { testStateMatrix } from '../../test/support/state-matrix.ts';
import { createCodeScannerPeer, type CodeScannerPeer } from '../simulators/code-scanner/index.ts';
import { createCodeScanner, type CodeScanner, type CodeScannerCommands } from './index.ts';

interface Bench {
  readonly device: CodeScanner;
  readonly clock: AwaitedClock;
  readonly peer: CodeScannerPeer;
}
type State = 'nothing shown' | 'garbled' | 'unplugged';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

testStateMatrix<CodeScannerCommands, Bench, State>({
  async open() {
    const made = await createCodeScannerPeer({ port: 0 });
    if (!made.ok) throw new Error(made.problem);
    const clock = awaitedClock();
    const device = createCodeScanner({ name: 'code-scanner', address: made.peer.address, clock });
    closings.push(() => made.peer.unplug(), () => device.close());
    await until(() => device.status().generic === 'online');
    return { device, clock, peer: made.peer };
  },
  inputs: { scan: null },
  states: {
    'nothing shown': () => Promise.resolve(),
    async garbled({ peer, device }) {
      peer.setFault('wrongSpeed');
      peer.present('ABC');
      await until(() => device.status().specific.signal === 'garbled');
    },
    async unplugged({ peer, device }) {
      await peer.unplug();
      await until(() => device.status().generic === 'noDevice');
    },
  },
  endings: {
    'nothing shown': { scan: 'timeOut' },
    garbled: { scan: 'timeOut' },
    unplugged: { scan: 'deviceNotReady portMissing' },
  },
  async recover({ peer }) {
    peer.setFault(null);
    await peer.plug();
  },
  async serve({ device, peer }) {
    const { completion } = device.execute('scan', null, { deadlineMs: 1000 });
    await new Promise<void>((resolve) => { setImmediate(resolve); });
    peer.present('TOKEN');
    return completion;
  },
});
