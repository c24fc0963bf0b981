import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { freePort } from '../../main/demo/listening.ts';
import { cardNamed, untilMedia } from '../../test/support/cards.ts';
import { manualClock, settle } from '../../test/support/manual-clock.ts';
import { createCardPeer, mutedAfter, type CardPeer } from '../simulators/card/index.ts';
import { testAuthenticationKey } from '../simulators/persons.ts';
import type { CardReader } from './contract.ts';
import { createCardReader } from './index.ts';
import { createFrameReader, encodeFrame } from './vpcd-frames.ts';

const deadlineMs = 15_000;

describe('a card that connects', () => {
  let reader: CardReader;
  let peer: CardPeer;
  let port: number;
  const clock = manualClock();

  beforeEach(async () => {
    port = await freePort(0);
    reader = createCardReader({
      name: 'card-reader', reader: { driver: 'vpcd', listen: `tcp://127.0.0.1:${port}` },
      authentication: { provider: 'software', testKey: testAuthenticationKey }, clock,
    });
    peer = createCardPeer({ host: '127.0.0.1', port, clock: systemClock() });
    await untilMedia(reader, 'notPresent');
  });
  afterEach(async () => {
    await peer.close();
    await reader.close();
  });

  test('is present, is read, and is gone when it disconnects', async () => {
    await peer.insert(cardNamed('zhang-san'));
    await untilMedia(reader, 'present');
    const read = await reader.execute('readHolder', null, { deadlineMs }).completion;
    expect(read.code === 'success' && read.value.name.reveal()).toBe('张三');
    await peer.remove();
    await untilMedia(reader, 'notPresent');
    expect(await reader.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ reason: 'noCard' });
  });

  test('that falls silent is mute, and one pulled meanwhile is removed', async () => {
    const silence = Promise.withResolvers<void>();
    const card = mutedAfter(cardNamed('zhang-san'), 3);
    await peer.insert({
      ...card,
      transmit(command) {
        const response = card.transmit(command);
        if (!response) silence.resolve();
        return response;
      },
    });
    await untilMedia(reader, 'present');
    const read = reader.execute('readHolder', null, { deadlineMs }).completion;
    await silence.promise;
    await clock.advance(4_000);
    expect(await read).toMatchObject({ reason: 'cardMute' });
    const again = reader.execute('readHolder', null, { deadlineMs }).completion;
    await settle();
    await peer.remove();
    expect(['cardRemoved', 'noCard']).toContain((await again as { reason: string }).reason);
  });

  test('while another is in is turned away', async () => {
    await peer.insert(cardNamed('zhang-san'));
    await untilMedia(reader, 'present');
    const second = connect(port, '127.0.0.1');
    await once(second, 'close');
    expect(await reader.execute('countPinTries', null, { deadlineMs }).completion).toEqual({ code: 'success', value: { triesLeft: 6 } });
  });
});

test('a port that is taken leaves the reader offline, and it is tried again', async () => {
  const occupier = createServer().listen(0, '127.0.0.1');
  await once(occupier, 'listening');
  const { port } = occupier.address() as AddressInfo;
  const clock = manualClock();
  const reader = createCardReader({ name: 'card-reader', reader: { driver: 'vpcd', listen: `tcp://127.0.0.1:${port}` }, authentication: { provider: 'none' }, clock });
  await new Promise<void>((resolve) => reader.watch(({ generic }) => generic === 'offline' && resolve()));
  occupier.close();
  await once(occupier, 'close');
  await clock.advance(2_000);
  await untilMedia(reader, 'notPresent');
  expect(reader.status().generic).toBe('online');
  await reader.close();
});

test('frames come out whole however the stream is cut', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 10 }), fc.integer({ min: 1, max: 9 }), (bodies, step) => {
    const received: string[] = [];
    const read = createFrameReader((body) => received.push(body.toString('hex')));
    const stream = Buffer.concat(bodies.map(encodeFrame));
    for (let at = 0; at < stream.length; at += step) read(stream.subarray(at, at + step));
    expect(received).toEqual(bodies.map((body) => Buffer.from(body).toString('hex')));
  }));
});
