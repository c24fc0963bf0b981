/** Every command of the code scanner in every state of it, for modules that send a suffix and for those that send none. */
import { afterEach, describe } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { orThrow } from '../../test/support/or-throw.ts';
import { testStateMatrix, type Ending } from '../../test/support/state-matrix.ts';
import { createCodeScannerPeer, type CodeScannerFault, type CodeScannerPeer } from '../simulators/code-scanner/index.ts';
import { createCodeScanner, type CodeScanner, type CodeScannerCommands } from './index.ts';

interface Bench {
  readonly device: CodeScanner;
  readonly clock: AwaitedClock;
  readonly peer: CodeScannerPeer;
}
type State = CodeScannerFault | 'nothing shown' | 'shown too early' | 'garbled before' | 'unplugged';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** A code is shown to a module with that fault while the command waits. */
const shownWith = (fault: CodeScannerFault) => ({ peer, clock }: Bench): Promise<void> => {
  peer.setFault(fault);
  clock.after(500, () => peer.present('SHOWN'));
  return Promise.resolve();
};

const states: Readonly<Record<State, (bench: Bench) => Promise<void>>> = {
  'nothing shown': () => Promise.resolve(),
  async 'shown too early'({ peer, clock, device }) {
    peer.present('EARLY');
    await clock.advanceUntil(() => device.status().specific.signal === 'clean');
  },
  async 'garbled before'({ peer, clock, device }) {
    peer.setFault('wrongSpeed');
    peer.present('ABC');
    await clock.advanceUntil(() => device.status().specific.signal === 'garbled');
  },
  async unplugged({ peer, device }) {
    await peer.unplug();
    await until(() => device.status().generic === 'noDevice');
  },
  repeats: shownWith('repeats'),
  splitBytes: shownWith('splitBytes'),
  suffixLost: shownWith('suffixLost'),
  controlCharacters: shownWith('controlCharacters'),
  endless: shownWith('endless'),
  wrongSpeed: shownWith('wrongSpeed'),
};

/** What is no code is told as an event; the waiting goes on to its end. */
const rows: Readonly<Record<State, Ending>> = {
  'nothing shown': 'timeOut',
  'shown too early': 'timeOut',
  'garbled before': 'timeOut',
  unplugged: 'deviceNotReady portMissing',
  repeats: 'success',
  splitBytes: 'success',
  suffixLost: 'timeOut',
  controlCharacters: 'timeOut',
  endless: 'timeOut',
  wrongSpeed: 'timeOut',
};

describe.each([
  ['a module that sends a suffix', 'suffix', 'crlf', rows],
  // It misses no suffix that is lost; copies without a pause between them are one code to whoever listens.
  ['a module that sends none', 'gap', 'none', { ...rows, suffixLost: 'success' }],
] as const)('%s', (_, ending, suffix, endings) => testStateMatrix<CodeScannerCommands, Bench, State>({
  async open() {
    const { peer } = orThrow(await createCodeScannerPeer({ port: 0, suffix }));
    const clock = awaitedClock();
    const device = createCodeScanner({ name: 'code-scanner', address: peer.address, ending, clock });
    closings.push(() => peer.unplug(), () => device.close());
    await until(() => device.status().generic === 'online');
    return { device, clock, peer };
  },
  inputs: { scan: null },
  states,
  endings: Object.fromEntries(Object.entries(endings).map(([state, scan]) => [state, { scan }])) as Record<State, { scan: Ending }>,
  async recover({ peer, clock }) {
    peer.setFault(null);
    await peer.plug();
    // What is still under way, or half there, is over.
    const healedAt = clock.now();
    await clock.advanceUntil(() => clock.now() - healedAt >= 2000);
  },
  async serve({ device, peer }) {
    const { completion } = device.execute('scan', null, { deadlineMs: 1000 });
    await new Promise<void>((resolve) => { setImmediate(resolve); });
    peer.present('TOKEN');
    return completion;
  },
}));
