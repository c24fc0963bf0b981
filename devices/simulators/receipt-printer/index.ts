/** The door of the simulated receipt printer: an ESC/POS printer at a TCP port, and the paper that comes out of it. */
import { systemClock, type Clock } from '../../clock.ts';
import type { HeadAnswer } from '../../receipt-printer/head.ts';
import { createTcpPort, type TcpPlugOutcome } from '../wires/index.ts';
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
  /** The questions this model of head answers; all where absent. */
  readonly knows?: readonly HeadAnswer[];
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
  plug(): Promise<TcpPlugOutcome>;
  /** Pulls the plug: the connection breaks, and the port is closed. */
  unplug(): Promise<void>;
  close(): Promise<void>;
}

export type ReceiptPrinterPeerOutcome = { readonly ok: true; readonly peer: ReceiptPrinterPeer } | { readonly ok: false; readonly problem: 'portTaken' };

/** A receive buffer this full takes no more from the wire, as a real one. */
const receiveBufferBytes = 256 * 1024;

export async function createReceiptPrinterPeer(
  { port = 0, columns = 48, clock = systemClock(), lineMs = 0, knows }: ReceiptPrinterPeerOptions = {},
): Promise<ReceiptPrinterPeerOutcome> {
  const listeners = new Set<() => void>();
  const printer = createEscPosPeer({
    columns,
    clock,
    lineMs,
    ...(knows && { knows }),
    send: (bytes) => wire.send(bytes),
    onChange() {
      regulate();
      for (const listener of [...listeners]) listener();
    },
  });
  const wire = createTcpPort({
    port,
    newcomer: 'isTurnedAway',
    onData(bytes) {
      printer.receive(bytes);
      regulate();
    },
  });
  /** A hung printer or a full one reads no more. */
  const regulate = (): void => {
    if (printer.situation().answers === 'silent' || printer.held() >= receiveBufferBytes) wire.hold();
    else wire.release();
  };

  const plugged = await wire.plug();
  if (!plugged.ok) return plugged;
  return {
    ok: true,
    peer: {
      port: Number(new URL(wire.address).port),
      address: wire.address,
      receipts: printer.receipts,
      uncut: printer.uncut,
      takeReceipt: printer.takeReceipt,
      condition: printer.situation,
      setCondition: printer.setSituation,
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      plug: wire.plug,
      unplug: wire.unplug,
      async close() {
        listeners.clear();
        await wire.unplug();
      },
    },
  };
}
