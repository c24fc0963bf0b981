import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock, type ManualClock } from '../../../test/support/manual-clock.ts';
import { createFrameReader, encodeFrame, vpcdControl } from '../../card-reader/vpcd-frames.ts';
import { createCardPeer, type CardPeer, type VirtualCard } from './index.ts';

const atr = Buffer.from('3B00', 'hex');

/** A card that writes down what happens to it. */
function diary(): VirtualCard & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    atr, lines,
    powerOn: () => void lines.push('on'),
    powerOff: () => void lines.push('off'),
    transmit(command) {
      lines.push(command.toString('hex'));
      return command.length > 5 ? null : Buffer.from('9000', 'hex');
    },
  };
}

describe('a card peer', () => {
  let server: Server;
  let port: number;
  let clock: ManualClock;
  let peer: CardPeer;

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
    clock = manualClock();
    peer = createCardPeer({ host: '127.0.0.1', port, clock });
  });
  afterEach(async () => {
    await peer.close();
    server.close();
  });

  async function insert(card: VirtualCard): Promise<Socket> {
    const accepted = once(server, 'connection');
    await peer.insert(card);
    const [socket] = await accepted;
    return socket as Socket;
  }

  test('answers ATR and commands, obeys power and reset, and stays silent where the card does', async () => {
    const card = diary();
    const reader = await insert(card);
    const frames: string[] = [];
    const second = new Promise<void>((resolve) => {
      reader.on('data', createFrameReader((body) => {
        frames.push(body.toString('hex'));
        if (frames.length === 2) resolve();
      }));
    });
    for (const body of [[vpcdControl.powerOn], [vpcdControl.requestAtr], [9], [0, 0xa4, 4, 0, 1, 0x41], [vpcdControl.reset], [0, 0x84, 0, 0, 8], [vpcdControl.powerOff]]) {
      reader.write(encodeFrame(Uint8Array.from(body)));
    }
    await second;
    expect(frames).toEqual(['3b00', '9000']);
    await peer.remove();
    expect(card.lines).toEqual(['on', '00a404000141', 'on', '0084000008', 'off', 'off']);
  });

  test('taking the card out closes the connection', async () => {
    const reader = await insert(diary());
    expect([peer.inserted, peer.connected]).toEqual([true, true]);
    const closed = once(reader.resume(), 'close');
    await peer.remove();
    await closed;
    expect([peer.inserted, peer.connected]).toEqual([false, false]);
    await clock.advance(10_000);
    expect(clock.pending()).toBe(0);
  });

  test('a card in the slot is found again by a service that went away and came back', async () => {
    const card = diary();
    const reader = await insert(card);
    const closed = once(reader.resume(), 'close');
    reader.destroy();
    await closed;
    while (clock.pending() === 0) await new Promise((resolve) => setImmediate(resolve));
    expect([peer.inserted, peer.connected]).toEqual([true, false]);
    expect(card.lines).toEqual(['off']);
    const again = once(server, 'connection');
    await clock.advance(500);
    await again;
  });

  test('inserting where no service listens ends too, and keeps trying', async () => {
    server.close();
    await once(server, 'close');
    await peer.insert(diary());
    expect([peer.inserted, peer.connected]).toEqual([true, false]);
    server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    while (clock.pending() === 0) await new Promise((resolve) => setImmediate(resolve));
    const connection = once(server, 'connection');
    await clock.advance(500);
    await connection;
  });

  test('inserting another card takes the first one out', async () => {
    const first = await insert(diary());
    const closed = once(first.resume(), 'close');
    await insert(diary());
    await closed;
    expect(peer.inserted).toBe(true);
  });

  test('of two cards put in at once the later one stays, alone', async () => {
    (await insert(diary())).resume();
    const sockets: Socket[] = [];
    server.on('connection', (socket: Socket) => sockets.push(socket.resume()));
    await Promise.all([peer.insert(diary()), peer.insert(diary())]);
    await expect.poll(() => sockets.filter((socket) => !socket.destroyed).length).toBe(1);
    expect(sockets.length).toBeLessThanOrEqual(2);
    await peer.remove();
    await expect.poll(() => sockets.filter((socket) => !socket.destroyed).length).toBe(0);
  });
});
