import { defaultModes } from '../../contract/index.ts';
import { expect, test } from 'vitest';
import { cardOf, documentOf, kiosk, openKiosk, person, walkToKnown, walkToReview, walkToWays } from '../../../test/support/visitor.ts';

const zhangSan = person('zhang-san');

test('a person walks the whole journey, verified by PIN, and takes everything with them', async () => {
  const visitor = openKiosk();
  expect(visitor.body('attract').title['zh-CN']).toBe('社保自助服务');
  await visitor.start({ textSize: 'large' });
  expect(visitor.body('menu').entries.map(({ service }) => service)).toEqual(['benefit-certification', 'contact-details', 'contribution-base']);
  await visitor.open();
  expect(visitor.body('consent').choices.map(({ weight }) => weight)).toEqual(['equal', 'equal', 'equal']);
  await visitor.choose('other-way');
  expect(visitor.body('present').phase).toBe('waiting');
  await visitor.insert(cardOf(zhangSan));
  expect(visitor.body('information').title['zh-CN']).toBe('您好，张*');
  await visitor.choose('continue');
  expect(visitor.body('information').rows.map(({ value }) => value['zh-CN'])).toEqual(['2026年12月12日', '20']);
  await visitor.choose('continue');
  expect(visitor.choices()).toEqual(['pin', 'co-sign']);
  await visitor.choose('pin');
  await visitor.type('260715');
  const review = visitor.body('review');
  expect(review.rows.map(({ value }) => value['zh-CN'])).toEqual(['待遇资格认证', '张*', '9900***********010', '社保卡密码核验']);
  await visitor.choose('confirm');
  expect(visitor.body('result')).toMatchObject({ tone: 'success', number: 'PT20261122000001' });
  await visitor.choose('continue');
  expect(visitor.printer.printed).toHaveLength(1);
  await visitor.rate(5);
  expect(visitor.body('take').items.map(({ item, presence }) => [item, presence])).toEqual([['card', 'present']]);
  expect(visitor.screen().modes.textSize).toBe('large');
  visitor.cardReader.remove();
  await visitor.clock.advance(0);
  visitor.body('farewell');
  // In large text the farewell, too, may be read three times as long.
  await visitor.clock.advance(kiosk.idle.farewellSeconds * 3000);
  visitor.body('attract');
  expect(visitor.screen().modes).toEqual(defaultModes);
  expect(visitor.renewals).toHaveLength(1);
  expect(visitor.journal.kept.map(({ operation }) => operation)).toEqual(['certify-benefit', 'rate-service']);
  expect(visitor.logged).toEqual([]);
});

test('what is submitted names the method, the consent and the terminal, and holds no score or PIN', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  await visitor.choose('confirm');
  const [submission] = visitor.journal.kept;
  expect(submission).toMatchObject({ operation: 'certify-benefit', terminal: kiosk.terminal });
  expect(submission?.person.socialSecurityNumber.reveal()).toBe(zhangSan.number);
  expect(Object.keys(submission?.content.reveal() ?? {})).toEqual(['verification', 'consent']);
  expect(submission?.content.reveal()['verification']).toEqual({ method: 'pin' });
  expect(submission?.content.reveal()['consent']).toMatchObject({ version: 'face-notice-1' });
});

test('an intent that answers an earlier screen is dropped', async () => {
  const visitor = openKiosk();
  const attract = visitor.screen().id;
  await visitor.start();
  await visitor.send({ screenId: attract, kind: 'start', modes: {} });
  await visitor.open();
  await visitor.send({ screenId: attract, kind: 'choose', choice: 'agree' });
  visitor.body('consent');
  expect(visitor.journal.counted.filter((counter) => counter === 'intents.dropped')).toHaveLength(2);
});

test('a choice that the screen does not offer is dropped', async () => {
  const visitor = openKiosk();
  await visitor.start();
  await visitor.open();
  await visitor.choose('other-way');
  await visitor.lay(documentOf(zhangSan));
  await visitor.choose('continue');
  await visitor.choose('continue');
  expect(visitor.choices()).toEqual(['co-sign']);
  await visitor.choose('pin');
  expect(visitor.choices()).toEqual(['co-sign']);
});

test('a PIN confirmed too early is asked on for, and what was entered of it counts', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  await visitor.choose('pin');
  await visitor.type('260');
  expect(visitor.body('pin')).toMatchObject({ entered: 3, problem: { 'zh-CN': '密码还没输完，请接着输。' } });
  await visitor.send({ screenId: visitor.screen().id, kind: 'pin-key', key: '7' });
  expect(visitor.body('pin')).toMatchObject({ entered: 4, problem: null });
  await visitor.type('15');
  expect(visitor.screen().body.kind).toBe('review');
});

test('confirming twice submits once', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  const confirm = { screenId: visitor.screen().id, kind: 'choose', choice: 'confirm' } as const;
  visitor.visits.accept(confirm);
  visitor.visits.accept(confirm);
  await visitor.clock.advance(0);
  expect(visitor.journal.kept).toHaveLength(1);
});

test('a submission that could not be kept is tried again under the same id', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  visitor.journal.diskFull = true;
  await visitor.choose('confirm');
  expect(visitor.body('failure').code).toBe('submission-not-kept');
  visitor.journal.diskFull = false;
  await visitor.choose('retry');
  visitor.body('result');
  expect(visitor.journal.kept).toHaveLength(1);
});

test('a submission the platform has not answered is told as kept here, with this kiosk\'s number', async () => {
  const visitor = openKiosk();
  visitor.journal.reaches = { state: 'kept', attempts: 1 };
  await walkToReview(visitor);
  await visitor.choose('confirm');
  expect(visitor.body('result')).toMatchObject({ tone: 'attention', number: 'K-000017' });
});

test('after one second of work the screen says that the kiosk is still at it', async () => {
  const visitor = openKiosk();
  visitor.journal.settle = () => new Promise(() => undefined);
  await walkToReview(visitor);
  await visitor.choose('confirm');
  await visitor.clock.advance(999);
  expect(visitor.body('busy').slow).toBe(false);
  await visitor.clock.advance(1);
  expect(visitor.body('busy')).toMatchObject({ slow: true, coming: 'rows' });
});

test('a refusal of the platform is told in the platform\'s own words and not sent again', async () => {
  const visitor = openKiosk();
  visitor.journal.reaches = { state: 'refused', reason: 'see-counter', message: { 'zh-CN': '请到窗口。', en: 'See a counter.' } };
  await walkToReview(visitor);
  await visitor.choose('confirm');
  expect(visitor.body('failure').whatHappened.en).toContain('See a counter.');
  expect(visitor.choices(), 'only help is left').toEqual(['attendant']);
  const { id } = visitor.screen();
  await visitor.choose('attendant');
  expect(visitor.screen()).toMatchObject({ id, help: 'called', body: { choices: [] } });
  await visitor.touch('cancel');
  visitor.body('take');
});

test('a deceased flag is told to nobody: the person is kindly asked to see an attendant', async () => {
  const visitor = openKiosk();
  visitor.platform.answers.set('benefit-status', { outcome: 'deceased-flag', facts: {} });
  await walkToKnown(visitor);
  await visitor.choose('continue');
  const body = visitor.body('information');
  expect(JSON.stringify(body)).not.toMatch(/死|故|deceased|dead/i);
  expect(body.title['zh-CN']).toContain('工作人员');
});

test.each([
  ['overdue', { certifiedUntil: { type: 'date', value: '2026-11-01' } }, '认证已经过期'],
  ['suspended', { sinceDate: { type: 'date', value: '2026-10-01' } }, '待遇已暂停'],
  ['not-due', { certifiedUntil: { type: 'date', value: '2027-09-01' }, nextDue: { type: 'date', value: '2027-07-03' } }, '现在不用认证'],
  ['pending-review', { sinceDate: { type: 'date', value: '2026-11-19' } }, '正在复核'],
  ['no-record', {}, '没有查到待遇记录'],
] as const)('a benefit that is %s is told in plain words', async (outcome, facts, words) => {
  const visitor = openKiosk();
  visitor.platform.answers.set('benefit-status', { outcome, facts });
  await walkToKnown(visitor);
  await visitor.choose('continue');
  expect(visitor.body('information').title['zh-CN']).toContain(words);
});

test('an answer of the platform without the facts it should have is not acted upon', async () => {
  const visitor = openKiosk();
  visitor.platform.answers.set('benefit-status', { outcome: 'due', facts: {} });
  await walkToKnown(visitor);
  await visitor.choose('continue');
  expect(visitor.body('failure').code).toBe('platform-invalid-answer');
});

test('a platform that is down is told, and trying again works when it is back', async () => {
  const visitor = openKiosk();
  await walkToKnown(visitor);
  visitor.platform.problem = { kind: 'unreachable' };
  await visitor.choose('continue');
  expect(visitor.body('failure').code).toBe('platform-unreachable');
  visitor.platform.problem = null;
  await visitor.choose('retry');
  await visitor.clock.advance(0);
  visitor.body('information');
});

test('leaving with something begun is asked about first, and staying goes on where it was', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  await visitor.touch('cancel');
  expect(visitor.choices()).toEqual(['stay', 'leave']);
  await visitor.choose('stay');
  expect(visitor.choices()).toEqual(['pin', 'co-sign']);
  await visitor.touch('cancel');
  await visitor.choose('leave');
  expect(visitor.body('take').items.map(({ item }) => item)).toEqual(['card']);
});

test('leaving with nothing begun is not asked about', async () => {
  const visitor = openKiosk();
  await visitor.start();
  await visitor.open();
  await visitor.touch('cancel');
  visitor.body('farewell');
});

test('going back from a service leads to the menu, which knows nobody', async () => {
  const visitor = openKiosk();
  await walkToKnown(visitor);
  await visitor.touch('back');
  visitor.body('consent');
  await visitor.touch('back');
  visitor.body('menu');
  expect(visitor.screen().service).toBeNull();
});

test('after the submission there is no way back', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  await visitor.choose('confirm');
  expect(visitor.screen().allows.back).toBe(false);
  await visitor.touch('back');
  visitor.body('result');
});

test('a service that is closed says why and does not open; it opens when the reason is gone', async () => {
  const visitor = openKiosk();
  await visitor.start();
  visitor.setOpening('benefit-certification', { closed: { 'zh-CN': '暂停', en: 'closed' }, sign: null });
  expect(visitor.body('menu').entries[0]?.closed?.en).toBe('closed');
  await visitor.open();
  visitor.body('menu');
  visitor.setOpening('benefit-certification', { closed: null, sign: null });
  await visitor.open();
  visitor.body('consent');
});

test('a kiosk that can do nothing is closed before anybody begins, says why once, and opens by itself', async () => {
  const visitor = openKiosk();
  const services = ['benefit-certification', 'contact-details', 'contribution-base'];
  for (const service of services) visitor.setOpening(service, { closed: { 'zh-CN': '读卡器用不了', en: 'no reader' }, sign: null });
  expect(visitor.body('closed').paragraphs.map((paragraph) => paragraph['zh-CN'])).toEqual(['读卡器用不了', '请到人工窗口办理，或拨打 12333。工作人员正在处理。']);
  visitor.setOpening('contact-details', { closed: null, sign: null });
  visitor.body('attract');
  await visitor.start();
  visitor.body('menu');
});

test('more time is offered where the kiosk waits for the person, and nowhere else', async () => {
  const visitor = openKiosk();
  expect(visitor.screen().allows.moreTime).toBe(false);
  await visitor.start();
  expect(visitor.screen().allows.moreTime).toBe(true);
  await walkToReview(visitor);
  expect(visitor.screen().allows.moreTime).toBe(true);
});

test('calling an attendant is counted once, audited, and shown until the visit ends', async () => {
  const visitor = openKiosk();
  await visitor.start();
  await visitor.touch('help');
  await visitor.touch('help');
  await visitor.open();
  expect(visitor.screen().help).toBe('called');
  expect(visitor.journal.counted.filter((counter) => counter === 'help')).toHaveLength(1);
  expect(visitor.journal.audited).toContainEqual({ event: 'help-called', details: { page: 'menu' } });
});

test('size and language change in place at any time', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  const { id } = visitor.screen();
  await visitor.setModes({ language: 'en' });
  expect(visitor.screen()).toMatchObject({ id, modes: { language: 'en', textSize: 'normal' } });
});

test('a screen brings its plain variants and every installed language, filled alike', async () => {
  const visitor = openKiosk();
  await visitor.start({ textSize: 'large' });
  await visitor.open();
  const { lead } = visitor.body('consent');
  expect(Object.keys(lead).sort()).toEqual(['en', 'en-x-plain', 'zh-CN', 'zh-CN-x-plain', 'zh-Hant', 'zh-Hant-x-plain']);
  expect(lead['zh-Hant-x-plain']).toContain('一樣能辦');
  await visitor.choose('other-way');
  await visitor.insert(cardOf(person('zhang-san')));
  expect(visitor.body('information').title).toMatchObject({ 'zh-CN': '您好，张*', en: 'Hello, 张*', 'zh-Hant': '您好，张*' });
  await visitor.choose('continue');
  expect(visitor.body('information').rows[0]?.value).toEqual({ 'zh-CN': '2026年12月12日', 'zh-Hant': '2026年12月12日', en: '12 December 2026' });
});
