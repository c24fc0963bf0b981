/** The guided self-test of each device: what the person is to do, what the device then did, and a verdict. Says nothing personal. */
import type { Camera } from '../../../devices/camera/index.ts';
import type { PrintEvent, ReceiptDocument, ReceiptPrinter } from '../../../devices/receipt-printer/index.ts';
import { observeFor } from './camera-self-test.ts';
import type { PinWriting } from './card-pin-writing.ts';
import { testCardReader } from './card-reader-self-test.ts';
import { describeStatus, reaches, type OpenedDevice } from './device-tool.ts';
import { testCodeScanner, testIdScanner } from './scanner-self-tests.ts';
import { deadline, isThere, judge, type SelfTestTalk, type Test, type Verdict } from './self-test-steps.ts';

export type { Verdict } from './self-test-steps.ts';

/**
 * Walks the steps until one does not pass; the verdict is that of the last. Ends soon after the signal aborts. `pinWriting`: the
 * card reader's test writes the card's PIN, too.
 */
export async function selfTest({ devices, clock }: OpenedDevice, talk: SelfTestTalk, signal: AbortSignal, pinWriting: PinWriting | null = null): Promise<Verdict> {
  const test: Test = { clock, talk, signal };
  const { cardReader, idScanner, documentReader, codeScanner, receiptPrinter, camera } = devices;
  if (cardReader) return testCardReader(cardReader, test, pinWriting);
  if (idScanner) return testIdScanner(idScanner, test);
  if (documentReader) return testIdScanner(documentReader, test);
  if (codeScanner) return testCodeScanner(codeScanner, test);
  if (receiptPrinter) return testPrinter(receiptPrinter, test);
  return camera ? testCamera(camera, test) : 'notTested';
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
