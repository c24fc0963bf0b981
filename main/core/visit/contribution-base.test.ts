import { expect, test } from 'vitest';
import { layRow, wrap } from '../../../devices/receipt-printer/column-layout.ts';
import type { ReceiptElement } from '../../../devices/receipt-printer/contract.ts';
import { cardOf, openKiosk, person } from '../../../test/support/visitor.ts';
import type { OpenKiosk } from '../../../test/support/visitor.ts';
import type { Fact } from '../platform/port.ts';

const zhangSan = person('zhang-san');
const money = (fen: number): Fact => ({ type: 'money', fen });
const canDeclare: Readonly<Record<string, Fact>> = {
  presentBase: money(520_000), lowestBase: money(495_000), highestBase: money(2_475_000),
  pensionRate: { type: 'rate', basisPoints: 2000 }, deadline: { type: 'date', value: '2026-12-31' },
};

async function walkToStanding(visitor: OpenKiosk, outcome: string, facts: Readonly<Record<string, Fact>>): Promise<void> {
  visitor.platform.answers.set('contribution-base', { outcome, facts });
  await visitor.start();
  await visitor.open('contribution-base');
  await visitor.insert(cardOf(zhangSan));
  await visitor.choose('continue');
}

async function walkToBase(visitor: OpenKiosk, facts = canDeclare): Promise<void> {
  await walkToStanding(visitor, 'can-declare', facts);
  await visitor.choose('continue');
  await visitor.choose('other-way');
  await visitor.choose('pin');
  await visitor.type('260715');
}

const rowsOf = (rows: readonly { label: { 'zh-CN': string }; value: { 'zh-CN': string } }[]) =>
  Object.fromEntries(rows.map(({ label, value }) => [label['zh-CN'], value['zh-CN']]));

test('the limits that the platform tells are those of the question, in whole yuan', async () => {
  const visitor = openKiosk();
  await walkToBase(visitor);
  expect(visitor.body('entry')).toMatchObject({
    field: { kind: 'amount', unit: 'yuan', leastFen: 495_000, mostFen: 2_475_000 }, prompt: { 'zh-CN': '最低 4,950 元，最高 24,750 元。' },
  });
});

test.each([
  ['4949', '太低了。今年最低是 4,950 元，请重新填。'],
  ['24751', '太高了。今年最高是 24,750 元，请重新填。'],
  ['五千', '只填整元，不要小数。'],
  ['', '还没有填，请填好再按“确认”。'],
])('"%s" is not taken, and the page says: %s', async (typed, problem) => {
  const visitor = openKiosk();
  await walkToBase(visitor);
  await visitor.enter(typed);
  expect(visitor.body('entry').problem?.['zh-CN']).toBe(problem);
});

test('the base and what follows from it each month are confirmed, and the base is submitted once, in fen', async () => {
  const visitor = openKiosk();
  await walkToBase(visitor);
  await visitor.enter('5501');
  expect(rowsOf(visitor.body('review').rows)).toMatchObject({ 每月缴费基数: '5,501 元', 每月要缴: '1,100.20 元', 核验方式: '社保卡密码核验' });
  await visitor.choose('confirm');
  visitor.body('result');
  expect(visitor.journal.kept).toHaveLength(1);
  expect(visitor.journal.kept[0]?.operation).toBe('declare-contribution-base');
  expect(visitor.journal.kept[0]?.content.reveal()).toMatchObject({ verification: { method: 'pin' }, baseFen: 550_100 });
  expect(JSON.stringify(visitor.journal.audited)).not.toContain('5501');
});

test('the base can be changed from the review, and what follows from it changes along', async () => {
  const visitor = openKiosk();
  await walkToBase(visitor);
  await visitor.enter('5500');
  await visitor.choose('change-base-fen');
  expect(visitor.body('entry').kept?.['zh-CN']).toBe('5,500 元');
  await visitor.enter('6000');
  expect(rowsOf(visitor.body('review').rows)).toMatchObject({ 每月缴费基数: '6,000 元', 每月要缴: '1,200 元' });
});

async function printed(visitor: OpenKiosk): Promise<readonly ReceiptElement[]> {
  await walkToBase(visitor);
  await visitor.enter('24750');
  await visitor.choose('confirm');
  await visitor.choose('continue');
  return visitor.printer.printed[0]?.elements ?? [];
}

test('the receipt tells the declared base beside the masked person', async () => {
  const elements = await printed(openKiosk());
  const rows = Object.fromEntries(elements.flatMap((element) => (element.kind === 'row' ? [[element.label, element.value]] : [])));
  expect(rows).toMatchObject({ 办理事项: '灵活就业缴费基数申报', 姓名: '张*', 证件号码: '9900***********010', 每月缴费基数: '24,750 元', 受理号: 'PT20261122000001' });
  expect(JSON.stringify(elements)).not.toMatch(/[{}]\w+[{}]/);
});

test.each([32, 48])('on paper of %i columns no line of the receipt is broken', async (columns) => {
  const elements = await printed(openKiosk());
  const broken = elements.filter((element) => {
    if (element.kind === 'row') return layRow(element.label, element.value, columns).length > 1;
    return element.kind === 'text' && wrap(element.text, columns / element.size).length > 1;
  });
  expect(broken).toEqual([]);
});

test.each([
  ['declared-already', { declaredBase: money(600_000), declaredOn: { type: 'date', value: '2026-11-17' }, deadline: { type: 'date', value: '2026-12-31' } }, '您今年已经申报过了', '2026年12月31日以前'],
  ['window-closed', { presentBase: money(520_000), opensOn: { type: 'date', value: '2027-09-03' } }, '现在不是申报期', '从2027年9月3日起'],
  ['not-flexible', {}, '您不用申报缴费基数', '人工窗口'],
] as const)('%s is told with what to do next, and ends there', async (outcome, facts, title, next) => {
  const visitor = openKiosk();
  await walkToStanding(visitor, outcome, facts);
  const { title: shown, paragraphs } = visitor.body('information');
  expect(shown['zh-CN']).toBe(title);
  expect(paragraphs[0]?.['zh-CN']).toContain(next);
  expect(visitor.choices()).toEqual(['leave']);
  await visitor.choose('leave');
  visitor.body('take');
});

test.each([
  ['without a limit', { highestBase: undefined }],
  ['with a limit in words', { lowestBase: { type: 'text', value: { 'zh-CN': '很少', en: 'little' } } as Fact }],
  ['with the lowest above the highest', { lowestBase: money(2_475_001) }],
])('an answer %s is not acted upon', async (_, wrong) => {
  const visitor = openKiosk();
  const facts = Object.fromEntries(Object.entries({ ...canDeclare, ...wrong }).flatMap(([name, fact]) => (fact ? [[name, fact] as const] : [])));
  await walkToStanding(visitor, 'can-declare', facts);
  expect(visitor.body('failure').code).toBe('platform-invalid-answer');
});
