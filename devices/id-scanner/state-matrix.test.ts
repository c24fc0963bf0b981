/** Every command of the SAM_V scanner in every state of module, line and document. */
import { afterEach, describe } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { orThrow } from '../../test/support/or-throw.ts';
import { testStateMatrix, type Ending } from '../../test/support/state-matrix.ts';
import { Personal } from '../personal.ts';
import { createIdScannerPeer, issueDocument, type IdScannerFault, type IdScannerPeer } from '../simulators/id-scanner/index.ts';
import { personById } from '../simulators/persons.ts';
import { createIdScanner, type IdScanner, type IdScannerCommands, type PhotoDecoder } from './index.ts';

interface Bench {
  readonly device: IdScanner;
  readonly clock: AwaitedClock;
  readonly peer: IdScannerPeer;
}
type State = IdScannerFault | 'empty' | 'document lies there' | 'document read and left' | 'unplugged';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

function layDocument({ peer }: Bench): void {
  const person = personById('zhang-san');
  const document = person && issueDocument(person);
  if (!document) throw new Error('no document');
  peer.place(document);
}

/** With that fault, and a document lying there. */
const unwell = (fault: IdScannerFault) => (bench: Bench): Promise<void> => {
  layDocument(bench);
  bench.peer.setFault(fault);
  return Promise.resolve();
};

const read = ({ device }: Bench) => device.execute('readDocument', null, { deadlineMs: 10_000 }).completion;

/** Says back what it is given: no wire has a part in decoding. */
const decoder: PhotoDecoder = { decode: (wlt) => Promise.resolve({ ok: true, bitmap: wlt }) };

interface Row {
  /** Reading the document, with fingerprints or without. */
  readonly reading: Ending;
  /** Asking the document read for more: newest address, serial of its chip. */
  readonly more: Ending;
  readonly serial?: Ending;
  /** Asking the module for itself: identity, restart. */
  readonly module: Ending;
}

const sick = (ending: Ending): Row => ({ reading: ending, more: ending, module: ending });
const unread = 'userError readFailed';

const rows: Readonly<Record<State, Row>> = {
  empty: { reading: 'timeOut', more: unread, module: 'success' },
  'document lies there': { reading: 'success', more: unread, module: 'success' },
  'document read and left': { reading: 'timeOut', more: 'success', module: 'success' },
  unplugged: sick('deviceNotReady portMissing'),
  silent: sick('hardwareError silent'),
  wrongChecksum: sick('hardwareError badFrame'),
  // A frame that never ends is not told from silence.
  shortFrame: sick('hardwareError silent'),
  garbage: { reading: 'success', more: unread, module: 'success' },
  splitReplies: { reading: 'success', more: unread, module: 'success' },
  leavesAfterFind: { reading: 'timeOut', more: unread, module: 'success' },
  selectFailed: { reading: 'userError selectFailed', more: unread, module: 'success' },
  readFailed: { reading: unread, more: unread, module: 'success' },
  unauthorised: sick('hardwareError samUnauthorised'),
  selfTestFailed: sick('hardwareError samFailed'),
  unpublishedStatus: { reading: 'timeOut', more: unread, module: 'hardwareError samFailed' },
  lacksCardSerial: { reading: 'success', more: unread, serial: 'unsupportedCommand', module: 'success' },
};

const endingsOf = ({ reading, more, serial = more, module }: Row, decodePhoto: Ending): Record<keyof IdScannerCommands, Ending> => ({
  readDocument: reading, readDocumentWithFingerprints: reading, readNewestAddress: more, readCardSerial: serial, decodePhoto, readSamId: module, reset: module,
});
/** What decodes photographs is no part of the module: its state changes nothing. */
const endingsWith = (decodePhoto: Ending) =>
  Object.fromEntries(Object.entries(rows).map(([state, row]) => [state, endingsOf(row, decodePhoto)])) as Record<State, Record<keyof IdScannerCommands, Ending>>;

describe.each([
  ['without a decoder', undefined, 'unsupportedCommand'],
  ['with a decoder', decoder, 'success'],
] as const)('%s', (_, photoDecoder, decodes) => testStateMatrix<IdScannerCommands, Bench, State>({
  async open() {
    const { peer } = orThrow(await createIdScannerPeer({ port: 0 }));
    const clock = awaitedClock();
    const device = createIdScanner({ name: 'id-scanner', address: peer.address, clock, photoDecoder });
    closings.push(() => peer.unplug(), () => device.close());
    await until(() => device.status().generic === 'online');
    return { device, clock, peer };
  },
  inputs: {
    readDocument: null, readDocumentWithFingerprints: null, readNewestAddress: null, readCardSerial: null,
    decodePhoto: new Personal(new Uint8Array(1024)), readSamId: null, reset: null,
  },
  states: {
    empty: () => Promise.resolve(),
    'document lies there': (bench) => Promise.resolve(layDocument(bench)),
    async 'document read and left'(bench) {
      layDocument(bench);
      await read(bench);
    },
    async unplugged({ peer, device }) {
      await peer.unplug();
      await until(() => device.status().generic === 'noDevice');
    },
    silent: unwell('silent'),
    wrongChecksum: unwell('wrongChecksum'),
    shortFrame: unwell('shortFrame'),
    garbage: unwell('garbage'),
    splitReplies: unwell('splitReplies'),
    leavesAfterFind: unwell('leavesAfterFind'),
    selectFailed: unwell('selectFailed'),
    readFailed: unwell('readFailed'),
    unauthorised: unwell('unauthorised'),
    selfTestFailed: unwell('selfTestFailed'),
    unpublishedStatus: unwell('unpublishedStatus'),
    lacksCardSerial: unwell('lacksCardSerial'),
  },
  endings: endingsWith(decodes),
  async recover({ peer }) {
    peer.setFault(null);
    await peer.plug();
  },
  serve(bench) {
    bench.peer.take();
    layDocument(bench);
    return read(bench);
  },
}));
