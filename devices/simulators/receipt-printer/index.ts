/** The door of the simulated receipt printer: an ESC/POS printer at a TCP port or on a serial line, and the paper that comes out of it. */
import { systemClock, type Clock } from '../../clock.ts';
import type { HeadAnswer } from '../../receipt-printer/head.ts';
import { createPeerPort, type PeerOutcome, type PlugOutcome, type WireEnd } from '../wires/index.ts';
import { createEscPosPeer, type EscPosPeer, type PrinterSituation } from './escpos-peer.ts';

export { well, type PrinterSituation } from './escpos-peer.ts';
export type { PaperLine, PaperSpan, PrintedReceipt } from './paper.ts';
export { receiptText } from './render-text.ts';
export { receiptSvg } from './svg.ts';

export interface ReceiptPrinterPeerOptions {
  /** Any free TCP port where absent. */
  readonly where?: WireEnd;
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
  plug(): Promise<PlugOutcome>;
  /** Pulls the plug: the connection breaks, and the port is gone. */
  unplug(): Promise<void>;
  close(): Promise<void>;
}

/** A receive buffer this full takes no more from the wire, as a real one. */
const receiveBufferBytes = 256 * 1024;

export async function createReceiptPrinterPeer(
  { where = { port: 0 }, columns = 48, clock = systemClock(), lineMs = 0, knows }: ReceiptPrinterPeerOptions = {},
): Promise<PeerOutcome<ReceiptPrinterPeer>> {
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
  const wire = createPeerPort(where, (bytes) => {
    printer.receive(bytes);
    regulate();
  }, 'isTurnedAway');
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
      get address() {
        return wire.address;
      },
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
