import { expect, test } from 'vitest';
import { cardOf, kiosk, openKiosk, person } from '../../../test/support/visitor.ts';
import type { OpenKiosk } from '../../../test/support/visitor.ts';

const zhangSan = person('zhang-san');

async function walkToPhone(visitor: OpenKiosk): Promise<void> {
  visitor.platform.answers.set('contact-details', { outcome: 'none', facts: {} });
  await visitor.start();
  await visitor.open('contact-details');
  await visitor.insert(cardOf(zhangSan));
  await visitor.choose('continue');
  await visitor.choose('pin');
  await visitor.type('260715');
}

async function walkToReview(visitor: OpenKiosk): Promise<void> {
  await walkToPhone(visitor);
  await visitor.enter('138 0000 1234');
  await visitor.enter('440106');
  await visitor.enter('示范路8号2单元301室');
  await visitor.choose('skip');
}

const shownRows = (visitor: OpenKiosk) => Object.fromEntries(visitor.body('review').rows.map(({ label, value }) => [label['zh-CN'], value['zh-CN']]));

test('what was answered is reviewed whole, and submitted so without what was left out', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  expect(shownRows(visitor)).toMatchObject({ 电话: '138 0000 1234', 居住地: '广东省广州市天河区', 详细地址: '示范路8号2单元301室', 居住开始日期: '没有填写', 核验方式: '社保卡密码核验' });
  await visitor.choose('confirm');
  visitor.body('result');
  const [submission] = visitor.journal.kept;
  expect(submission?.operation).toBe('update-contact');
  expect(submission?.content.reveal()).toEqual({ verification: { method: 'pin' }, phone: '13800001234', region: '440106', address: '示范路8号2单元301室' });
  expect(JSON.stringify(visitor.journal.audited)).not.toContain('13800001234');
});

test('each of several questions says which one it is, and of how many', async () => {
  const visitor = openKiosk();
  await walkToPhone(visitor);
  expect(visitor.body('entry').progress).toEqual({ number: 1, of: 4 });
  await visitor.enter('138 0000 1234');
  await visitor.enter('440106');
  expect(visitor.body('entry').progress).toEqual({ number: 3, of: 4 });
});

const changeOffered = (visitor: OpenKiosk) => Object.fromEntries(visitor.body('review').rows.flatMap(({ label, change }) => (change ? [[label['zh-CN'], change.id]] : [])));

test('each answer, and nothing else, is changed from the review page, which comes back at once with the others as they were', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  expect(changeOffered(visitor)).toEqual({ 电话: 'change-phone', 居住地: 'change-region', 详细地址: 'change-address', 居住开始日期: 'change-since' });
  expect(visitor.choices()).toEqual(['confirm']);
  await visitor.choose('change-phone');
  expect(visitor.body('entry').field.kind).toBe('phone');
  expect(visitor.body('entry').kept?.['zh-CN'], 'from then on it is masked again').toBe('138****1234');
  await visitor.enter('13900001234');
  expect(shownRows(visitor)).toMatchObject({ 电话: '139 0000 1234', 居住地: '广东省广州市天河区', 详细地址: '示范路8号2单元301室' });
  await visitor.choose('change-address');
  await visitor.choose('skip');
  expect(shownRows(visitor)).toMatchObject({ 详细地址: '没有填写' });
  await visitor.choose('change-region');
  await visitor.choose('keep');
  await visitor.choose('confirm');
  expect(visitor.journal.kept[0]?.content.reveal()).toEqual({ verification: { method: 'pin' }, phone: '13900001234', region: '440106' });
});

test.each(['change-phone', 'change-region', 'change-address', 'change-since'])('going back out of %s leads to the review page again, with every answer as it was', async (change) => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  const rows = shownRows(visitor);
  await visitor.choose(change);
  await visitor.touch('back');
  expect(shownRows(visitor)).toEqual(rows);
  await visitor.choose('confirm');
  expect(visitor.journal.kept).toHaveLength(1);
});

test('going back out of a change after an answer that could not be taken keeps the old one', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  await visitor.choose('change-phone');
  await visitor.enter('1380000');
  await visitor.touch('back');
  expect(shownRows(visitor)).toMatchObject({ 电话: '138 0000 1234' });
});

test.each(['answered', 'given up'])('once a change was %s, going back from the review page leads back question by question', async (ending) => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  await visitor.choose('change-phone');
  await (ending === 'answered' ? visitor.enter('13900001234') : visitor.touch('back'));
  await visitor.touch('back');
  expect(visitor.body('entry').field.kind).toBe('date');
  await visitor.touch('back');
  expect(visitor.body('entry')).toMatchObject({ field: { kind: 'text' } });
  await visitor.choose('keep');
  expect(visitor.body('entry').field.kind, 'and forward again').toBe('date');
});

test('a place is asked for with the division of the hall, which the page offers first', async () => {
  const visitor = openKiosk();
  await walkToPhone(visitor);
  await visitor.enter('13800001234');
  expect(visitor.body('entry').field).toEqual({ kind: 'region', near: kiosk.division });
  expect(kiosk.division).toMatch(/^\d{6}$/);
});

test('whoever goes back behind the questions is verified anew, and walks on question by question', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  for (const kind of ['date', 'text', 'region', 'phone']) {
    await visitor.touch('back');
    expect(visitor.body('entry').field.kind).toBe(kind);
  }
  await visitor.touch('back');
  await visitor.choose('pin');
  await visitor.type('260715');
  await visitor.choose('keep');
  expect(visitor.body('entry').field.kind).toBe('region');
});

test('an answer that cannot be taken keeps the page, which says why, until a good one comes', async () => {
  const visitor = openKiosk();
  await walkToPhone(visitor);
  const page = visitor.screen().id;
  expect(visitor.body('entry').problem).toBeNull();
  await visitor.enter('1380000123');
  expect(visitor.body('entry').problem?.['zh-CN']).toContain('11位');
  expect(visitor.screen().id).toBe(page);
  await visitor.enter('13800001234');
  expect(visitor.body('entry').field.kind).toBe('region');
  expect(visitor.body('entry').problem).toBeNull();
});

test('limits stand in the words of the problem', async () => {
  const visitor = openKiosk();
  await walkToPhone(visitor);
  await visitor.enter('13800001234');
  await visitor.enter('110101');
  await visitor.choose('skip');
  expect(visitor.body('entry').field).toMatchObject({ kind: 'date', latest: '2026-11-22' });
  await visitor.enter('2027-01-01');
  expect(visitor.body('entry').problem?.['zh-CN']).toBe('日期不能晚于2026年11月22日。');
});

test('whoever comes back finds the answer masked and may leave it, or answer anew, and confirms again', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  await visitor.touch('back');
  await visitor.touch('back');
  expect(visitor.body('entry')).toMatchObject({ field: { kind: 'text' }, kept: { 'zh-CN': '示范路*******1室' } });
  expect(visitor.choices()).toEqual(['keep', 'skip']);
  await visitor.choose('keep');
  expect(visitor.body('entry')).toMatchObject({ field: { kind: 'date' }, kept: null });
  await visitor.enter('2020-05-01');
  expect(shownRows(visitor)).toMatchObject({ 详细地址: '示范路8号2单元301室', 居住开始日期: '2020年5月1日' });
});

test('on its first visit a question offers nothing to keep, and takes no answer on another screen', async () => {
  const visitor = openKiosk();
  await walkToPhone(visitor);
  expect(visitor.choices()).toEqual([]);
  await visitor.choose('keep');
  expect(visitor.body('entry').field.kind).toBe('phone');
  const gone = visitor.screen().id;
  await visitor.enter('13800001234');
  await visitor.send({ screenId: gone, kind: 'enter', value: '13900001234' });
  expect(visitor.body('entry').field.kind).toBe('region');
  expect(visitor.journal.counted.filter((counter) => counter === 'intents.dropped')).toHaveLength(2);
});

test('the telephone number on record is told, and nothing needs to be changed', async () => {
  const visitor = openKiosk();
  visitor.platform.answers.set('contact-details', {
    outcome: 'on-record',
    facts: { phone: { type: 'text', value: { 'zh-CN': '138****1234', en: '138****1234' } }, updatedOn: { type: 'date', value: '2026-07-01' } },
  });
  await visitor.start();
  await visitor.open('contact-details');
  await visitor.insert(cardOf(zhangSan));
  await visitor.choose('continue');
  expect(visitor.body('information').rows.map(({ value }) => value['zh-CN'])).toEqual(['138****1234', '2026年7月1日']);
  await visitor.choose('leave');
  visitor.body('take');
});
