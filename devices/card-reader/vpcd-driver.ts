/** A slot for machines without a PC/SC service: we listen, a card is a program that connects to us and speaks vpcd. */
import { createServer, type Socket } from 'node:net';
import { sleep, type Clock } from '../clock.ts';
import { offeredProtocol } from './atr.ts';
import type { DeviceLog } from '../device-log.ts';
import { canceled, failFor, succeed, type CardOutcome } from './outcome.ts';
import { answerLimitMs, type CardSlot, type SlotState } from './slot.ts';
import { createTurnstile } from './turnstile.ts';
import { createFrameReader, encodeFrame, vpcdControl } from './vpcd-frames.ts';

/** How long a port that is taken is left alone before it is tried again. */
const listenRetryMs = 2_000;
const addressPattern = /^tcp:\/\/([\w.-]+):(\d{1,5})$/;

/** The card now connected. */
interface Insertion {
  readonly number: number;
  /** Sends a frame; the next frame back, or null when the card is gone. */
  ask(body: Uint8Array): Promise<Buffer | null>;
  tell(body: Uint8Array): void;
}

/** `listen` is `tcp://host:port`. One card at a time: a second one is turned away while the first stays. */
export function createVpcdSlot(
  { listen, clock, log }: { readonly listen: string; readonly clock: Clock; readonly log: DeviceLog },
): CardSlot {
  const turnstile = createTurnstile(clock, answerLimitMs);
  let current: Insertion | null = null;
  let socketInSlot: Socket | null = null;
  let insertions = 0;

  function accept(socket: Socket, report: (state: SlotState) => void): void {
    // A connection that breaks also closes; the error itself says nothing more.
    socket.on('error', () => undefined);
    if (current) {
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    const insertion = createInsertion(socket, ++insertions);
    current = insertion;
    socketInSlot = socket;
    socket.on('close', () => {
      current = null;
      socketInSlot = null;
      report({ kind: 'empty' });
    });
    report({ kind: 'card', insertion: insertion.number });
  }

  async function ask(insertion: Insertion, body: Uint8Array, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
    const passage = await turnstile.pass(() => insertion.ask(body), signal);
    switch (passage.kind) {
      case 'canceled': return canceled;
      case 'silent': return failFor('cardMute');
      case 'answered': return passage.value && passage.value.length > 0 ? succeed(passage.value) : failFor(current === insertion ? 'cardMute' : 'cardRemoved');
      default: return passage satisfies never;
    }
  }

  return {
    start(report) {
      const [, host, port] = addressPattern.exec(listen) ?? [];
      const stopping = new AbortController();
      const server = createServer((socket) => accept(socket, report));
      const open = (): void => {
        server.listen({ host, port: Number(port) });
      };
      server.on('listening', () => report({ kind: 'empty' }));
      server.on('error', (error: NodeJS.ErrnoException) => {
        log('card-listener-failed', { code: error.code ?? null });
        report({ kind: 'offline' });
        void sleep(clock, listenRetryMs, stopping.signal).then(() => {
          if (!stopping.signal.aborted) open();
        });
      });
      open();
      return () => new Promise((resolve) => {
        stopping.abort();
        server.close(() => resolve());
        socketInSlot?.destroy();
      });
    },
    async powerOn(signal) {
      const insertion = current;
      if (!insertion) return failFor('noCard');
      insertion.tell(Buffer.from([vpcdControl.powerOn]));
      const atr = await ask(insertion, Buffer.from([vpcdControl.requestAtr]), signal);
      if (atr.code !== 'success') return atr;
      return succeed({
        atr: atr.value,
        channel: { protocol: offeredProtocol(atr.value), transmit: (command, work) => ask(insertion, command, work) },
        powerOff: async () => insertion.tell(Buffer.from([vpcdControl.powerOff])),
      });
    },
  };
}

function createInsertion(socket: Socket, number: number): Insertion {
  let answer: ((body: Buffer | null) => void) | null = null;
  const settle = (body: Buffer | null): void => {
    answer?.(body);
    answer = null;
  };
  socket.on('data', createFrameReader(settle));
  socket.on('close', () => settle(null));
  return {
    number,
    ask: (body) => new Promise((resolve) => {
      answer = resolve;
      if (socket.destroyed) settle(null);
      else socket.write(encodeFrame(body));
    }),
    tell: (body) => {
      if (!socket.destroyed) socket.write(encodeFrame(body));
    },
  };
}
