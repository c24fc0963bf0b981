/** The door of the simulated receipt printer: an ESC/POS printer at a TCP port, and the paper that comes out of it. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { systemClock, type Clock } from '../../clock.ts';
import { createEscPosPeer, type EscPosPeer, type PrinterSituation } from './escpos-peer.ts';

export { well, type PrinterSituation } from './escpos-peer.ts';
export type { PaperLine, PaperSpan, PrintedReceipt } from './paper.ts';
export { receiptText } from './render-text.ts';
export { receiptSvg } from './svg.ts';

export interface ReceiptPrinterPeerOptions {
  /** 0 or absent: any free one, kept from then on. */
  readonly port?: number;
  /** Paper width; 48 where absent. */
  readonly columns?: 32 | 48;
  /** For slow answers and the pace of the paper; the machine's own time where absent. */
  readonly clock?: Clock;
  /** Milliseconds a line of paper takes; 0 where absent. */
  readonly lineMs?: number;
}

export interface ReceiptPrinterPeer {
  readonly port: number;
  /** What to put into the machine profile. */
  readonly address: string;
  /** Cut and not yet taken, oldest first. */
  receipts: EscPosPeer['receipts'];
  /** Printed and still on the roll. */
  uncut: EscPosPeer['uncut'];
  takeReceipt: EscPosPeer['takeReceipt'];
  condition: EscPosPeer['situation'];
  /** What is not named stays as it is: `{ paper: 'full' }` loads paper, `{ cover: 'closed' }` closes the cover. */
  setCondition(change: Partial<PrinterSituation>): void;
  /** Calls back after each change of paper or condition. Returns the unsubscribe closure. */
  onChange(listener: () => void): () => void;
  plug(): Promise<ReceiptPrinterPlugOutcome>;
  /** Pulls the plug: the connection breaks, and the port is closed. */
  unplug(): Promise<void>;
  close(): Promise<void>;
}

export type ReceiptPrinterPlugOutcome = { readonly ok: true } | { readonly ok: false; readonly problem: 'portTaken' };
export type ReceiptPrinterPeerOutcome = { readonly ok: true; readonly peer: ReceiptPrinterPeer } | { readonly ok: false; readonly problem: 'portTaken' };

/** A receive buffer this full takes no more from the wire, as a real one. */
const receiveBufferBytes = 256 * 1024;

export async function createReceiptPrinterPeer({ port = 0, columns = 48, clock = systemClock(), lineMs = 0 }: ReceiptPrinterPeerOptions = {}): Promise<ReceiptPrinterPeerOutcome> {
  const listeners = new Set<() => void>();
  let bound = port;
  let server: Server | null = null;
  let host: Socket | null = null;

  const printer = createEscPosPeer({
    columns,
    clock,
    lineMs,
    send: (bytes) => void host?.write(bytes),
    onChange() {
      regulate();
      for (const listener of [...listeners]) listener();
    },
  });

  /** A hung printer or a full one reads no more, and what comes piles up at its door. */
  const regulate = (): void => {
    if (printer.situation().answers === 'silent' || printer.held() >= receiveBufferBytes) host?.pause();
    else host?.resume();
  };

  const accept = (socket: Socket): void => {
    socket.on('error', () => socket.destroy());
    // One host at a time, like the printers' own network cards. Of one we do not read we cannot know whether it is still there.
    if (host && !host.isPaused()) {
      socket.destroy();
      return;
    }
    host?.destroy();
    host = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      printer.receive(bytes);
      regulate();
    });
    socket.once('close', () => {
      if (host === socket) host = null;
    });
    regulate();
  };

  const plug = (): Promise<ReceiptPrinterPlugOutcome> => new Promise((resolve) => {
    if (server) {
      resolve({ ok: true });
      return;
    }
    const opening = createServer(accept);
    opening.once('error', () => resolve({ ok: false, problem: 'portTaken' }));
    opening.listen(bound, '127.0.0.1', () => {
      bound = (opening.address() as AddressInfo).port;
      server = opening;
      resolve({ ok: true });
    });
  });
  const unplug = (): Promise<void> => new Promise((resolve) => {
    host?.resetAndDestroy();
    host = null;
    if (!server) {
      resolve();
      return;
    }
    server.close(() => resolve());
    server = null;
  });

  const plugged = await plug();
  if (!plugged.ok) return plugged;
  return {
    ok: true,
    peer: {
      port: bound,
      address: `tcp://127.0.0.1:${bound}`,
      receipts: printer.receipts,
      uncut: printer.uncut,
      takeReceipt: printer.takeReceipt,
      condition: printer.situation,
      setCondition: printer.setSituation,
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      plug,
      unplug,
      async close() {
        listeners.clear();
        await unplug();
      },
    },
  };
}
