/** A whole kiosk in this process: the real core parts and drivers on real wires, a fault proxy on each, peers at the far ends, injected time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCardReader } from '../../../devices/card-reader/index.ts';
import { createIdScanner } from '../../../devices/id-scanner/index.ts';
import { createReceiptPrinter } from '../../../devices/receipt-printer/index.ts';
import { createCardPeer, type CardPeer } from '../../../devices/simulators/card/index.ts';
import { createTcpProxy, noFaults, type FaultProxy, type FaultScript } from '../../../devices/simulators/faults/index.ts';
import { createIdScannerPeer, type IdScannerPeer } from '../../../devices/simulators/id-scanner/index.ts';
import { testAuthenticationKey } from '../../../devices/simulators/persons.ts';
import { createReceiptPrinterPeer, type ReceiptPrinterPeer } from '../../../devices/simulators/receipt-printer/index.ts';
import { FaceThresholds } from '../../../kiosk-config/schema/face-thresholds.ts';
import { loadYaml } from '../../../kiosk-config/schema/load.ts';
import { openJournal } from '../../../main/core/journal/index.ts';
import { createLog } from '../../../main/core/log.ts';
import { openDemoHall, serveDemoHall, type DemoHall } from '../../../main/core/platform/embedded/index.ts';
import { createHttpPlatform } from '../../../main/core/platform/http/index.ts';
import { openCatalogue } from '../../../main/core/services/index.ts';
import { openVisits, type Visits } from '../../../main/core/visit/index.ts';
import { freePort } from '../../../main/demo/listening.ts';
import { awaitedClock, until, type AwaitedClock } from '../../support/awaited-clock.ts';
import { kiosk, languages, person } from '../../support/visitor.ts';
import { createCommandBook, type CommandBook } from './command-book.ts';

/** The wires of a certification visit. */
export const wireNames = ['idScanner', 'card', 'printer', 'platform'] as const;
export type WireName = (typeof wireNames)[number];

export interface WiredKiosk {
  readonly clock: AwaitedClock;
  readonly visits: Visits;
  readonly book: CommandBook;
  readonly wires: Readonly<Record<WireName, FaultProxy>>;
  readonly id: IdScannerPeer;
  readonly card: CardPeer;
  readonly printer: ReceiptPrinterPeer;
  readonly hall: DemoHall;
  /** Submissions kept here that the platform has not answered. */
  waiting(): number;
  /** All devices answer, none is in a command. */
  isReady(): boolean;
  /** The chip has no power, or there is none. */
  isChipOff(): boolean;
  /** Everything logged since the last call, by devices, core and journal. */
  takeLog(): string;
  /** Where the journal keeps its files. */
  readonly directory: string;
  close(): Promise<void>;
}

const configuration = resolve(import.meta.dirname, '../../../kiosk-config');
const catalogue = openCatalogue(configuration, languages);
const thresholds = loadYaml(FaceThresholds, join(configuration, 'face-thresholds.yaml'));
/** Who certifies in this kiosk. */
export const visitor = person('zhang-san');
const loopback = '127.0.0.1';

/** `made` with its failure turned into a throw: without its wires there is nothing to test. */
function got<Outcome extends { readonly ok: true } | { readonly ok: false; readonly problem: string }>(made: Outcome): Extract<Outcome, { ok: true }> {
  if (!made.ok) throw new Error(made.problem);
  return made as Extract<Outcome, { ok: true }>;
}

export async function openWiredKiosk(): Promise<WiredKiosk> {
  const clock = awaitedClock();
  const closings: (() => Promise<unknown> | void)[] = [];
  const lines: string[] = [];
  const note = (event: string, details: object): void => void lines.push(`${event} ${JSON.stringify(details)}`);
  const log = createLog({ destination: { write: (line: string) => void lines.push(line) } });
  const proxyTo = async (port: number, caller: 'driver' | 'device'): Promise<FaultProxy> => {
    const { proxy } = got(await createTcpProxy({ target: { host: loopback, port }, caller, clock }));
    closings.push(() => proxy.close());
    return proxy;
  };

  const hall = openDemoHall({ database: ':memory:', clock, persons: [{ ...visitor, photo: null }] });
  const server = await serveDemoHall({ hall });
  const id = got(await createIdScannerPeer({ port: 0 })).peer;
  const printer = got(await createReceiptPrinterPeer({ clock })).peer;
  closings.push(() => hall.close(), () => server.close(), () => id.unplug(), () => printer.close());

  const readerPort = await freePort(0);
  const wires = {
    idScanner: await proxyTo(Number(new URL(id.address).port), 'driver'),
    card: await proxyTo(readerPort, 'device'),
    printer: await proxyTo(Number(new URL(printer.address).port), 'driver'),
    platform: await proxyTo(Number(new URL(server.url).port), 'driver'),
  };
  const card = createCardPeer({ host: loopback, port: Number(new URL(wires.card.address).port), clock });

  const book = createCommandBook(clock);
  const cardReader = createCardReader({
    name: 'card-reader', reader: { driver: 'vpcd', listen: `tcp://${loopback}:${readerPort}` },
    authentication: { provider: 'software', testKey: testAuthenticationKey }, clock, log: note,
  });
  const idScanner = createIdScanner({ name: 'id-scanner', address: wires.idScanner.address, clock, log: note });
  const receiptPrinter = createReceiptPrinter({ name: 'receipt-printer', address: wires.printer.address, columns: 48, clock, log: note });
  closings.push(() => card.close(), () => cardReader.close(), () => idScanner.close(), () => receiptPrinter.close());

  const directory = mkdtempSync(join(tmpdir(), 'campaign-'));
  const platform = createHttpPlatform({ url: wires.platform.address.replace('tcp:', 'http:'), terminal: kiosk.terminal, clock });
  const journal = await openJournal({ directory, platform, clock, terminal: kiosk.terminal, log });
  const visits = openVisits({
    clock, platform, journal, kiosk, languages, faceMatching: { engine: 'local', thresholds, passive: null },
    devices: { cardReader: book.watched(cardReader), idScanner: book.watched(idScanner), documentReader: null, codeScanner: null, receiptPrinter: book.watched(receiptPrinter), camera: null },
    failures: catalogue.failures, texts: catalogue.texts, receipts: catalogue.receipts, services: catalogue.services,
    availability: { opening: () => ({ closed: null, sign: null }), watch: () => () => undefined },
    log: note,
    random: () => 0.5,
  });
  closings.push(() => rmSync(directory, { recursive: true }), () => journal.close(), () => visits.close());

  const isReady = (): boolean => [cardReader, idScanner, receiptPrinter].every((device) => device.status().generic === 'online') && book.pending() === 0;
  await until(isReady);
  return {
    clock, visits, book, wires, id, card, printer, hall, directory, isReady,
    waiting: () => journal.waiting(),
    isChipOff: () => cardReader.status().specific.chip !== 'online',
    takeLog: () => lines.splice(0).join('\n'),
    async close() {
      for (const close of closings.splice(0).reverse()) await close();
    },
  };
}

/** Lays a script on one wire; the others are well. */
export function lay({ wires }: WiredKiosk, name: WireName, script: FaultScript): void {
  for (const other of wireNames) wires[other].lay(other === name ? script : noFaults);
}
