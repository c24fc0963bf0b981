/** Devices for tests of the core: scripted drivers under the real device grammar, moved by hand. */
import type { CardFaultDetail, CardHolder, CardReader, CardReaderCommands, CardReaderReason, PinVerification } from '../../devices/card-reader/contract.ts';
import type { CodeScanner, CodeScannerCommands, CodeScannerReason } from '../../devices/code-scanner/index.ts';
import type { Clock } from '../../devices/clock.ts';
import { createDevice, fault } from '../../devices/device.ts';
import type { Completion, Device, StatusReport } from '../../devices/device.ts';
import type { IdDocument, IdScannerCommands, IdScannerReason } from '../../devices/id-scanner/contract.ts';
import type { ReceiptDocument, ReceiptPrinterCommands, ReceiptPrinterReason } from '../../devices/receipt-printer/contract.ts';
import { Personal } from '../../devices/personal.ts';
import type { CardReaderStatus, CodeScannerStatus, IdScannerStatus, ReceiptPrinterStatus } from '../../main/contract/index.ts';

/** Resolves with what is put in, or null when the signal aborts first. */
function untilPut<Value>(waiting: Set<(value: Value) => void>, signal: AbortSignal): Promise<Value | null> {
  return new Promise((resolve) => {
    const put = (value: Value): void => {
      waiting.delete(put);
      resolve(value);
    };
    waiting.add(put);
    signal.addEventListener('abort', () => {
      waiting.delete(put);
      resolve(null);
    }, { once: true });
  });
}

export interface FakeCardReader {
  readonly device: CardReader;
  insert(holder: CardHolder): void;
  /** Puts something in that ends in this fault when read. */
  insertBad(reason: CardReaderReason): void;
  remove(): void;
  unplug(): void;
  plugIn(): void;
  /** What the card answers to a PIN. */
  pinAnswer: (pin: string) => PinVerification;
  /** Every buffer handed over for a PIN, for reading it afterwards. */
  readonly pinBuffers: Buffer[];
  readonly commands: string[];
}

export function fakeCardReader(clock: Clock): FakeCardReader {
  let card: CardHolder | CardReaderReason | null = null;
  let report: (status: StatusReport<CardReaderStatus>) => void = () => undefined;
  const present: StatusReport<CardReaderStatus> = { generic: 'online', specific: { media: 'present', chip: 'online' } };
  const empty: StatusReport<CardReaderStatus> = { generic: 'online', specific: { media: 'notPresent', chip: 'noCard' } };
  const pinBuffers: Buffer[] = [];
  const commands: string[] = [];
  const read = (): Completion<CardHolder, CardReaderReason, CardFaultDetail> => {
    if (card === null) return fault<CardReaderReason>('userError', 'noCard');
    return typeof card === 'string' ? fault<CardReaderReason>('userError', card) : { code: 'success', value: card };
  };
  const fake: FakeCardReader = {
    pinAnswer: (pin) => (pin === '260715' ? { outcome: 'verified' } : { outcome: 'wrong', triesLeft: 4 }),
    pinBuffers,
    commands,
    insert: (holder) => put(holder),
    insertBad: (reason) => put(reason),
    remove: () => {
      card = null;
      report(empty);
    },
    unplug: () => {
      card = null;
      report({ generic: 'noDevice', specific: { media: 'unknown', chip: 'unknown' } });
    },
    plugIn: () => report(empty),
    device: createDevice<CardReaderCommands, CardReaderStatus, CardReaderReason, CardFaultDetail>({
      name: 'card-reader',
      initial: empty,
      start(tell) {
        report = tell;
        return () => Promise.resolve();
      },
      handlers: {
        readHolder: () => {
          commands.push('readHolder');
          return Promise.resolve(read());
        },
        verifyPin: ({ pin }) => {
          commands.push('verifyPin');
          pinBuffers.push(pin);
          const value = fake.pinAnswer(pin.toString('ascii'));
          pin.fill(0);
          return Promise.resolve({ code: 'success', value });
        },
        powerOff: () => {
          commands.push('powerOff');
          return Promise.resolve({ code: 'success', value: null });
        },
      },
    }, clock),
  };
  const put = (what: CardHolder | CardReaderReason): void => {
    card = what;
    report(present);
  };
  return fake;
}

export interface FakeIdScanner {
  readonly device: Device<IdScannerCommands, IdScannerStatus, IdScannerReason>;
  /** Lays a document on the pad; heard only while somebody looks for one. */
  lay(document: IdDocument): void;
  layBad(reason: IdScannerReason): void;
  /** A document is found by the present look, which then goes on. */
  touch(): void;
  /** Ends the present look with this fault although nothing lies on the pad. */
  failIdle(reason: IdScannerReason): void;
  unplug(): void;
  plugIn(): void;
  setMedia(media: IdScannerStatus['media']): void;
}

export function fakeIdScanner(clock: Clock): FakeIdScanner {
  type Look = { readonly lies: boolean; readonly what: IdDocument | IdScannerReason };
  const waiting = new Set<(look: Look) => void>();
  const findNothing = (): void => undefined;
  let tellFound = findNothing;
  let report: (status: StatusReport<IdScannerStatus>) => void = () => undefined;
  const online = (media: IdScannerStatus['media']): StatusReport<IdScannerStatus> => ({ generic: 'online', specific: { media, samModule: 'ready', reading: 'unknown' } });
  const give = (look: Look): void => {
    for (const take of [...waiting]) take(look);
  };
  return {
    lay: (document) => give({ lies: true, what: document }),
    layBad: (reason) => give({ lies: true, what: reason }),
    touch: () => tellFound(),
    failIdle: (reason) => give({ lies: false, what: reason }),
    unplug: () => report({ generic: 'offline', specific: { media: 'unknown', samModule: 'unknown', reading: 'unknown' } }),
    plugIn: () => report(online('notPresent')),
    setMedia: (media) => report(online(media)),
    device: createDevice<IdScannerCommands, IdScannerStatus, IdScannerReason>({
      name: 'id-scanner',
      initial: online('notPresent'),
      start(tell) {
        report = tell;
        return () => Promise.resolve();
      },
      handlers: {
        async readDocument(_input, { signal, emit }) {
          tellFound = () => emit({ kind: 'found' });
          const found = await untilPut(waiting, signal);
          // Made outside: what is made here would hold on to this look, and with it to whom it was for.
          tellFound = findNothing;
          if (found === null) return fault<IdScannerReason>('canceled');
          if (found.lies) emit({ kind: 'found' });
          return typeof found.what === 'string' ? fault<IdScannerReason>('hardwareError', found.what) : { code: 'success', value: found.what };
        },
      },
    }, clock),
  };
}

export interface FakeCodeScanner {
  readonly device: CodeScanner;
  /** Holds a code before it; heard only while somebody waits for one. */
  show(code: string): void;
  /** Holds something before it that it cannot read; told only to somebody who waits. */
  showUnreadable(): void;
  unplug(): void;
}

export function fakeCodeScanner(clock: Clock): FakeCodeScanner {
  const waiting = new Set<(code: string) => void>();
  let tellUnreadable: () => void = () => undefined;
  let report: (status: StatusReport<CodeScannerStatus>) => void = () => undefined;
  return {
    show: (code) => [...waiting].forEach((take) => take(code)),
    showUnreadable: () => tellUnreadable(),
    unplug: () => report({ generic: 'noDevice', specific: { signal: 'unknown' } }),
    device: createDevice<CodeScannerCommands, CodeScannerStatus, CodeScannerReason>({
      name: 'code-scanner',
      initial: { generic: 'online', specific: { signal: 'unknown' } },
      start(tell) {
        report = tell;
        return () => Promise.resolve();
      },
      handlers: {
        async scan(_input, { signal, emit }) {
          tellUnreadable = () => emit({ kind: 'unreadable' });
          const code = await untilPut(waiting, signal);
          tellUnreadable = () => undefined;
          return code === null ? fault<CodeScannerReason>('canceled') : { code: 'success', value: { token: new Personal(code) } };
        },
      },
    }, clock),
  };
}

export interface FakePrinter {
  readonly device: Device<ReceiptPrinterCommands, ReceiptPrinterStatus, ReceiptPrinterReason>;
  readonly printed: ReceiptDocument[];
  /** Reason the next prints fail with; null: they succeed. */
  failsWith: ReceiptPrinterReason | null;
  /** Whether its head gives its word behind a receipt. */
  confirms: boolean;
  setMedia(media: ReceiptPrinterStatus['media']): void;
}

export function fakePrinter(clock: Clock): FakePrinter {
  let report: (status: StatusReport<ReceiptPrinterStatus>) => void = () => undefined;
  const online = (media: ReceiptPrinterStatus['media']): StatusReport<ReceiptPrinterStatus> =>
    ({ generic: 'online', specific: { paper: 'full', cover: 'closed', cutter: 'ok', media } });
  const fake: FakePrinter = {
    printed: [],
    failsWith: null,
    confirms: true,
    setMedia: (media) => report(online(media)),
    device: createDevice<ReceiptPrinterCommands, ReceiptPrinterStatus, ReceiptPrinterReason>({
      name: 'receipt-printer',
      initial: online('notPresent'),
      start(tell) {
        report = tell;
        return () => Promise.resolve();
      },
      handlers: {
        print(document, { emit }) {
          if (fake.failsWith === null || fake.failsWith === 'partlyPrinted') emit({ kind: 'begun' });
          if (fake.failsWith) return Promise.resolve(fault<ReceiptPrinterReason>('hardwareError', fake.failsWith));
          fake.printed.push(document);
          if (!fake.confirms) emit({ kind: 'unconfirmed' });
          return Promise.resolve({ code: 'success', value: null });
        },
      },
    }, clock),
  };
  return fake;
}
