/** How long each device takes to be itself again after its plug was pulled and put back: until it answers, and until it has served. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createCardReader } from '../../../devices/card-reader/index.ts';
import { systemClock } from '../../../devices/clock.ts';
import { createIdScanner } from '../../../devices/id-scanner/index.ts';
import { createReceiptPrinter } from '../../../devices/receipt-printer/index.ts';
import { createCardPeer } from '../../../devices/simulators/card/index.ts';
import { createIdScannerPeer, issueDocument } from '../../../devices/simulators/id-scanner/index.ts';
import { personById, testAuthenticationKey } from '../../../devices/simulators/persons.ts';
import { createReceiptPrinterPeer } from '../../../devices/simulators/receipt-printer/index.ts';
import { freePort } from '../../../main/demo/listening.ts';
import { cardNamed, untilMedia } from '../../support/cards.ts';
import { untilReports } from '../../support/until-reports.ts';
import { tellProgress } from '../progress.ts';
import type { Measurement } from '../table.ts';

const unplugs = 12;
const deadlineMs = 15_000;
/** Out for so long at least, at any moment of the driver's own attempts to reach it. */
const outMs = 100;
const outSpreadMs = 1000;
const visitor = 'zhang-san';

/** One device with a plug to pull. */
interface Plugged {
  readonly name: string;
  readonly note: string;
  unplug(): Promise<void>;
  plug(): Promise<unknown>;
  untilGone(): Promise<void>;
  untilBack(): Promise<void>;
  /** A command that needs the whole device; throws where it fails. */
  serve(): Promise<void>;
  close(): Promise<void>;
}

const must = <Value>(value: Value | null | undefined, what: string): Value => {
  if (value === null || value === undefined) throw new Error(`there is no ${what}`);
  return value;
};

/** `made` with its failure turned into a throw: without its far end there is nothing to measure. */
function got<Outcome extends { readonly ok: true } | { readonly ok: false; readonly problem: string }>(made: Outcome): Extract<Outcome, { ok: true }> {
  if (!made.ok) throw new Error(made.problem);
  return made as Extract<Outcome, { ok: true }>;
}

async function completed(completion: Promise<{ readonly code: string }>): Promise<void> {
  const { code } = await completion;
  if (code !== 'success') throw new Error(`the device came back, but its command ended in ${code}`);
}

async function pluggedIdScanner(): Promise<Plugged> {
  const { peer } = got(await createIdScannerPeer({ port: 0 }));
  const document = must(issueDocument(must(personById(visitor), 'person')), 'document');
  const scanner = createIdScanner({ name: 'id-scanner', address: peer.address, clock: systemClock() });
  return {
    name: 'ID scanner', note: 'the driver tries again after 250 ms, then less and less often',
    unplug: peer.unplug, plug: peer.plug,
    untilGone: () => untilReports(scanner, ({ generic }) => generic === 'noDevice'),
    untilBack: () => untilReports(scanner, ({ generic }) => generic === 'online'),
    serve() {
      peer.take();
      peer.place(document);
      return completed(scanner.execute('readDocument', null, { deadlineMs }).completion);
    },
    async close() {
      await scanner.close();
      await peer.unplug();
    },
  };
}

async function pluggedPrinter(): Promise<Plugged> {
  const { peer } = got(await createReceiptPrinterPeer());
  const printer = createReceiptPrinter({ name: 'receipt-printer', address: peer.address, columns: 48, clock: systemClock() });
  return {
    name: 'receipt printer', note: 'served: a receipt that the printer itself confirms',
    unplug: peer.unplug, plug: peer.plug,
    untilGone: () => untilReports(printer, ({ generic }) => generic === 'noDevice'),
    untilBack: () => untilReports(printer, ({ generic }) => generic === 'online'),
    async serve() {
      await completed(printer.execute('print', { elements: [{ kind: 'text', text: '业务回执', align: 'center', size: 2, bold: true }] }, { deadlineMs }).completion);
      peer.takeReceipt();
    },
    async close() {
      await printer.close();
      await peer.close();
    },
  };
}

/** The card's contact breaks and is made again, as the driver that cards attach to sees it. */
async function pluggedCard(): Promise<Plugged> {
  const clock = systemClock();
  const port = await freePort(0);
  const reader = createCardReader({
    name: 'card-reader', reader: { driver: 'vpcd', listen: `tcp://127.0.0.1:${port}` }, authentication: { provider: 'software', testKey: testAuthenticationKey }, clock,
  });
  const peer = createCardPeer({ host: '127.0.0.1', port });
  const card = cardNamed(visitor);
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

async function recoveriesOf(device: Plugged): Promise<readonly Measurement[]> {
  const back: number[] = [];
  const served: number[] = [];
  try {
    await device.untilBack();
    for (let n = 0; n < unplugs; n++) {
      await device.unplug();
      await device.untilGone();
      await sleep(outMs + Math.random() * outSpreadMs);
      const began = performance.now();
      await device.plug();
      await device.untilBack();
      back.push(performance.now() - began);
      await device.serve();
      served.push(performance.now() - began);
    }
  } finally {
    await device.close();
  }
  return [
    { name: `${device.name}: plugged in again → online`, samples: back, note: device.note },
    { name: '  → has served', samples: served, note: '' },
  ];
}

/** One after another, so that none waits for the other's processor. */
export async function measureRecovery(): Promise<readonly Measurement[]> {
  tellProgress(`${unplugs} unplugs of each device`);
  const measured: Measurement[] = [];
  for (const open of [pluggedIdScanner, pluggedPrinter, pluggedCard]) measured.push(...(await recoveriesOf(await open())));
  return measured;
}
