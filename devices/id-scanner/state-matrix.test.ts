/** Every command of the SAM_V scanner in every state of module, line and document. */
import { afterEach } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { testStateMatrix } from '../../test/support/state-matrix.ts';
import { Personal } from '../personal.ts';
import { createIdScannerPeer, issueDocument, type IdScannerFault, type IdScannerPeer } from '../simulators/id-scanner/index.ts';
import { personById } from '../simulators/persons.ts';
import { createIdScanner, type IdScanner, type IdScannerCommands } from './index.ts';

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

testStateMatrix<IdScannerCommands, Bench, State>({
  async open() {
    const made = await createIdScannerPeer({ port: 0 });
    if (!made.ok) throw new Error(made.problem);
    const clock = awaitedClock();
    const device = createIdScanner({ name: 'id-scanner', address: made.peer.address, clock });
    closings.push(() => made.peer.unplug(), () => device.close());
    await until(() => device.status().generic === 'online');
    return { device, clock, peer: made.peer };
  },
  inputs: { readDocument: null, readDocumentWithFingerprints: null, readNewestAddress: null, decodePhoto: new Personal(new Uint8Array(1024)), readSamId: null, reset: null },
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
  },
  endings: {
    empty: {
      readDocument: 'timeOut', readDocumentWithFingerprints: 'timeOut', readNewestAddress: 'userError readFailed',
      decodePhoto: 'unsupportedCommand', readSamId: 'success', reset: 'success',
    },
    'document lies there': {
      readDocument: 'success', readDocumentWithFingerprints: 'success', readNewestAddress: 'userError readFailed',
      decodePhoto: 'unsupportedCommand', readSamId: 'success', reset: 'success',
    },
    'document read and left': {
      readDocument: 'timeOut', readDocumentWithFingerprints: 'timeOut', readNewestAddress: 'success',
      decodePhoto: 'unsupportedCommand', readSamId: 'success', reset: 'success',
    },
    unplugged: {
      readDocument: 'deviceNotReady portMissing', readDocumentWithFingerprints: 'deviceNotReady portMissing', readNewestAddress: 'deviceNotReady portMissing',
      decodePhoto: 'unsupportedCommand', readSamId: 'deviceNotReady portMissing', reset: 'deviceNotReady portMissing',
    },
    silent: {
      readDocument: 'hardwareError silent', readDocumentWithFingerprints: 'hardwareError silent', readNewestAddress: 'hardwareError silent',
      decodePhoto: 'unsupportedCommand', readSamId: 'hardwareError silent', reset: 'hardwareError silent',
    },
    wrongChecksum: {
      readDocument: 'hardwareError badFrame', readDocumentWithFingerprints: 'hardwareError badFrame', readNewestAddress: 'hardwareError badFrame',
      decodePhoto: 'unsupportedCommand', readSamId: 'hardwareError badFrame', reset: 'hardwareError badFrame',
    },
    // A frame that never ends is not told from silence.
    shortFrame: {
      readDocument: 'hardwareError silent', readDocumentWithFingerprints: 'hardwareError silent', readNewestAddress: 'hardwareError silent',
      decodePhoto: 'unsupportedCommand', readSamId: 'hardwareError silent', reset: 'hardwareError silent',
    },
    garbage: {
      readDocument: 'success', readDocumentWithFingerprints: 'success', readNewestAddress: 'userError readFailed',
      decodePhoto: 'unsupportedCommand', readSamId: 'success', reset: 'success',
    },
    splitReplies: {
      readDocument: 'success', readDocumentWithFingerprints: 'success', readNewestAddress: 'userError readFailed',
      decodePhoto: 'unsupportedCommand', readSamId: 'success', reset: 'success',
    },
    leavesAfterFind: {
      readDocument: 'timeOut', readDocumentWithFingerprints: 'timeOut', readNewestAddress: 'userError readFailed',
      decodePhoto: 'unsupportedCommand', readSamId: 'success', reset: 'success',
    },
    selectFailed: {
      readDocument: 'userError selectFailed', readDocumentWithFingerprints: 'userError selectFailed', readNewestAddress: 'userError readFailed',
      decodePhoto: 'unsupportedCommand', readSamId: 'success', reset: 'success',
    },
    readFailed: {
      readDocument: 'userError readFailed', readDocumentWithFingerprints: 'userError readFailed', readNewestAddress: 'userError readFailed',
      decodePhoto: 'unsupportedCommand', readSamId: 'success', reset: 'success',
    },
    unauthorised: {
      readDocument: 'hardwareError samUnauthorised', readDocumentWithFingerprints: 'hardwareError samUnauthorised', readNewestAddress: 'hardwareError samUnauthorised',
      decodePhoto: 'unsupportedCommand', readSamId: 'hardwareError samUnauthorised', reset: 'hardwareError samUnauthorised',
    },
    selfTestFailed: {
      readDocument: 'hardwareError samFailed', readDocumentWithFingerprints: 'hardwareError samFailed', readNewestAddress: 'hardwareError samFailed',
      decodePhoto: 'unsupportedCommand', readSamId: 'hardwareError samFailed', reset: 'hardwareError samFailed',
    },
    unpublishedStatus: {
      readDocument: 'timeOut', readDocumentWithFingerprints: 'timeOut', readNewestAddress: 'userError readFailed',
      decodePhoto: 'unsupportedCommand', readSamId: 'hardwareError samFailed', reset: 'hardwareError samFailed',
    },
  },
  async recover({ peer }) {
    peer.setFault(null);
    await peer.plug();
  },
  serve(bench) {
    bench.peer.take();
    layDocument(bench);
    return read(bench);
  },
});
