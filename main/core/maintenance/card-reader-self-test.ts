/**
 * The card reader's part of the guided self-test: chip, card, PIN tries, every file that opens without a right, and a PIN written
 * where that is asked for. Beside each step stands the result that reader middleware would give, for whoever replaces one.
 */
import {
  applicationFiles, atrWithoutSerial, goesOnWithHsm, middlewareCodeOfFault, middlewareCodeOfFile, middlewareCodeOfPin,
  type ApplicationFile, type CardFaultDetail, type CardReader, type CardReaderReason, type FileReading, type PinChange,
} from '../../../devices/card-reader/index.ts';
import type { Completion } from '../../../devices/device.ts';
import type { Personal } from '../../../devices/personal.ts';
import { writePin, type PinWriting } from './card-pin-writing.ts';
import { describeStatus, reaches } from './device-tool.ts';
import { deadline, describeFault, isThere, mediaIs, nobodyCame, personWithinMs, type Test, type Verdict } from './self-test-steps.ts';

/** `writing`: the PIN of the card is written, too; null leaves every card as it was. */
export async function testCardReader(reader: CardReader, test: Test, writing: PinWriting | null): Promise<Verdict> {
  if (await isThere(reader, test) !== 'passed') return 'failed';
  test.talk.guide('Put a social-security card into the reader.');
  if (!await reaches(reader, test.clock, personWithinMs, mediaIs('present'), test.signal)) return nobodyCame(test, 'a card is noticed');
  const verdict = await testCard(reader, test, writing);
  await reader.execute('powerOff', null, deadline(test)).completion;
  test.talk.guide('Take the card out.');
  if (!await reaches(reader, test.clock, personWithinMs, mediaIs('notPresent'), test.signal)) return nobodyCame(test, 'the card is noticed to leave');
  test.talk.tell({ what: 'the card is noticed to leave', verdict: 'passed', detail: describeStatus(reader.status()) });
  return verdict;
}

type Outcome<Value> = Completion<Value, CardReaderReason, CardFaultDetail>;

const inMiddleware = (code: number): string => `middleware ${code}`;

/** Tells the step by its completion; `detail` says what a success brought, without anything personal. */
function judge<Value>({ talk }: Test, what: string, outcome: Outcome<Value>, detail: (value: Value) => string): Verdict {
  const verdict = outcome.code === 'success' ? 'passed' : 'failed';
  talk.tell({ what, verdict, detail: outcome.code === 'success' ? `${detail(outcome.value)}; ${inMiddleware(0)}` : describeCardFault(outcome) });
  return verdict;
}

function describeCardFault(fault: Exclude<Outcome<never>, { readonly code: 'success' }>): string {
  const { statusWord } = fault.detail ?? {};
  const word = statusWord === undefined ? '' : `, SW ${statusWord.toString(16).toUpperCase()}`;
  const code = middlewareCodeOfFault(fault);
  // Only where a PSAM was lacking: an HSM that gave no answer has none behind it.
  const next = fault.detail?.provider !== undefined && goesOnWithHsm.has(code) ? ', go on with the HSM' : '';
  return `${describeFault(fault)}${word}; ${inMiddleware(code)}${next}`;
}

async function testCard(reader: CardReader, test: Test, writing: PinWriting | null): Promise<Verdict> {
  const powered = await reader.execute('powerOn', null, deadline(test)).completion;
  if (judge(test, 'the chip answers to reset', powered, ({ atr, protocol, contactless }) =>
    `${contactless ? 'contactless' : 'by contact'}, ${protocol}, ATR ${atrWithoutSerial(Buffer.from(atr.reveal(), 'hex'))}`) !== 'passed') return 'failed';
  const read = await reader.execute('readHolder', null, deadline(test)).completion;
  if (judge(test, 'the card is read', read, ({ generation, authenticity, issuingRegion }) =>
    `generation ${generation}, authenticity ${authenticity}, issued in ${issuingRegion}; name and numbers were read and are not shown`) !== 'passed') return 'failed';
  if (read.code !== 'success') return 'failed';
  // What was proven to read the holder ends with the power: from here on the card shows what it shows to anybody.
  await reader.execute('powerOff', null, deadline(test)).completion;
  if (await testPinTries(reader, test) !== 'passed') return 'failed';
  const files = await testFreeFiles(reader, test, read.value.cardId);
  return files === 'passed' && writing ? testWriting(reader, test, read.value.cardId, writing) : files;
}

async function testPinTries(reader: CardReader, test: Test): Promise<Verdict> {
  const what = 'the tries of its PIN are counted, none is spent';
  const counted = await reader.execute('countPinTries', null, deadline(test)).completion;
  if (counted.code === 'success' || counted.reason !== 'pinNotSet') return judge(test, what, counted, ({ triesLeft }) => (triesLeft === 0 ? 'locked' : `${triesLeft} left`));
  test.talk.tell({ what, verdict: 'passed', detail: `no PIN is set on this card; ${inMiddleware(middlewareCodeOfFault(counted))}` });
  return 'passed';
}

/** Tells every file that opens, by the lengths of what is in it, and the names of those that do not. */
async function testFreeFiles(reader: CardReader, test: Test, cardId: Personal<string>): Promise<Verdict> {
  const shut: Record<'closed' | 'absent', string[]> = { closed: [], absent: [] };
  for (const file of applicationFiles) {
    const { application, fileId } = file;
    const read = await reader.execute('readFile', { cardId, application, fileId, access: 'free' }, deadline(test)).completion;
    if (read.code === 'success' && (read.value.outcome === 'closed' || read.value.outcome === 'absent')) shut[read.value.outcome].push(nameOf(file));
    else if (judge(test, nameOf(file), read, describeReading) !== 'passed') return 'failed';
  }
  test.talk.tell({ what: 'the other files', verdict: 'passed', detail: `closed without a right: ${listOf('closed', shut)}; not on this card: ${listOf('absent', shut)}` });
  return 'passed';
}

const listOf = (outcome: 'closed' | 'absent', names: Readonly<Record<'closed' | 'absent', readonly string[]>>): string =>
  (names[outcome].length > 0 ? `${names[outcome].join(', ')} (${inMiddleware(middlewareCodeOfFile({ outcome }))})` : 'none');

const nameOf = ({ application, fileId, title }: ApplicationFile): string => `${application}/${fileId.toString(16).toUpperCase()} ${title}`;

function describeReading(reading: FileReading): string {
  switch (reading.outcome) {
    case 'records': return `records of ${reading.records.map(({ value }) => value.reveal().length).join(', ')} bytes, not shown`;
    case 'bytes': return `${reading.bytes.reveal().length} bytes, not shown`;
    case 'absent':
    case 'closed': return reading.outcome;
    default: return reading satisfies never;
  }
}

async function testWriting(reader: CardReader, test: Test, cardId: Personal<string>, writing: PinWriting): Promise<Verdict> {
  test.talk.guide(`The PIN of this card is going to be written (${writing.act}). Only do this to a test card, or at its holder's wish; Ctrl-C leaves it as it is.`);
  const written = await writePin(reader, test, cardId, writing);
  const what = `the PIN is written (${writing.act})`;
  if (written === null) {
    test.talk.tell({ what, verdict: 'notTested', detail: 'left as it is' });
    return 'notTested';
  }
  if (written.code !== 'success') return judge(test, what, written, () => 'done');
  const verdict = written.value.outcome === 'changed' ? 'passed' : 'failed';
  test.talk.tell({ what, verdict, detail: `${describePin(written.value)}; ${inMiddleware(middlewareCodeOfPin(written.value))}` });
  return verdict;
}

const describePin = (change: PinChange): string => (change.outcome === 'wrong' ? `wrong PIN, ${change.triesLeft} tries left` : change.outcome);
