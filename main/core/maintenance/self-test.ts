/** The guided self-test of each device: what the person is to do, what the device then did, and a verdict. Says nothing personal. */
import type { Camera } from '../../../devices/camera/index.ts';
import type { CardReader } from '../../../devices/card-reader/index.ts';
import type { Clock } from '../../../devices/clock.ts';
import type { CodeScanner } from '../../../devices/code-scanner/index.ts';
import type { Completion } from '../../../devices/device.ts';
import type { IdScanner } from '../../../devices/id-scanner/index.ts';
import type { PrintEvent, ReceiptDocument, ReceiptPrinter } from '../../../devices/receipt-printer/index.ts';
import { observeFor } from './camera-self-test.ts';
import { describeStatus, reaches, type AnyDevice, type OpenedDevice } from './device-tool.ts';

/** `notTested`: this device cannot be judged from here, or nobody did what was asked; the reason is told. */
export type Verdict = 'passed' | 'failed' | 'notTested';

export interface SelfTestTalk {
  /** What the person at the machine is to do now. */
  guide(sentence: string): void;
  /** What came out of a step. */
  tell(step: { readonly what: string; readonly verdict: Verdict; readonly detail: string }): void;
}

interface Test {
  readonly clock: Clock;
  readonly talk: SelfTestTalk;
  readonly signal: AbortSignal;
}

const answerWithinMs = 6_000;
const personWithinMs = 30_000;
const commandWithinMs = 15_000;

/** Walks the steps until one does not pass; the verdict is that of the last. Ends soon after the signal aborts. */
export async function selfTest({ devices, clock }: OpenedDevice, talk: SelfTestTalk, signal: AbortSignal): Promise<Verdict> {
  const test: Test = { clock, talk, signal };
  const { cardReader, idScanner, documentReader, codeScanner, receiptPrinter, camera } = devices;
  if (cardReader) return testCardReader(cardReader, test);
  if (idScanner) return testIdScanner(idScanner, test);
  if (documentReader) return testIdScanner(documentReader, test);
  if (codeScanner) return testCodeScanner(codeScanner, test);
  if (receiptPrinter) return testPrinter(receiptPrinter, test);
  return camera ? testCamera(camera, test) : 'notTested';
}

const deadline = ({ signal }: Test, deadlineMs = commandWithinMs) => ({ deadlineMs, signal });

/** Tells the step by its completion; `detail` says what a success brought, without anything personal. */
function judge<Value>({ talk }: Test, what: string, outcome: Completion<Value>, detail: (value: Value) => string = () => 'done'): Verdict {
  const verdict = outcome.code === 'success' ? 'passed' : 'failed';
  talk.tell({ what, verdict, detail: outcome.code === 'success' ? detail(outcome.value) : `${outcome.code}${outcome.reason ? `: ${outcome.reason}` : ''}` });
  return verdict;
}

async function isThere(device: AnyDevice, { clock, talk, signal }: Test): Promise<Verdict> {
  const reached = await reaches(device, clock, answerWithinMs, ({ generic }) => generic === 'online', signal);
  const verdict = reached ? 'passed' : 'failed';
  talk.tell({ what: 'the device answers', verdict, detail: describeStatus(device.status()) });
  return verdict;
}

const mediaIs = (wanted: string) => ({ specific }: { readonly specific: object }): boolean => 'media' in specific && specific.media === wanted;

async function testCardReader(reader: CardReader, test: Test): Promise<Verdict> {
  if (await isThere(reader, test) !== 'passed') return 'failed';
  test.talk.guide('Put a social-security card into the reader.');
  if (!await reaches(reader, test.clock, personWithinMs, mediaIs('present'), test.signal)) return nobodyCame(test, 'a card is noticed');
  const read = await reader.execute('readHolder', null, deadline(test)).completion;
  const verdict = judge(test, 'the card is read', read, ({ generation, authenticity, issuingRegion }) =>
    `generation ${generation}, authenticity ${authenticity}, issued in ${issuingRegion}; name and numbers were read and are not shown`);
  await reader.execute('powerOff', null, deadline(test)).completion;
  test.talk.guide('Take the card out.');
  if (!await reaches(reader, test.clock, personWithinMs, mediaIs('notPresent'), test.signal)) return nobodyCame(test, 'the card is noticed to leave');
  test.talk.tell({ what: 'the card is noticed to leave', verdict: 'passed', detail: describeStatus(reader.status()) });
  return verdict;
}

async function testIdScanner(scanner: IdScanner, test: Test): Promise<Verdict> {
  if (await isThere(scanner, test) !== 'passed') return 'failed';
  if (scanner.capabilities.has('readSamId')) {
    const identity = await scanner.execute('readSamId', null, deadline(test)).completion;
    if (judge(test, 'the security module says who it is', identity, ({ samId }) => samId) !== 'passed') return 'failed';
  }
  test.talk.guide('Lay an identity document on the scanner.');
  const read = await scanner.execute('readDocument', null, deadline(test, personWithinMs)).completion;
  if (read.code === 'timeOut' || read.code === 'canceled') return nobodyCame(test, 'a document is read');
  const verdict = judge(test, 'a document is read', read, ({ type, photo }) => `${type}, ${photo ? 'with' : 'without'} a photograph; its fields were read and are not shown`);
  if (read.code !== 'success' || !read.value.photo || !scanner.capabilities.has('decodePhoto')) return verdict;
  const decoded = await scanner.execute('decodePhoto', read.value.photo, deadline(test)).completion;
  return judge(test, 'its photograph is decoded', decoded, ({ bitmap }) => `${bitmap.reveal().length} bytes, not shown`);
}

async function testCodeScanner(scanner: CodeScanner, test: Test): Promise<Verdict> {
  if (await isThere(scanner, test) !== 'passed') return 'failed';
  test.talk.guide('Hold a code before the scanner.');
  const read = await scanner.execute('scan', null, deadline(test, personWithinMs)).completion;
  if (read.code === 'timeOut' || read.code === 'canceled') return nobodyCame(test, 'a code is read');
  return judge(test, 'a code is read', read, ({ token }) => `${token.reveal().length} characters, not shown`);
}

const testReceipt: ReceiptDocument = {
  elements: [
    { kind: 'text', text: '打印机自检 Printer test', align: 'center', size: 2, bold: true },
    { kind: 'rule' },
    { kind: 'row', label: '汉字 Chinese', value: '社会保障' },
    { kind: 'row', label: '生僻字 Rare', value: '㛃𠮷𬱖' },
    { kind: 'row', label: '数字 Digits', value: '0123456789' },
    { kind: 'qr', content: 'PRINTER-TEST' },
  ],
};

async function testPrinter(printer: ReceiptPrinter, test: Test): Promise<Verdict> {
  if (await isThere(printer, test) !== 'passed') return 'failed';
  if (judge(test, 'the printer tells its state', await printer.execute('readStatus', null, deadline(test)).completion, () => describeStatus(printer.status())) !== 'passed') return 'failed';
  let word = 'the printer itself says that it came out';
  const onEvent = ({ kind }: PrintEvent): void => {
    if (kind === 'unconfirmed') word = 'this head gives no word of it; only the paper can tell';
  };
  const printed = await printer.execute('print', testReceipt, { ...deadline(test), onEvent }).completion;
  const verdict = judge(test, 'a receipt is printed', printed, () => word);
  if (verdict === 'passed') test.talk.guide('Look at the paper: title in double size, Chinese characters whole, also the rare ones, the code readable, cut behind the last line.');
  return verdict;
}

/** Long enough for a browser to start, and for the engine to load on a slow machine. */
const pageWithinMs = 30_000;
const engineWithinMs = 60_000;
/** A frozen picture is known after some seconds. */
const observedMs = 12_000;

async function testCamera(camera: Camera, test: Test): Promise<Verdict> {
  const { talk, signal, clock } = test;
  const there = await reaches(camera, clock, pageWithinMs, ({ generic }) => generic === 'online', signal);
  talk.tell({ what: 'the camera is there, its lamp still out', verdict: there ? 'passed' : 'failed', detail: describeStatus(camera.status()) });
  if (!there) return 'failed';
  const opened = await camera.execute('open', null, deadline(test, engineWithinMs)).completion;
  if (judge(test, 'camera and face engine start', opened, ({ label, widthPx, heightPx, engine }) => `${label}, ${widthPx}x${heightPx}, ${engine}`) !== 'passed') return 'failed';
  talk.guide('Look into the camera.');
  const sight = await observeFor(camera, observedMs, signal);
  const seen = camera.status();
  await camera.execute('close', null, deadline(test)).completion;
  const delivers = sight.brokeOff === null && sight.frames > 0 && seen.specific.picture !== 'black';
  talk.tell({
    what: 'pictures come and change', verdict: delivers ? 'passed' : 'failed',
    detail: sight.brokeOff ?? `${sight.frames} in ${observedMs / 1000} s, ${Math.round(sight.engineMs ?? 0)} ms each; ${describeStatus(seen)}`,
  });
  if (!delivers) return 'failed';
  const faced: Verdict = sight.framesWithFace > 0 ? 'passed' : 'notTested';
  talk.tell({ what: 'a face is found', verdict: faced, detail: `on ${sight.framesWithFace} of ${sight.frames} pictures` });
  return faced;
}

function nobodyCame({ talk }: Test, what: string): Verdict {
  talk.tell({ what, verdict: 'notTested', detail: `nothing came within ${personWithinMs / 1000} s` });
  return 'notTested';
}
