import { expect, test } from 'vitest';
import { openKiosk, walkToReview } from '../../../test/support/visitor.ts';
import type { OpenKiosk } from '../../../test/support/visitor.ts';

async function walkToPrint(visitor: OpenKiosk): Promise<void> {
  await walkToReview(visitor);
  await visitor.choose('confirm');
  await visitor.choose('continue');
}

test('a receipt tells what was done with the person masked, and its code holds the verification code and nothing else', async () => {
  const visitor = openKiosk();
  await walkToPrint(visitor);
  const elements = visitor.printer.printed[0]?.elements ?? [];
  const rows = Object.fromEntries(elements.flatMap((element) => (element.kind === 'row' ? [[element.label, element.value]] : [])));
  expect(rows).toMatchObject({ 姓名: '张*', 证件号码: '9900***********010', 办理结果: '已受理', 受理号: 'PT20261122000001', 核验码: 'ACDE3467' });
  expect(elements.filter(({ kind }) => kind === 'qr')).toEqual([{ kind: 'qr', content: 'ACDE3467' }]);
  expect(JSON.stringify(elements)).not.toMatch(/990000198506150010|张三|[{}]\w+[{}]/);
});

test.each([
  ['paperOut', 'printer-paper-out'], ['partlyPrinted', 'printer-partly-printed'], ['unreachable', 'printer-gone'],
  ['silent', 'printer-silent'], ['coverOpen', 'printer-cover-open'], ['cutterFault', 'printer-fault'],
] as const)('a print that ends in %s keeps the result: the number can be noted, or printed again', async (reason, code) => {
  const visitor = openKiosk();
  visitor.printer.failsWith = reason;
  await walkToPrint(visitor);
  expect(visitor.body('failure')).toMatchObject({ code });
  // What a hand can put right is tried again first; a fault of the printer's own is not.
  expect(visitor.choices()).toEqual(code === 'printer-fault' ? ['continue', 'retry'] : ['retry', 'continue']);
  await visitor.choose('continue');
  expect(visitor.body('result').number).toBe('PT20261122000001');
  visitor.printer.failsWith = null;
  await visitor.choose('retry');
  visitor.body('rating');
  expect(visitor.printer.printed).toHaveLength(1);
  expect(visitor.journal.kept).toHaveLength(1);
});

const duplicateMarks = ({ printer }: OpenKiosk): boolean[] =>
  printer.printed.map(({ elements }) => elements.some((element) => element.kind === 'text' && element.text === '受理号 PT20261122000001 的副本'));

test('the first receipt is no duplicate, also where a try before it printed nothing', async () => {
  const visitor = openKiosk();
  visitor.printer.failsWith = 'paperOut';
  await walkToPrint(visitor);
  visitor.printer.failsWith = null;
  await visitor.choose('retry');
  expect(duplicateMarks(visitor)).toEqual([false]);
});

test('after a receipt that was printed in part the next one says of which number it is a duplicate, above everything else', async () => {
  const visitor = openKiosk();
  visitor.printer.failsWith = 'partlyPrinted';
  await walkToPrint(visitor);
  expect(visitor.body('failure').code).toBe('printer-partly-printed');
  visitor.printer.failsWith = null;
  await visitor.choose('retry');
  expect(duplicateMarks(visitor)).toEqual([true]);
  expect(visitor.printer.printed[0]?.elements[0]).toMatchObject({ kind: 'text', text: '重打凭条（副本）' });
});

test('where the printer cannot give its word the person is asked to look, keeps the number, and may have a duplicate', async () => {
  const visitor = openKiosk();
  visitor.printer.confirms = false;
  await walkToPrint(visitor);
  expect(visitor.body('result')).toMatchObject({ number: 'PT20261122000001', title: { 'zh-CN': '请看看凭条打好没有' } });
  await visitor.choose('retry');
  expect(duplicateMarks(visitor)).toEqual([false, true]);
  await visitor.choose('continue');
  visitor.body('rating');
});

test('a rating is voluntary, and kept as a submission of its own that names what it rates', async () => {
  const visitor = openKiosk();
  await walkToPrint(visitor);
  await visitor.rate(4);
  expect(visitor.journal.kept[1]).toMatchObject({ operation: 'rate-service' });
  expect(visitor.journal.kept[1]?.content.reveal()).toEqual({ level: 4, submission: visitor.journal.kept[0]?.id });
  const other = openKiosk();
  await walkToPrint(other);
  await other.choose('skip');
  expect(other.journal.kept).toHaveLength(1);
});
