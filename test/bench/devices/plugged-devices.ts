/** Every device with its real driver and a simulated far end, whose plug can be pulled; the time is the machine's. */
import { createCardReader } from '../../../devices/card-reader/index.ts';
import { systemClock } from '../../../devices/clock.ts';
import { createCodeScanner } from '../../../devices/code-scanner/index.ts';
import type { CommandTable, Device } from '../../../devices/device.ts';
import { createIdScanner, createMrzReader } from '../../../devices/id-scanner/index.ts';
import { createReceiptPrinter } from '../../../devices/receipt-printer/index.ts';
import { createCardPeer } from '../../../devices/simulators/card/index.ts';
import { createCodeScannerPeer } from '../../../devices/simulators/code-scanner/index.ts';
import { createDocumentReaderPeer, specimens } from '../../../devices/simulators/document-reader/index.ts';
import { createIdScannerPeer, issueDocument } from '../../../devices/simulators/id-scanner/index.ts';
import { testAuthenticationKey } from '../../../devices/simulators/persons.ts';
import { createReceiptPrinterPeer } from '../../../devices/simulators/receipt-printer/index.ts';
import { freePort } from '../../../main/demo/listening.ts';
import { cardNamed, untilMedia } from '../../support/cards.ts';
import { keepShowing } from '../../support/keep-showing.ts';
import { orThrow } from '../../support/or-throw.ts';
import { untilReports } from '../../support/until-reports.ts';
import { person } from '../../support/visitor.ts';

const deadlineMs = 15_000;
const visitor = person('zhang-san');

/** One device with a plug to pull. */
export interface PluggedDevice {
  readonly name: string;
  readonly note: string;
  unplug(): Promise<unknown>;
  plug(): Promise<unknown>;
  untilGone(): Promise<void>;
  untilBack(): Promise<void>;
  /** A command that needs the whole device; rejects where it fails. */
  serve(): Promise<void>;
  close(): Promise<void>;
}

/** What a command came to must be a success: without it there is nothing to measure. */
export async function completed(completion: Promise<{ readonly code: string; readonly reason?: string | null }>): Promise<void> {
  const { code, reason } = await completion;
  if (code !== 'success') throw new Error(`the device came back, but its command ended in ${code} ${reason ?? ''}`);
}

interface WireFar {
  plug(): Promise<unknown>;
  unplug(): Promise<void>;
}

/** A device on a wire of its own: gone when that is, back when it answers there. */
function onWire<Commands extends CommandTable, Specific, Reason extends string>(
  device: Device<Commands, Specific, Reason>, far: WireFar, what: Pick<PluggedDevice, 'name' | 'note' | 'serve'>,
): PluggedDevice {
  return {
    ...what,
    unplug: far.unplug, plug: far.plug,
    untilGone: () => untilReports(device, ({ generic }) => generic === 'noDevice'),
    untilBack: () => untilReports(device, ({ generic }) => generic === 'online'),
    async close() {
      await device.close();
      await far.unplug();
    },
  };
}

async function idScanner(): Promise<PluggedDevice> {
  const { peer } = orThrow(await createIdScannerPeer({ port: 0 }));
  const document = issueDocument(visitor);
  const scanner = createIdScanner({ name: 'id-scanner', address: peer.address, clock: systemClock() });
  return onWire(scanner, peer, {
    name: 'ID scanner', note: 'the driver tries again after 250 ms, then less and less often',
    serve() {
      peer.take();
      if (document) peer.place(document);
      return completed(scanner.execute('readDocument', null, { deadlineMs }).completion);
    },
  });
}

async function documentReader(): Promise<PluggedDevice> {
  const clock = systemClock();
  const { peer } = orThrow(await createDocumentReaderPeer({ port: 0 }));
  const reader = createMrzReader({ name: 'document-reader', address: peer.address, clock });
  return onWire(reader, peer, {
    name: 'document reader', note: 'served: the lines of a passport laid down',
    async serve() {
      const { completion } = reader.execute('readDocument', null, { deadlineMs });
      const lift = keepShowing(clock, () => peer.present(specimens.TD3));
      await completed(completion).finally(lift);
    },
  });
}

async function codeScanner(): Promise<PluggedDevice> {
  const clock = systemClock();
  const { peer } = orThrow(await createCodeScannerPeer({ port: 0 }));
  const scanner = createCodeScanner({ name: 'code-scanner', address: peer.address, clock });
  let codes = 0;
  return onWire(scanner, peer, {
    name: 'code scanner', note: 'served: a code held before it',
    async serve() {
      // The one that was handed out last would be taken for the same phone, still lying there.
      const code = `code-${++codes}`;
      const { completion } = scanner.execute('scan', null, { deadlineMs });
      const takeAway = keepShowing(clock, () => peer.present(code));
      await completed(completion).finally(takeAway);
    },
  });
}

async function receiptPrinter(): Promise<PluggedDevice> {
  const { peer } = orThrow(await createReceiptPrinterPeer());
  const printer = createReceiptPrinter({ name: 'receipt-printer', address: peer.address, columns: 48, clock: systemClock() });
  return onWire(printer, peer, {
    name: 'receipt printer', note: 'served: a receipt that the printer itself confirms',
    async serve() {
      await completed(printer.execute('print', { elements: [{ kind: 'text', text: '业务回执', align: 'center', size: 2, bold: true }] }, { deadlineMs }).completion);
      peer.takeReceipt();
    },
  });
}

/** The card's contact breaks and is made again, as the driver that cards attach to sees it. */
async function cardReader(): Promise<PluggedDevice> {
  const port = await freePort(0);
  const reader = createCardReader({
    name: 'card-reader', reader: { driver: 'vpcd', listen: `tcp://127.0.0.1:${port}` },
    authentication: { provider: 'software', testKey: testAuthenticationKey }, clock: systemClock(),
  });
  const peer = createCardPeer({ host: '127.0.0.1', port });
  const card = cardNamed(visitor.id);
  await untilMedia(reader, 'notPresent');
  await peer.insert(card);
  return {
    name: 'card reader', note: 'the card is pulled out and put in again; served: the card read with its authentication',
    unplug: () => peer.remove(), plug: () => peer.insert(card),
    untilGone: () => untilMedia(reader, 'notPresent'),
    untilBack: () => untilMedia(reader, 'present'),
    serve: () => completed(reader.execute('readHolder', null, { deadlineMs }).completion),
    async close() {
      await peer.close();
      await reader.close();
    },
  };
}

/** Each opens one of them: those of a wire, without a browser. */
export const openPlugged: readonly (() => Promise<PluggedDevice>)[] = [cardReader, idScanner, documentReader, codeScanner, receiptPrinter];
