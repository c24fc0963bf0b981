/**
 * A fault at the bytes of a machine-readable zone that a reader sends unasked, over TCP: the connection breaks and a bit is turned
 * over at every byte, the other faults come at a seeded sample of bytes.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMrzReader, type IdScanner } from '../../devices/id-scanner/index.ts';
import { createDocumentReaderPeer, specimens, type DocumentReaderPeer } from '../../devices/simulators/document-reader/index.ts';
import { formatFaults, noFaults, wireFaultKinds, type FaultProxy, type FaultScript } from '../../devices/simulators/faults/index.ts';
import { awaitedClock, until, type AwaitedClock } from '../support/awaited-clock.ts';
import { keepShowing } from '../support/keep-showing.ts';
import { orThrow } from '../support/or-throw.ts';
import { completionOf, recoveryMs, survive, within } from './driver-trial.ts';
import { everyOffset, oneFault, someOffsets } from './fault-choice.ts';
import { faultyWireTo } from './faulty-wire.ts';

const deadlineMs = 8000;
const number = 'L898902C3';
let clock: AwaitedClock;
let peer: DocumentReaderPeer;
let proxy: FaultProxy;
let reader: IdScanner;
let length: number;

beforeEach(async () => {
  clock = awaitedClock();
  ({ peer } = orThrow(await createDocumentReaderPeer({ port: 0 })));
  proxy = await faultyWireTo(peer.address, clock);
  reader = createMrzReader({ name: 'document-reader', address: proxy.address, clock });
  await until(() => reader.status().generic === 'online');
  proxy.lay(noFaults);
  await readWhole('the first reading');
  length = proxy.counted().fromDevice;
});
afterEach(async () => {
  await reader.close();
  await proxy.close();
  await peer.unplug();
});

const read = (onEvent: () => void = () => undefined) => reader.execute('readDocument', null, { deadlineMs, onEvent });
const layDown = (): (() => void) => keepShowing(clock, () => peer.present(specimens.TD3));

/** On a wire that is well, the document is read at the first attempt. */
async function readWhole(after: string): Promise<void> {
  const lift = layDown();
  const outcome = await completionOf(clock, read(), deadlineMs, after);
  lift();
  expect(outcome.code === 'success' ? outcome.value.number.reveal() : outcome, after).toBe(number);
}

async function attempt(script: FaultScript): Promise<void> {
  const text = formatFaults(script);
  const lift = layDown();
  const outcome = await survive({ clock, proxy, script, deadlineMs, begin: read });
  lift();
  // Check digits cover the number, so that whatever happened to it was noticed.
  if (outcome.code === 'success') expect(outcome.value.number.reveal(), text).toBe(number);
  await within(clock, recoveryMs, () => reader.status().generic === 'online', `${text}: not online again`);
  await readWhole(text);
}

describe.each(['flip', 'unplug'] as const)('%s', (kind) => {
  test('at any byte of the zone is survived', { timeout: 90_000 }, async () => {
    expect(length).toBe(specimens.TD3.join('').length + 4);
    for (const offset of everyOffset(length)) await attempt(oneFault('fromDevice', kind, offset));
  });
});

test.each(wireFaultKinds)('%s at a sample of bytes is survived', { timeout: 60_000 }, async (kind) => {
  for (const offset of someOffsets(20_261_123, 15, length)) await attempt(oneFault('fromDevice', kind, offset));
});
