/** Plays a card towards a vpcd listener (the real PC/SC service's virtual reader, or our own driver): connect is insert, close is remove. */
import { connect, type Socket } from 'node:net';
import { sleep, systemClock, type Clock } from '../../clock.ts';
import { createFrameReader, encodeFrame, vpcdControl } from '../../card-reader/vpcd-frames.ts';
import type { VirtualCard } from './virtual-card.ts';

export interface CardPeer {
  /** A card is in the slot, whether or not the reader's service is there to see it. */
  readonly inserted: boolean;
  /** The reader's service sees the card. */
  readonly connected: boolean;
  /** Takes out the card that is in, puts this one in. Resolves once the first attempt to reach the service has ended, well or not. */
  insert(card: VirtualCard): Promise<void>;
  /** Resolves when the connection is closed. Without effect where no card is in. */
  remove(): Promise<void>;
  close(): Promise<void>;
}

const reconnectMs = 500;

/** A card's time in the slot. */
interface Stay {
  readonly leaving: AbortController;
  /** Ends when the card is out and the last connection closed. */
  readonly over: Promise<void>;
}

/** While a card is in, the connection is made again whenever the service comes back. */
export function createCardPeer({ host, port, clock = systemClock() }: { readonly host: string; readonly port: number; readonly clock?: Clock }): CardPeer {
  let stay: Stay | null = null;
  let connected = false;

  /** One connection from its beginning to its end; `opened` is called when its first attempt has ended. */
  function converse(card: VirtualCard, signal: AbortSignal, opened: () => void): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect({ host, port, noDelay: true });
      const pull = (): void => {
        socket.destroy();
      };
      signal.addEventListener('abort', pull, { once: true });
      socket.on('connect', () => {
        connected = true;
        opened();
      });
      socket.on('data', createFrameReader((frame) => answer(socket, card, frame)));
      // A service that is not there, or went away, also closes; the error says nothing more.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        signal.removeEventListener('abort', pull);
        connected = false;
        card.powerOff();
        opened();
        resolve();
      });
    });
  }

  async function occupy(card: VirtualCard, signal: AbortSignal, opened: () => void): Promise<void> {
    while (!signal.aborted) {
      await converse(card, signal, opened);
      await sleep(clock, reconnectMs, signal);
    }
  }

  async function remove(): Promise<void> {
    const leaving = stay;
    stay = null;
    leaving?.leaving.abort();
    await leaving?.over;
  }

  return {
    get inserted() {
      return stay !== null;
    },
    get connected() {
      return connected;
    },
    async insert(card) {
      // Whoever put a card in meanwhile has to take it out for this one: there is one slot.
      while (stay) await remove();
      const leaving = new AbortController();
      const { promise: opened, resolve } = Promise.withResolvers<void>();
      stay = { leaving, over: occupy(card, leaving.signal, resolve) };
      await opened;
    },
    remove,
    close: remove,
  };
}

function answer(socket: Socket, card: VirtualCard, frame: Buffer): void {
  const reply = frame.length === 1 ? answerControl(card, frame[0]) : card.transmit(frame);
  if (reply && !socket.destroyed) socket.write(encodeFrame(reply));
}

function answerControl(card: VirtualCard, control: number | undefined): Buffer | null {
  switch (control) {
    case vpcdControl.powerOff:
      card.powerOff();
      return null;
    case vpcdControl.powerOn:
    case vpcdControl.reset:
      card.powerOn();
      return null;
    case vpcdControl.requestAtr:
      return card.atr;
    default:
      return null;
  }
}
