/** Every command of the family, given to a reader of machine-readable zones in every state of it. */
import { afterEach } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { orThrow } from '../../test/support/or-throw.ts';
import { testStateMatrix, type Ending } from '../../test/support/state-matrix.ts';
import { Personal } from '../personal.ts';
import { createDocumentReaderPeer, specimens, type DocumentReaderFault, type DocumentReaderPeer } from '../simulators/document-reader/index.ts';
import { createMrzReader, type IdScanner, type IdScannerCommands } from './index.ts';

interface Bench {
  readonly device: IdScanner;
  readonly clock: AwaitedClock;
  readonly peer: DocumentReaderPeer;
}
type State = DocumentReaderFault | 'empty' | 'laid down too early' | 'unplugged';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** It has no module and no chip to ask. */
const onlyReads = (readDocument: Ending): Record<keyof IdScannerCommands, Ending> => ({
  readDocument, readDocumentWithFingerprints: 'unsupportedCommand', readNewestAddress: 'unsupportedCommand', readCardSerial: 'unsupportedCommand',
  decodePhoto: 'unsupportedCommand', readSamId: 'unsupportedCommand', reset: 'unsupportedCommand',
});

/** A document is laid down several times on a reader with that fault while the command waits, as people do. */
const laidWith = (fault: DocumentReaderFault, times: number) => ({ peer, clock }: Bench): Promise<void> => {
  peer.setFault(fault);
  for (let time = 1; time <= times; time++) clock.after(time * 1500, () => peer.present(specimens.TD3));
  return Promise.resolve();
};

testStateMatrix<IdScannerCommands, Bench, State>({
  async open() {
    const { peer } = orThrow(await createDocumentReaderPeer({ port: 0 }));
    const clock = awaitedClock();
    const device = createMrzReader({ name: 'id-scanner', address: peer.address, clock });
    closings.push(() => peer.unplug(), () => device.close());
    await until(() => device.status().generic === 'online');
    return { device, clock, peer };
  },
  inputs: { readDocument: null, readDocumentWithFingerprints: null, readNewestAddress: null, readCardSerial: null, decodePhoto: new Personal(new Uint8Array()), readSamId: null, reset: null },
  states: {
    empty: () => Promise.resolve(),
    async 'laid down too early'({ peer, clock }) {
      peer.present(specimens.TD3);
      // Time for the lines to arrive.
      const shownAt = clock.now();
      await clock.advanceUntil(() => clock.now() - shownAt >= 500);
    },
    async unplugged({ peer, device }) {
      await peer.unplug();
      await until(() => device.status().generic === 'noDevice');
    },
    misread: laidWith('misread', 3),
    lineLost: laidWith('lineLost', 3),
    endLost: laidWith('endLost', 3),
    splitBytes: laidWith('splitBytes', 1),
    garbage: laidWith('garbage', 1),
  },
  endings: {
    empty: onlyReads('timeOut'),
    'laid down too early': onlyReads('timeOut'),
    unplugged: onlyReads('deviceNotReady portMissing'),
    misread: onlyReads('userError readFailed'),
    lineLost: onlyReads('userError readFailed'),
    endLost: onlyReads('userError readFailed'),
    splitBytes: onlyReads('success'),
    garbage: onlyReads('success'),
  },
  async recover({ peer, clock }) {
    peer.setFault(null);
    await peer.plug();
    // Nobody lays anything down any more.
    const healedAt = clock.now();
    await clock.advanceUntil(() => clock.now() - healedAt >= 6000);
  },
  async serve({ device, peer }) {
    const { completion } = device.execute('readDocument', null, { deadlineMs: 1000 });
    await new Promise<void>((resolve) => { setImmediate(resolve); });
    peer.present(specimens.TD1);
    return completion;
  },
});
