/** The scanners' part of the guided self-test: documents by chip or by machine-readable lines, and codes. Tells lengths, never content. */
import type { CodeScanner } from '../../../devices/code-scanner/index.ts';
import type { Completion } from '../../../devices/device.ts';
import type { IdDocument, IdScanner } from '../../../devices/id-scanner/index.ts';
import { deadline, isThere, judge, nobodyCame, personWithinMs, type Test, type Verdict } from './self-test-steps.ts';

/** A reader of residents' chips has a module to ask and more than one thing to read; one of machine-readable lines only reads those. */
export async function testIdScanner(scanner: IdScanner, test: Test): Promise<Verdict> {
  if (await isThere(scanner, test) !== 'passed') return 'failed';
  if (!scanner.capabilities.has('readSamId')) return testLines(scanner, test);
  if (await testModule(scanner, test) !== 'passed') return 'failed';
  test.talk.guide('Lay a resident\'s document on the scanner, and leave it there.');
  const verdict = await testDocument(scanner, test);
  test.talk.guide('Take the document away.');
  return verdict;
}

async function testModule(scanner: IdScanner, test: Test): Promise<Verdict> {
  const restarted = await scanner.execute('reset', null, deadline(test)).completion;
  if (judge(test, 'the security module restarts', restarted) !== 'passed') return 'failed';
  const identity = await scanner.execute('readSamId', null, deadline(test)).completion;
  return judge(test, 'the security module says who it is', identity, ({ samId }) => samId);
}

const isMissing = ({ code }: Completion<unknown>): boolean => code === 'timeOut' || code === 'canceled';
const describeDocument = ({ type, photo }: IdDocument): string => `${type}, ${photo ? 'with' : 'without'} a photograph; its fields were read and are not shown`;

async function testLines(scanner: IdScanner, test: Test): Promise<Verdict> {
  test.talk.guide('Lay a passport or travel card on the reader.');
  const read = await scanner.execute('readDocument', null, deadline(test, personWithinMs)).completion;
  return isMissing(read) ? nobodyCame(test, 'a document is read') : judge(test, 'a document is read', read, describeDocument);
}

async function testDocument(scanner: IdScanner, test: Test): Promise<Verdict> {
  const read = await scanner.execute('readDocumentWithFingerprints', null, deadline(test, personWithinMs)).completion;
  if (isMissing(read)) return nobodyCame(test, 'a document is read');
  const verdict = judge(test, 'a document is read', read, ({ document, fingerprints }) =>
    `${describeDocument(document)}; fingerprints: ${fingerprints ? `${fingerprints.reveal().length} bytes` : 'none'}`);
  if (verdict !== 'passed' || read.code !== 'success') return verdict;
  const address = await scanner.execute('readNewestAddress', null, deadline(test)).completion;
  if (judge(test, 'its newest address is asked for', address, (newest) => (newest.address ? `${newest.address.reveal().length} characters, not shown` : 'never changed')) !== 'passed') return 'failed';
  if (await testSerial(scanner, test) === 'failed') return 'failed';
  return testPhoto(scanner, test, read.value.document);
}

async function testSerial(scanner: IdScanner, test: Test): Promise<Verdict> {
  const what = 'its chip says its serial';
  const serial = await scanner.execute('readCardSerial', null, deadline(test)).completion;
  if (serial.code !== 'unsupportedCommand') return judge(test, what, serial, (chip) => `${chip.serial.reveal().length} bytes, not shown`);
  test.talk.tell({ what, verdict: 'notTested', detail: 'this module does not know the question' });
  return 'notTested';
}

async function testPhoto(scanner: IdScanner, test: Test, { photo }: IdDocument): Promise<Verdict> {
  if (!photo || !scanner.capabilities.has('decodePhoto')) return 'passed';
  const decoded = await scanner.execute('decodePhoto', photo, deadline(test)).completion;
  return judge(test, 'its photograph is decoded', decoded, ({ bitmap }) => `${bitmap.reveal().length} bytes, not shown`);
}

export async function testCodeScanner(scanner: CodeScanner, test: Test): Promise<Verdict> {
  if (await isThere(scanner, test) !== 'passed') return 'failed';
  test.talk.guide('Hold a code before the scanner.');
  const read = await scanner.execute('scan', null, deadline(test, personWithinMs)).completion;
  if (isMissing(read)) return nobodyCame(test, 'a code is read');
  return judge(test, 'a code is read', read, ({ token }) => `${token.reveal().length} characters, not shown`);
}
