/**
 * A fault at the bytes of an ID card being read, over TCP. From the reader, one bit is turned over at every byte, and the other
 * faults come at a seeded sample of bytes; towards the reader, every kind of fault comes at every byte.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createIdScanner, type IdScanner } from '../../devices/id-scanner/index.ts';
import { formatFaults, noFaults, wireFaultKinds, type FaultProxy, type FaultScript } from '../../devices/simulators/faults/index.ts';
import { createIdScannerPeer, issueDocument, type IdScannerPeer } from '../../devices/simulators/id-scanner/index.ts';
import { awaitedClock, until } from '../support/awaited-clock.ts';
import { orThrow } from '../support/or-throw.ts';
import { person } from '../support/visitor.ts';
import { completionOf, recoveryMs, survive, within } from './driver-trial.ts';
import { everyOffset, oneFault, someOffsets } from './fault-choice.ts';
import { faultyWireTo } from './faulty-wire.ts';

const deadlineMs = 15_000;
const clock = awaitedClock();
const owner = person('zhang-san');
let peer: IdScannerPeer;
let proxy: FaultProxy;
let scanner: IdScanner;
let lengths: ReturnType<FaultProxy['counted']>;

beforeEach(async () => {
  ({ peer } = orThrow(await createIdScannerPeer({ port: 0 })));
  proxy = await faultyWireTo(peer.address, clock);
  scanner = createIdScanner({ name: 'id-scanner', address: proxy.address, clock });
  await until(() => scanner.status().generic === 'online');
  proxy.lay(noFaults);
  await readWhole('the first reading');
  lengths = proxy.counted();
});
afterEach(async () => {
  await scanner.close();
  await proxy.close();
  await peer.unplug();
});

const place = (): void => {
  const document = issueDocument(owner);
  if (!document) throw new Error('no document');
  peer.take();
  peer.place(document);
};
const read = (onEvent: () => void = () => undefined) => scanner.execute('readDocument', null, { deadlineMs, onEvent });

/** On a wire that is well, the document is read at the first attempt. */
async function readWhole(after: string): Promise<void> {
  place();
  const outcome = await completionOf(clock, read(), deadlineMs, after);
  expect(outcome.code === 'success' ? outcome.value.number.reveal() : outcome, after).toBe(owner.number);
}

async function attempt(script: FaultScript): Promise<void> {
  place();
  const outcome = await survive({ clock, proxy, script, deadlineMs, begin: read });
  const text = formatFaults(script);
  if (outcome.code === 'success') expect(outcome.value.number.reveal(), text).toBe(owner.number);
  await within(clock, recoveryMs, () => scanner.status().generic === 'online', `${text}: not online again`);
  await readWhole(text);
}

test('one bit turned over at any byte from the reader is noticed, and what is read is right', { timeout: 60_000 }, async () => {
  for (const offset of everyOffset(lengths.fromDevice)) await attempt(oneFault('fromDevice', 'flip', offset));
});

describe.each(wireFaultKinds)('%s', (kind) => {
  test('at any byte towards the reader is survived', { timeout: 60_000 }, async () => {
    for (const offset of everyOffset(lengths.toDevice)) await attempt(oneFault('toDevice', kind, offset));
  });

  test('at a sample of bytes from the reader is survived', { timeout: 60_000 }, async () => {
    for (const offset of someOffsets(20_260_715, 25, lengths.fromDevice)) await attempt(oneFault('fromDevice', kind, offset));
  });
});
