/** Composes a receipt from its layout and what the visit did; the person's own values are masked. */
import type { ReceiptDocument, ReceiptElement } from '../../../../devices/receipt-printer/contract.ts';
import { receiptPlaceholder } from '../../../../kiosk-config/schema/receipt.ts';
import type { ReceiptLayout, ReceiptLine, ReceiptPlaceholder } from '../../../../kiosk-config/schema/receipt.ts';
import type { Errand } from '../effect.ts';
import { shownEntry } from '../entry-rules/index.ts';
import { entryMark } from '../values.ts';
import type { HeldValues, SubmissionOutcome } from '../values.ts';
import type { VisitWorld } from '../world.ts';
import { maskName, maskNumber, writtenTime } from '../wording.ts';
import { shownMethod } from './paint.ts';

type Words = Readonly<Record<string, string>>;

/** What the person answered, by `entry.<question>`, as it may be shown. */
function answersIn(world: VisitWorld, { entries = {} }: HeldValues): Words {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [entryMark(name), (shownEntry(entry, world) ?? world.texts.words.leftOut)['zh-CN']]));
}

function wordsOf(world: VisitWorld, values: HeldValues, errand: Errand, submission: SubmissionOutcome): Readonly<Record<ReceiptPlaceholder, string>> {
  const { kiosk, texts } = world;
  return {
    hall: kiosk.hall['zh-CN'],
    service: errand.serviceTitle['zh-CN'],
    name: maskName(values.identity?.name.reveal() ?? ''),
    idNumber: maskNumber(values.identity?.socialSecurityNumber.reveal() ?? ''),
    method: shownMethod({ world, values })['zh-CN'],
    result: texts.words[submission.state]['zh-CN'],
    number: submission.number,
    // While the platform has not answered, its number here is what the person can ask about.
    verificationCode: submission.verificationCode ?? submission.number,
    time: writtenTime(submission.at),
    terminal: kiosk.terminal,
    hotline: kiosk.hotline,
  };
}

const filled = (template: string, words: Words): string =>
  template.replaceAll(receiptPlaceholder, (whole, name: string) => (Object.hasOwn(words, name) ? words[name] ?? whole : whole));

function element(line: ReceiptLine, words: Words): ReceiptElement {
  if (line === 'rule') return { kind: 'rule' };
  if ('feed' in line) return { kind: 'feed', lines: line.feed };
  if ('qr' in line) return { kind: 'qr', content: filled(line.qr, words) };
  if ('label' in line) return { kind: 'row', label: line.label, value: filled(line.value, words) };
  return { kind: 'text', text: filled(line.text, words), align: line.align, size: line.size, bold: line.bold };
}

/** `reissue`: some of this receipt may already be on paper, and this one says that it is a duplicate. */
export type Issue = 'first' | 'reissue';

export function composeReceipt(
  layout: ReceiptLayout, issue: Issue, world: VisitWorld, values: HeldValues, errand: Errand, submission: SubmissionOutcome,
): ReceiptDocument {
  const words = { ...wordsOf(world, values, errand, submission), ...answersIn(world, values) };
  const lines = issue === 'first' ? layout.lines : [...layout.reissue, ...layout.lines];
  return { elements: lines.map((line) => element(line, words)) };
}
