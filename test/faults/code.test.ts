/**
 * A fault at the bytes of a code that a scanner sends unasked, over TCP: every kind at every byte, for a module that sends a suffix;
 * for one that sends none, whose codes end with a silence, at a seeded sample of bytes.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCodeScanner, type CodeScanner } from '../../devices/code-scanner/index.ts';
import { createCodeScannerPeer, type CodeScannerPeer } from '../../devices/simulators/code-scanner/index.ts';
import { formatFaults, noFaults, wireFaultKinds, type FaultProxy, type FaultScript, type WireFault } from '../../devices/simulators/faults/index.ts';
import { awaitedClock, until, type AwaitedClock } from '../support/awaited-clock.ts';
import { keepShowing } from '../support/keep-showing.ts';
import { orThrow } from '../support/or-throw.ts';
import { completionOf, leavesBytesAlone, recoveryMs, survive, within } from './driver-trial.ts';
import { everyOffset, oneFault, someOffsets } from './fault-choice.ts';
import { faultyWireTo } from './faulty-wire.ts';

const deadlineMs = 8000;
let clock: AwaitedClock;
let peer: CodeScannerPeer;
let proxy: FaultProxy;
let scanner: CodeScanner;
let length: number;
let lastToken = 0;

/** A code that was handed out serves once: everybody has their own. All are of one length. */
const nextToken = (): string => `ESSC|${String(++lastToken).padStart(16, '0')}`;

async function open(ending: 'suffix' | 'gap'): Promise<void> {
  clock = awaitedClock();
  ({ peer } = orThrow(await createCodeScannerPeer({ port: 0, suffix: ending === 'suffix' ? 'crlf' : 'none' })));
  proxy = await faultyWireTo(peer.address, clock);
  scanner = createCodeScanner({ name: 'code-scanner', address: proxy.address, ending, clock });
  await until(() => scanner.status().generic === 'online');
  proxy.lay(noFaults);
  await scanWhole('the first code');
  length = proxy.counted().fromDevice;
}
afterEach(async () => {
  await scanner.close();
  await proxy.close();
  await peer.unplug();
});

const scan = (onEvent: () => void = () => undefined) => scanner.execute('scan', null, { deadlineMs, onEvent });

/** On a wire that is well, the code is scanned at the first attempt. */
async function scanWhole(after: string): Promise<void> {
  const token = nextToken();
  const takeAway = keepShowing(clock, () => peer.present(token));
  const outcome = await completionOf(clock, scan(), deadlineMs, after);
  takeAway();
  expect(outcome.code === 'success' ? outcome.value.token.reveal() : outcome, after).toBe(token);
}

/**
 * A code carries no check that a kiosk could make: whoever issued it knows it, and refuses what a wire has changed. Where no byte
 * was changed it must be whole; but a pause as long as that after a lost suffix is not told from one.
 */
const leavesWhole = (longestPauseMs: number) => (fault: WireFault): boolean => leavesBytesAlone(fault) && (fault.kind !== 'delay' || fault.ms < longestPauseMs);

async function attempt(script: FaultScript, isHarmless: (fault: WireFault) => boolean): Promise<void> {
  const text = formatFaults(script);
  const token = nextToken();
  const takeAway = keepShowing(clock, () => peer.present(token));
  const outcome = await survive({ clock, proxy, script, deadlineMs, begin: scan });
  takeAway();
  if (outcome.code === 'success' && script.fromDevice.every(isHarmless)) expect(outcome.value.token.reveal(), text).toBe(token);
  await within(clock, recoveryMs, () => scanner.status().generic === 'online', `${text}: not online again`);
  await scanWhole(text);
}

describe('a module that sends a suffix', () => {
  beforeEach(() => open('suffix'));

  test.each(wireFaultKinds)('%s at any byte is survived, and half a code is never taken for a whole one', { timeout: 60_000 }, async (kind) => {
    for (const offset of everyOffset(length)) await attempt(oneFault('fromDevice', kind, offset), leavesWhole(1000));
  });
});

describe('a module that sends none', () => {
  beforeEach(() => open('gap'));

  test.each(wireFaultKinds)('%s at a sample of bytes is survived', { timeout: 60_000 }, async (kind) => {
    for (const offset of someOffsets(20_261_124, 10, length)) await attempt(oneFault('fromDevice', kind, offset), ({ kind: each }) => each === 'unplug' || each === 'restart');
  });
});
