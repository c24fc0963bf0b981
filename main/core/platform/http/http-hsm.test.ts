import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Personal } from '../../../../devices/personal.ts';
import { createCardReaderOn } from '../../../../devices/card-reader/card-reader.ts';
import { hsmAuthentication } from '../../../../devices/card-reader/hsm.ts';
import { awaitedClock, until, type AwaitedClock } from '../../../../test/support/awaited-clock.ts';
import { memorySlot } from '../../../../test/support/card-slot.ts';
import { holderCard, holderCardWith } from '../../../../test/support/cards.ts';
import { openDemoHall, serveDemoHall, type HallServer } from '../embedded/index.ts';
import { createHttpHsm } from './index.ts';

const terminal = '990000000001';
const deadlineMs = 15_000;
const never = new AbortController().signal;
const seal = {
  algorithm: 'SM4', issuingRegion: '990000', cardId: holderCard.cardId, atrHistorical: Buffer.from('00814A44468660990000000001', 'hex'),
  keyAddress: '0173', head: Buffer.from('8424000114', 'hex'), factor: Buffer.alloc(8, 1),
} as const;

const closers: (() => unknown)[] = [];
let clock: AwaitedClock;
beforeEach(() => {
  clock = awaitedClock();
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function hallServer(): Promise<HallServer> {
  const hall = openDemoHall({ database: ':memory:', persons: [], clock });
  const server = await serveDemoHall({ hall });
  closers.push(() => hall.close(), () => server.close());
  return server;
}

/** An HSM that answers as the listener says. */
async function strangeHsm(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return createHttpHsm({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, terminal, clock });
}

function readerWith(url: string) {
  const slot = memorySlot();
  const reader = createCardReaderOn(slot.slot, { name: 'card-reader', clock, authentication: hsmAuthentication(createHttpHsm({ url, terminal, clock })) });
  return { slot, reader };
}

describe('by the HSM of the demo hall', () => {
  test.each(['2.0', '3.0'] as const)('a %s card is proven, its PIN reset and unblocked', async (generation) => {
    const { slot, reader } = readerWith((await hallServer()).url);
    slot.insert(holderCardWith({ card: { generation } }));
    expect(await reader.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ code: 'success', value: { authenticity: 'proven' } });
    const cardId = new Personal(holderCard.cardId);
    expect(await reader.execute('resetPin', { newPin: Buffer.from('654321'), cardId }, { deadlineMs }).completion).toEqual({ code: 'success', value: { outcome: 'changed' } });
    expect(await reader.execute('verifyPin', { pin: Buffer.from('654321'), cardId }, { deadlineMs }).completion).toEqual({ code: 'success', value: { outcome: 'verified' } });
    expect(await reader.execute('unblockPin', { cardId }, { deadlineMs }).completion).toEqual({ code: 'success', value: { outcome: 'changed' } });
  });

  test.each(['down', 'garbage', 'refusing'] as const)('a hall that is %s leaves the card unproven, and is no fault of the card', async (condition) => {
    const server = await hallServer();
    server.setCondition(condition);
    const { slot, reader } = readerWith(server.url);
    slot.insert(holderCardWith());
    expect(await reader.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ reason: 'authenticationUnavailable' });
  });

  test('a card that enciphers with SSF33 gets no answer: the hall has no such key', async () => {
    const hsm = createHttpHsm({ url: (await hallServer()).url, terminal, clock });
    expect(await hsm.seal({ ...seal, algorithm: 'SSF33', packedPin: null }, never)).toBeNull();
  });
});

test('an HSM that says nothing is given up after its time, one no longer asked for at once', async () => {
  const hsm = await strangeHsm(() => undefined);
  let ended = 0;
  const silent = hsm.authenticate('990000|', never).finally(() => { ended += 1; });
  await clock.pass(4_000);
  expect(await silent).toBeNull();
  const leaving = new AbortController();
  const left = hsm.authenticate('990000|', leaving.signal).finally(() => { ended += 1; });
  leaving.abort();
  await until(() => ended === 2);
  expect(await left).toBeNull();
});

test.each(['{"field":"00', '{"field":"zz"}', '{"field":12}', '{}', '[]', `{"field":"${'00'.repeat(40)}"}`])('the answer %s is none', async (answer) => {
  const hsm = await strangeHsm((_request, response) => response.setHeader('content-type', 'application/json').end(answer));
  expect(await hsm.seal({ ...seal, packedPin: null }, never)).toBeNull();
});

test.each(['123456', '12345678901234', '123456789012345F'])('the new PIN %s arrives digit by digit, and is left for its owner to zero', async (digits) => {
  const bodies: string[] = [];
  const hsm = await strangeHsm((request, response) => {
    request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk)).on('end', () => response.writeHead(404).end());
  });
  const packedPin = Buffer.from(digits, 'hex');
  await hsm.seal({ ...seal, packedPin }, never);
  expect(JSON.parse(bodies.join(''))).toMatchObject({ packedPin: digits, keyAddress: '0173', head: '8424000114' });
  expect(packedPin.toString('hex').toUpperCase()).toBe(digits);
});
