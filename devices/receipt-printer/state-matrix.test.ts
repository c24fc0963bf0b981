/** Every command of the receipt printer in every state of head, paper, cover, cutter and line. */
import { afterEach } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { testStateMatrix } from '../../test/support/state-matrix.ts';
import { createReceiptPrinterPeer, well, type PrinterSituation, type ReceiptPrinterPeer } from '../simulators/receipt-printer/index.ts';
import { createReceiptPrinter, type ReceiptDocument, type ReceiptPrinter, type ReceiptPrinterCommands } from './index.ts';

interface Bench {
  readonly device: ReceiptPrinter;
  readonly clock: AwaitedClock;
  readonly peer: ReceiptPrinterPeer;
}
type State = 'well' | 'paper low' | 'paper out' | 'paper ends in the middle' | 'cover open' | 'cutter jammed' | 'offline' | 'slow' | 'silent' | 'unplugged';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

const receipt: ReceiptDocument = { elements: [{ kind: 'row', label: '受理编号', value: 'TB-1' }, { kind: 'rule' }, { kind: 'qr', content: 'TB-1' }] };
const unwell = (change: Partial<PrinterSituation>) => ({ peer }: Bench): Promise<void> => Promise.resolve(peer.setCondition(change));

testStateMatrix<ReceiptPrinterCommands, Bench, State>({
  async open() {
    const clock = awaitedClock();
    const made = await createReceiptPrinterPeer({ clock });
    if (!made.ok) throw new Error(made.problem);
    const device = createReceiptPrinter({ name: 'receipt-printer', address: made.peer.address, columns: 48, clock });
    closings.push(() => made.peer.close(), () => device.close());
    await until(() => device.status().generic === 'online');
    return { device, clock, peer: made.peer };
  },
  inputs: { print: receipt, readStatus: null },
  states: {
    well: () => Promise.resolve(),
    'paper low': unwell({ paper: 'low' }),
    'paper out': unwell({ paper: 'out' }),
    'paper ends in the middle': unwell({ paper: { outAfterLines: 1 } }),
    'cover open': unwell({ cover: 'open' }),
    'cutter jammed': unwell({ cutter: 'fault' }),
    offline: unwell({ mode: 'offline' }),
    slow: unwell({ answers: 'slow' }),
    silent: unwell({ answers: 'silent' }),
    async unplugged({ peer, device }) {
      await peer.unplug();
      await until(() => device.status().generic === 'noDevice');
    },
  },
  endings: {
    well: { print: 'success', readStatus: 'success' },
    'paper low': { print: 'success', readStatus: 'success' },
    'paper out': { print: 'deviceNotReady paperOut', readStatus: 'success' },
    'paper ends in the middle': { print: 'hardwareError partlyPrinted', readStatus: 'success' },
    'cover open': { print: 'deviceNotReady coverOpen', readStatus: 'success' },
    'cutter jammed': { print: 'hardwareError cutterFault', readStatus: 'success' },
    offline: { print: 'deviceNotReady offline', readStatus: 'success' },
    slow: { print: 'timeOut', readStatus: 'success' },
    silent: { print: 'hardwareError silent', readStatus: 'hardwareError silent' },
    unplugged: { print: 'deviceNotReady unreachable', readStatus: 'deviceNotReady unreachable' },
  },
  async recover({ peer }) {
    peer.setCondition(well);
    await peer.plug();
  },
  serve: ({ device }) => device.execute('print', receipt, { deadlineMs: 20_000 }).completion,
});
