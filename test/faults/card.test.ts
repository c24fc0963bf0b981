/**
 * A fault at the bytes of a card being read over vpcd, where the card calls and the driver listens. The card is pulled at every byte
 * of both directions; every other kind of fault comes at a seeded sample of bytes.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCardReader, type CardReader } from '../../devices/card-reader/index.ts';
import { createCardPeer, type CardPeer } from '../../devices/simulators/card/index.ts';
import { formatFaults, noFaults, wireFaultKinds, type FaultProxy, type FaultScript } from '../../devices/simulators/faults/index.ts';
import { testAuthenticationKey } from '../../devices/simulators/persons.ts';
import { freePort } from '../../main/demo/listening.ts';
import { cardNamed } from '../support/cards.ts';
import { awaitedClock, until, type AwaitedClock } from '../support/awaited-clock.ts';
import { person } from '../support/visitor.ts';
import { completionOf, leavesBytesAlone, recoveryMs, survive, within } from './driver-trial.ts';
import { everyOffset, oneFault, someOffsets, type Direction } from './fault-choice.ts';
import { faultyWireTo } from './faulty-wire.ts';

const deadlineMs = 15_000;
const owner = person('zhang-san');
let clock: AwaitedClock;
let peer: CardPeer;
let proxy: FaultProxy;
let reader: CardReader;
let lengths: ReturnType<FaultProxy['counted']>;

beforeEach(async () => {
  clock = awaitedClock();
  const listen = `tcp://127.0.0.1:${await freePort(0)}`;
  reader = createCardReader({
    name: 'card-reader', reader: { driver: 'vpcd', listen },
    authentication: { provider: 'software', testKey: testAuthenticationKey }, clock,
  });
  await until(() => reader.status().specific.media === 'notPresent');
  proxy = await faultyWireTo(listen, clock, 'device');
  peer = createCardPeer({ host: '127.0.0.1', port: Number(new URL(proxy.address).port), clock });
  await insertAnew('the first insertion');
  proxy.lay(noFaults);
  await readWhole('the first reading');
  lengths = proxy.counted();
});
afterEach(async () => {
  await peer.close();
  await reader.close();
  await proxy.close();
});

/** Takes the card out, waits until that was seen, and puts it in again. */
async function insertAnew(after: string): Promise<void> {
  await peer.remove();
  await within(clock, recoveryMs, () => reader.status().specific.media === 'notPresent', `${after}: the card was not seen to leave`);
  void peer.insert(cardNamed(owner.id));
  await within(clock, recoveryMs, () => reader.status().specific.media === 'present', `${after}: the card was not seen again`);
}

/** On a wire that is well, the card is read at the first attempt. */
async function readWhole(after: string): Promise<void> {
  const outcome = await completionOf(clock, reader.execute('readHolder', null, { deadlineMs }), deadlineMs, after);
  expect(outcome.code === 'success' ? outcome.value.socialSecurityNumber.reveal() : outcome, after).toBe(owner.number);
}

/** Gives the code the faulty attempt completed with. */
async function attempt(script: FaultScript): Promise<string> {
  const text = formatFaults(script);
  const outcome = await survive({
    clock, proxy, script, deadlineMs, begin: (onEvent) => reader.execute('readHolder', null, { deadlineMs, onEvent }),
  });
  // A plain record carries no check of its own: what is turned over on the wire between reader and kiosk cannot be noticed.
  const isIntact = [...script.toDevice, ...script.fromDevice].every(leavesBytesAlone);
  if (outcome.code === 'success' && isIntact) expect(outcome.value.socialSecurityNumber.reveal(), text).toBe(owner.number);
  await insertAnew(text);
  await readWhole(text);
  await insertAnew(text);
  return outcome.code;
}

describe.each([['towards the card', 'toDevice'], ['from the card', 'fromDevice']] as const)('%s', (_, direction: Direction) => {
  test('a card pulled at any byte is not read, and said so', { timeout: 90_000 }, async () => {
    for (const offset of everyOffset(lengths[direction])) expect(await attempt(oneFault(direction, 'unplug', offset)), `offset ${offset}`).not.toBe('success');
  });

  test.each(wireFaultKinds)('%s at a sample of bytes is survived', { timeout: 60_000 }, async (kind) => {
    for (const offset of someOffsets(20_260_717, 10, lengths[direction])) await attempt(oneFault(direction, kind, offset));
  });
});
