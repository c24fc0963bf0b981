/**
 * A whole kiosk in this process: the real core parts and drivers on real wires, a fault proxy on each, peers at the far ends, a page with
 * a camera, injected time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCamera } from '../../../devices/camera/index.ts';
import { createCardReader } from '../../../devices/card-reader/index.ts';
import { createCodeScanner } from '../../../devices/code-scanner/index.ts';
import { createIdScanner, createMrzReader } from '../../../devices/id-scanner/index.ts';
import { createReceiptPrinter } from '../../../devices/receipt-printer/index.ts';
import { createCardPeer, type CardPeer } from '../../../devices/simulators/card/index.ts';
import { createCodeScannerPeer, type CodeScannerPeer } from '../../../devices/simulators/code-scanner/index.ts';
import { createDocumentReaderPeer, type DocumentReaderPeer } from '../../../devices/simulators/document-reader/index.ts';
import type { FaultProxy } from '../../../devices/simulators/faults/index.ts';
import { createIdScannerPeer, type IdScannerPeer } from '../../../devices/simulators/id-scanner/index.ts';
import { testAuthenticationKey } from '../../../devices/simulators/persons.ts';
import { createReceiptPrinterPeer, type ReceiptPrinterPeer } from '../../../devices/simulators/receipt-printer/index.ts';
import { FaceThresholds } from '../../../kiosk-config/schema/face-thresholds.ts';
import { loadYaml } from '../../../kiosk-config/schema/load.ts';
import { openJournal } from '../../../main/core/journal/index.ts';
import { createLog } from '../../../main/core/log.ts';
import { openDemoHall, serveDemoHall, type DemoHall } from '../../../main/core/platform/embedded/index.ts';
import { createHttpPlatform } from '../../../main/core/platform/http/index.ts';
import { openCatalogue, wordedFor } from '../../../main/core/services/index.ts';
import { openVisits, type Visits } from '../../../main/core/visit/index.ts';
import { freePort } from '../../../main/demo/listening.ts';
import { awaitedClock, until, type AwaitedClock } from '../../support/awaited-clock.ts';
import { hubForTest } from '../../support/bridge-samples.ts';
import { orThrow } from '../../support/or-throw.ts';
import { kiosk, languages } from '../../support/visitor.ts';
import { faultyWireTo } from '../faulty-wire.ts';
import { createCommandBook, type CommandBook } from './command-book.ts';
import { openPosingPage, type PosingPage } from './posing-page.ts';
import { visitors, type WireName } from './visitors.ts';

export interface WiredKiosk {
  readonly clock: AwaitedClock;
  readonly visits: Visits;
  readonly book: CommandBook;
  readonly wires: Readonly<Record<WireName, FaultProxy>>;
  readonly id: IdScannerPeer;
  readonly card: CardPeer;
  readonly document: DocumentReaderPeer;
  readonly code: CodeScannerPeer;
  readonly printer: ReceiptPrinterPeer;
  readonly page: PosingPage;
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
const catalogue = wordedFor(kiosk, openCatalogue(configuration, languages), languages);
const thresholds = loadYaml(FaceThresholds, join(configuration, 'face-thresholds.yaml'));
/** Nobody looks at it: the page describes it as the person's. An empty JPEG, so that its way over the wire is short. */
const photo = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);

type Closings = (() => Promise<unknown> | void)[];

/** The far ends of all wires, and the wires. */
async function openWires(clock: AwaitedClock, closings: Closings) {
  const hall = openDemoHall({ database: ':memory:', clock, persons: Object.values(visitors).map(({ person }) => ({ ...person, photo })) });
  const server = await serveDemoHall({ hall });
  const id = orThrow(await createIdScannerPeer({ port: 0 })).peer;
  const document = orThrow(await createDocumentReaderPeer({ port: 0 })).peer;
  const code = orThrow(await createCodeScannerPeer({ port: 0 })).peer;
  const printer = orThrow(await createReceiptPrinterPeer({ clock })).peer;
  const cardListener = `tcp://127.0.0.1:${await freePort(0)}`;
  closings.push(() => hall.close(), () => server.close(), () => id.unplug(), () => document.unplug(), () => code.unplug(), () => printer.close());
  const wires = {
    idScanner: await faultyWireTo(id.address, clock),
    card: await faultyWireTo(cardListener, clock, 'device'),
    printer: await faultyWireTo(printer.address, clock),
    platform: await faultyWireTo(server.url, clock),
    documentReader: await faultyWireTo(document.address, clock),
    codeScanner: await faultyWireTo(code.address, clock),
  };
  const card = createCardPeer({ host: '127.0.0.1', port: Number(new URL(wires.card.address).port), clock });
  closings.push(...Object.values(wires).map((wire) => () => wire.close()), () => card.close());
  return { hall, id, document, code, printer, card, cardListener, wires };
}

export async function openWiredKiosk(): Promise<WiredKiosk> {
  const clock = awaitedClock();
  const closings: Closings = [];
  const lines: string[] = [];
  const note = (event: string, details: object): void => void lines.push(`${event} ${JSON.stringify(details)}`);
  const log = createLog({ destination: { write: (line: string) => void lines.push(line) } });
  const { cardListener, wires, ...ends } = await openWires(clock, closings);

  const hub = hubForTest(clock, log);
  const page = openPosingPage({ hub, clock, engine: thresholds[0]?.engine ?? '', shown: () => visits.current() });
  const cardReader = createCardReader({
    name: 'card-reader', reader: { driver: 'vpcd', listen: cardListener },
    authentication: { provider: 'software', testKey: testAuthenticationKey }, clock, log: note,
  });
  const idScanner = createIdScanner({ name: 'id-scanner', address: wires.idScanner.address, clock, log: note });
  const documentReader = createMrzReader({ name: 'document-reader', address: wires.documentReader.address, clock, log: note });
  const codeScanner = createCodeScanner({ name: 'code-scanner', address: wires.codeScanner.address, clock, log: note });
  const receiptPrinter = createReceiptPrinter({ name: 'receipt-printer', address: wires.printer.address, columns: 48, clock, log: note });
  const camera = createCamera({ name: 'camera', clock, link: hub.camera, light: kiosk.face });
  const devices = [cardReader, idScanner, documentReader, codeScanner, receiptPrinter, camera];
  closings.push(...devices.map((device) => () => device.close()));

  const book = createCommandBook(clock);
  const directory = mkdtempSync(join(tmpdir(), 'campaign-'));
  const platform = createHttpPlatform({ url: wires.platform.address.replace('tcp:', 'http:'), terminal: kiosk.terminal, clock });
  const journal = await openJournal({ directory, platform, clock, terminal: kiosk.terminal, log });
  const visits = openVisits({
    clock, platform, journal, kiosk, languages, faceMatching: { engine: 'local', thresholds, passive: null },
    devices: {
      cardReader: book.watched(cardReader), idScanner: book.watched(idScanner), documentReader: book.watched(documentReader),
      codeScanner: book.watched(codeScanner), receiptPrinter: book.watched(receiptPrinter), camera: book.watched(camera),
    },
    failures: catalogue.failures, texts: catalogue.texts, receipts: catalogue.receipts, services: catalogue.services,
    availability: { opening: () => ({ closed: null, sign: null }), watch: () => () => undefined },
    log: note,
    random: () => 0.5,
  });
  hub.onPageLost(() => visits.abandon());
  visits.onScreen((screen) => hub.publish(screen));
  visits.onRenew(() => {
    hub.renew();
    hub.publish(visits.current());
  });
  hub.publish(visits.current());
  closings.push(() => rmSync(directory, { recursive: true }), () => journal.close(), () => visits.close(), () => page.close());

  const isReady = (): boolean => devices.every((device) => device.status().generic === 'online') && book.pending() === 0;
  await until(isReady);
  return {
    clock, visits, book, wires, ...ends, page, directory, isReady,
    waiting: () => journal.waiting(),
    isChipOff: () => cardReader.status().specific.chip !== 'online',
    takeLog: () => lines.splice(0).join('\n'),
    async close() {
      for (const close of closings.splice(0).reverse()) await close();
    },
  };
}
