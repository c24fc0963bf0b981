/** Every command of the receipt printer in every state of head, paper, cover, cutter and line. */
import { afterEach, describe } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { orThrow } from '../../test/support/or-throw.ts';
import { testStateMatrix, type StateMatrix } from '../../test/support/state-matrix.ts';
import { createReceiptPrinterPeer, well, type PrinterSituation, type ReceiptPrinterPeer } from '../simulators/receipt-printer/index.ts';
import { createReceiptPrinter, usualHead, type HeadAnswer, type ReceiptDocument, type ReceiptPrinter, type ReceiptPrinterCommands } from './index.ts';

interface Bench {
  readonly device: ReceiptPrinter;
  readonly clock: AwaitedClock;
  readonly peer: ReceiptPrinterPeer;
  /** What happens once the first line of a receipt is on the paper. */
  atFirstLine: (() => void) | null;
}
type State =
  | 'well' | 'paper low' | 'paper out' | 'paper ends in the middle' | 'cover open' | 'cover opened in the middle' | 'cutter jammed' | 'hot' | 'hot in the middle' | 'offline'
  | 'slow' | 'silent' | 'silent in the middle' | 'unplugged' | 'unplugged in the middle' | 'just plugged back in' | 'holds the rest of a receipt';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

const receipt: ReceiptDocument = { elements: [{ kind: 'row', label: '受理编号', value: 'TB-1' }, { kind: 'rule' }, { kind: 'qr', content: 'TB-1' }] };
const unwell = (change: Partial<PrinterSituation>) => ({ peer }: Bench): Promise<void> => Promise.resolve(peer.setCondition(change));
const inTheMiddle = (happen: (peer: ReceiptPrinterPeer) => void) => (bench: Bench): Promise<void> => {
  bench.atFirstLine = () => happen(bench.peer);
  return Promise.resolve();
};
async function unplug({ peer, device }: Bench): Promise<void> {
  await peer.unplug();
  await until(() => device.status().generic === 'noDevice');
}

/** The states do not differ by head; what is told of them does. */
const printerWith = (answers: readonly HeadAnswer[]): Omit<StateMatrix<ReceiptPrinterCommands, Bench, State>, 'endings'> => ({
  async open() {
    const clock = awaitedClock();
    const { peer } = orThrow(await createReceiptPrinterPeer({ clock, knows: answers, lineMs: 50 }));
    const device = createReceiptPrinter({ name: 'receipt-printer', address: peer.address, columns: 48, head: { ...usualHead, answers }, clock });
    closings.push(() => peer.close(), () => device.close());
    await until(() => device.status().generic === 'online');
    const bench: Bench = { device, clock, peer, atFirstLine: null };
    peer.onChange(() => {
      const happen = peer.uncut().length > 0 ? bench.atFirstLine : null;
      if (happen) bench.atFirstLine = null;
      happen?.();
    });
    return bench;
  },
  inputs: { print: receipt, readStatus: null },
  states: {
    well: () => Promise.resolve(),
    'paper low': unwell({ paper: 'low' }),
    'paper out': unwell({ paper: 'out' }),
    'paper ends in the middle': unwell({ paper: { outAfterLines: 1 } }),
    'cover open': unwell({ cover: 'open' }),
    'cover opened in the middle': inTheMiddle((peer) => peer.setCondition({ cover: 'open' })),
    'cutter jammed': unwell({ cutter: 'fault' }),
    hot: unwell({ head: 'hot' }),
    'hot in the middle': inTheMiddle((peer) => peer.setCondition({ head: 'hot' })),
    offline: unwell({ mode: 'offline' }),
    slow: unwell({ answers: 'slow' }),
    silent: unwell({ answers: 'silent' }),
    'silent in the middle': inTheMiddle((peer) => peer.setCondition({ answers: 'silent' })),
    unplugged: unplug,
    'unplugged in the middle': inTheMiddle((peer) => void peer.unplug()),
    async 'just plugged back in'(bench) {
      await unplug(bench);
      await bench.peer.plug();
    },
    async 'holds the rest of a receipt'({ peer, device, clock }) {
      peer.setCondition({ paper: { outAfterLines: 1 } });
      let over = false;
      void device.execute('print', receipt, { deadlineMs: 10_000 }).completion.then(() => { over = true; });
      await clock.advanceUntil(() => over);
      peer.setCondition({ paper: 'full' });
    },
  },
  async recover(bench) {
    bench.atFirstLine = null;
    bench.peer.setCondition(well);
    await bench.peer.plug();
  },
  serve: ({ device }) => device.execute('print', receipt, { deadlineMs: 20_000 }).completion,
});

const endings: StateMatrix<ReceiptPrinterCommands, Bench, State>['endings'] = {
  well: { print: 'success', readStatus: 'success' },
  'paper low': { print: 'success', readStatus: 'success' },
  'paper out': { print: 'deviceNotReady paperOut', readStatus: 'success' },
  'paper ends in the middle': { print: 'hardwareError partlyPrinted', readStatus: 'success' },
  'cover open': { print: 'deviceNotReady coverOpen', readStatus: 'success' },
  'cover opened in the middle': { print: 'hardwareError partlyPrinted', readStatus: 'success' },
  'cutter jammed': { print: 'hardwareError cutterFault', readStatus: 'success' },
  // Either would go on as soon as the head is cool.
  hot: { print: 'timeOut', readStatus: 'success' },
  'hot in the middle': { print: 'timeOut', readStatus: 'success' },
  offline: { print: 'deviceNotReady offline', readStatus: 'success' },
  slow: { print: 'timeOut', readStatus: 'success' },
  silent: { print: 'hardwareError silent', readStatus: 'hardwareError silent' },
  'silent in the middle': { print: 'hardwareError silent', readStatus: 'success' },
  unplugged: { print: 'deviceNotReady unreachable', readStatus: 'deviceNotReady unreachable' },
  'unplugged in the middle': { print: 'hardwareError partlyPrinted', readStatus: 'success' },
  'just plugged back in': { print: 'success', readStatus: 'success' },
  'holds the rest of a receipt': { print: 'success', readStatus: 'success' },
};

describe('a head that answers everything', () => {
  testStateMatrix<ReceiptPrinterCommands, Bench, State>({ ...printerWith(usualHead.answers), endings });
});

describe('a head that answers DLE EOT 1 and GS r 1', () => {
  testStateMatrix<ReceiptPrinterCommands, Bench, State>({
    ...printerWith(['GS r 1']),
    endings: {
      ...endings,
      // Without paper it is not asked in its turn: it could not answer.
      'paper out': { print: 'deviceNotReady offline', readStatus: 'success' },
      'cover open': { print: 'deviceNotReady offline', readStatus: 'success' },
      'cutter jammed': { print: 'deviceNotReady offline', readStatus: 'success' },
      // It cannot say that it is only a pause.
      hot: { print: 'deviceNotReady offline', readStatus: 'success' },
      'hot in the middle': { print: 'hardwareError partlyPrinted', readStatus: 'success' },
    },
  });
});

describe('a head that answers DLE EOT 1 only', () => {
  testStateMatrix<ReceiptPrinterCommands, Bench, State>({
    ...printerWith([]),
    endings: {
      ...endings,
      // Few questions, soon answered.
      slow: { print: 'success', readStatus: 'success' },
      'paper out': { print: 'deviceNotReady offline', readStatus: 'success' },
      'cover open': { print: 'deviceNotReady offline', readStatus: 'success' },
      'cutter jammed': { print: 'deviceNotReady offline', readStatus: 'success' },
      // It cannot say that it is only a pause.
      hot: { print: 'deviceNotReady offline', readStatus: 'success' },
      'hot in the middle': { print: 'hardwareError partlyPrinted', readStatus: 'success' },
    },
  });
});
