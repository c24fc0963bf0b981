import { expect, test } from 'vitest';
import { attendantsCard, cardOf, documentOf, openKiosk, person, walkToKnown, walkToWays } from '../../../test/support/visitor.ts';
import type { OpenKiosk } from '../../../test/support/visitor.ts';

const zhangSan = person('zhang-san');

async function walkToPresent(visitor: OpenKiosk): Promise<void> {
  await visitor.start();
  await visitor.open();
  await visitor.choose('other-way');
}

test('a card that is already in the reader counts', async () => {
  const visitor = openKiosk();
  visitor.cardReader.insert(cardOf(zhangSan));
  await walkToPresent(visitor);
  expect(visitor.body('information').title['zh-CN']).toBe('您好，张*');
});

test('a card that the person before left in the reader is nobody\'s until it was taken out', async () => {
  const visitor = openKiosk();
  await walkToKnown(visitor);
  await visitor.clock.advance(3_600_000);
  visitor.body('attract');
  expect(visitor.journal.audited.map(({ event }) => event)).toContain('card-left-behind');
  await walkToPresent(visitor);
  expect(visitor.body('present').prompt['zh-CN']).toContain('取出来');
  visitor.cardReader.remove();
  await visitor.insert(cardOf(person('li-si')));
  expect(visitor.body('information').title['zh-CN']).toBe('您好，李*');
});

test('a resident ID card identifies as well, and the card is then no longer waited for', async () => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  await visitor.lay(documentOf(zhangSan));
  expect(visitor.body('information').title['zh-CN']).toBe('您好，张*');
  expect(visitor.cardReader.commands).toEqual([]);
});

test.each([
  ['notSocialSecurityCard', 'card-not-social-security'],
  ['cardUnreadable', 'card-unreadable'],
  ['cardMute', 'card-mute'],
  ['cardRemoved', 'card-pulled-early'],
  ['applicationLocked', 'card-application-locked'],
  ['authenticationFailed', 'card-authentication-failed'],
  ['authenticationUnavailable', 'card-authentication-unavailable'],
] as const)('a card that ends in %s is told as %s, and an ID card still works', async (reason, code) => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  visitor.cardReader.insertBad(reason);
  await visitor.clock.advance(0);
  expect(visitor.body('failure').code).toBe(code);
  expect(visitor.journal.counted).toContain(`failure.${code}`);
  await visitor.choose('retry');
  expect(visitor.body('present').prompt['zh-CN']).toContain('取出来');
  await visitor.lay(documentOf(zhangSan));
  visitor.body('information');
});

test.each(['selectFailed', 'readFailed', 'undecodableText'] as const)('an ID card that ends in %s is told as unreadable', async (reason) => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  visitor.idScanner.layBad(reason);
  await visitor.clock.advance(0);
  expect(visitor.body('failure').code).toBe('id-unreadable');
});

test('after one second of reading the page says that it goes on, until it is over', async () => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  visitor.idScanner.touch();
  await visitor.clock.advance(999);
  expect(visitor.body('present')).toMatchObject({ phase: 'reading', prompt: { 'zh-CN': '正在读取，请先不要拿走' } });
  await visitor.clock.advance(1);
  expect(visitor.body('present')).toMatchObject({ phase: 'reading', prompt: { 'zh-CN': '还在读取，请先不要拿走', 'zh-Hant': '還在讀取，請先不要拿走' } });
});

test('an ID card that was found and taken away before it was read is told as unreadable, not as a silent scanner, and may be laid down again', async () => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  visitor.idScanner.touch();
  await visitor.clock.advance(0);
  expect(visitor.body('present').phase).toBe('reading');
  await visitor.clock.advance(15_000);
  expect(visitor.body('failure').code).toBe('id-unreadable');
  await visitor.choose('retry');
  await visitor.lay(documentOf(zhangSan));
  visitor.body('information');
});

test('an ID card found at the very end of a look is read to its end: the scanner would not find it a second time', async () => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  await visitor.clock.advance(9_900);
  visitor.idScanner.touch();
  await visitor.clock.advance(3_000);
  await visitor.lay(documentOf(zhangSan));
  visitor.body('information');
});

test('an expired card and an expired ID card are told so', async () => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  await visitor.insert(cardOf(person('zhou-ba')));
  expect(visitor.body('failure').code).toBe('card-expired');
  await visitor.choose('retry');
  await visitor.lay(documentOf(zhangSan, '2020-01-01'));
  expect(visitor.body('failure').code).toBe('id-expired');
});

test('an ID card of another person than the card is refused, and the first person may go on', async () => {
  const visitor = openKiosk();
  await walkToKnown(visitor);
  await visitor.lay(documentOf(person('li-si')));
  expect(visitor.body('failure').code).toBe('id-other-person');
  await visitor.choose('retry');
  expect(visitor.body('information').title['zh-CN']).toBe('您好，张*');
});

test('a card added to an ID card of the same person can then be used for its PIN', async () => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  await visitor.lay(documentOf(zhangSan));
  await visitor.insert(cardOf(zhangSan));
  visitor.body('information');
  await visitor.choose('continue');
  await visitor.choose('continue');
  expect(visitor.choices()).toContain('pin');
});

test('whoever is taken for somebody else says so: nothing of that person is left, and their card counts again only once it was taken out', async () => {
  const visitor = openKiosk();
  await walkToKnown(visitor, cardOf(person('li-si')));
  expect(visitor.choices()).toEqual(['continue', 'not-me']);
  const read = visitor.cardReader.commands.length;
  await visitor.choose('not-me');
  expect(visitor.body('present').prompt['zh-CN']).toContain('换成您自己的');
  expect(JSON.stringify(visitor.screen())).not.toContain('李');
  await visitor.clock.advance(5_000);
  expect(visitor.cardReader.commands, 'the card that lies there is not read again').toHaveLength(read);
  visitor.cardReader.remove();
  await visitor.clock.advance(0);
  expect(visitor.body('present').prompt['zh-CN']).toContain('请插入社会保障卡');
  await visitor.insert(cardOf(zhangSan));
  expect(visitor.body('information').title['zh-CN']).toBe('您好，张*');
  await visitor.choose('continue');
  expect(JSON.stringify(visitor.platform.asked.map(({ parameters }) => parameters))).not.toContain(person('li-si').card?.cardId);
});

test('where an ID card was laid down that is not the person\'s, another one or a card is read, and the one that may still lie there is asked for in the end', async () => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  await visitor.lay(documentOf(person('li-si')));
  await visitor.choose('not-me');
  expect(visitor.body('present').prompt['zh-CN']).toContain('换成您自己的');
  await visitor.insert(cardOf(zhangSan));
  expect(visitor.body('information').title['zh-CN']).toBe('您好，张*');
  visitor.idScanner.setMedia('unknown');
  await visitor.touch('cancel');
  await visitor.choose('leave');
  expect(visitor.body('take').items.map(({ item }) => item)).toEqual(['card', 'id-card']);
});

test('whoever was taken for somebody else has nothing to lose yet, and leaves without being asked', async () => {
  const visitor = openKiosk();
  await walkToKnown(visitor, cardOf(person('li-si')));
  await visitor.choose('not-me');
  await visitor.touch('cancel');
  visitor.body('take');
});

test.each(['contact-details', 'contribution-base'])('in %s, too, somebody else\'s card is taken back', async (service) => {
  const visitor = openKiosk();
  await visitor.start();
  await visitor.open(service);
  await visitor.insert(cardOf(person('li-si')));
  await visitor.choose('not-me');
  expect(visitor.body('present').prompt.en).toContain('your own');
});

test('one broken scanner is not missed while the reader works; with both gone it is told, and plugging in helps', async () => {
  const visitor = openKiosk();
  visitor.idScanner.unplug();
  await walkToPresent(visitor);
  expect(visitor.body('present').accepts).toEqual(['social-security-card']);
  expect(visitor.body('present').prompt['zh-CN']).not.toContain('身份证');
  visitor.cardReader.unplug();
  await visitor.clock.advance(0);
  expect(visitor.body('failure').code).toBe('card-reader-gone');
  visitor.cardReader.plugIn();
  await visitor.choose('retry');
  await visitor.insert(cardOf(zhangSan));
  visitor.body('information');
});

test('a scanner that fails while nobody has put anything down is not told: a card still works', async () => {
  const visitor = openKiosk();
  await walkToPresent(visitor);
  visitor.idScanner.failIdle('silent');
  await visitor.clock.advance(5_000);
  visitor.body('present');
  await visitor.insert(cardOf(zhangSan));
  visitor.body('information');
});

test.each([
  ['lost', 'card-lost'], ['cancelled', 'card-cancelled'], ['not-enabled', 'card-not-enabled'], ['unknown', 'card-not-known'],
])('a card that the platform calls %s is not used', async (outcome, code) => {
  const visitor = openKiosk();
  visitor.platform.answers.set('card-status', { outcome, facts: {} });
  await walkToKnown(visitor);
  await visitor.choose('continue');
  expect(visitor.body('failure').code).toBe(code);
  expect(visitor.platform.asked).toEqual([{ operation: 'card-status', parameters: { cardId: zhangSan.card?.cardId, cardNumber: zhangSan.card?.cardNumber } }]);
  await visitor.choose('other-way');
  expect(visitor.body('present').prompt['zh-CN']).toContain('取出来');
});

test('a card pulled in mid-journey is asked back, and only the same card goes on where the person was', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  visitor.cardReader.remove();
  await visitor.clock.advance(0);
  expect(visitor.body('failure').code).toBe('card-taken');
  await visitor.insert(cardOf(person('li-si')));
  expect(visitor.body('failure').code).toBe('card-different');
  visitor.cardReader.remove();
  await visitor.choose('retry');
  await visitor.insert(cardOf(zhangSan));
  expect(visitor.choices()).toEqual(['pin', 'co-sign']);
});

test('a card pulled in mid-journey and not put back lets the person finish', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  visitor.cardReader.remove();
  await visitor.clock.advance(0);
  expect(visitor.choices(), 'the card is waited for').toEqual([]);
  await visitor.touch('cancel');
  visitor.body('farewell');
});

test('a wrong PIN says how many tries are left, a locked one leads another way', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  await visitor.choose('pin');
  await visitor.type('111111');
  expect(visitor.body('failure').whatHappened['zh-CN']).toContain('4');
  await visitor.choose('retry');
  expect(visitor.body('pin')).toMatchObject({ entered: 0 });
  visitor.cardReader.pinAnswer = () => ({ outcome: 'locked' });
  await visitor.type('111111');
  expect(visitor.body('failure').code).toBe('pin-locked');
  expect(visitor.choices()).toEqual(['other-way']);
});

test('the PIN pad shows how many digits there are, erases and clears, and enters nothing that is incomplete', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  await visitor.choose('pin');
  const { id } = visitor.screen();
  await visitor.type('12345');
  expect(visitor.body('pin').entered).toBe(5);
  await visitor.send({ screenId: id, kind: 'pin-key', key: 'erase' });
  expect(visitor.body('pin').entered).toBe(4);
  await visitor.send({ screenId: id, kind: 'pin-key', key: 'clear' });
  expect(visitor.body('pin').entered).toBe(0);
  expect(visitor.screen().id).toBe(id);
  expect(visitor.cardReader.commands).not.toContain('verifyPin');
  expect([...visitor.body('pin').pad].sort().join('')).toBe('0123456789');
});

test('an attendant co-signs after the person took their card out, and a stranger\'s card does not', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  await visitor.choose('co-sign');
  expect(visitor.body('present')).toMatchObject({ accepts: ['attendant-card'] });
  expect(visitor.body('present').prompt['zh-CN']).toContain('先取出您的卡');
  visitor.cardReader.remove();
  await visitor.clock.advance(0);
  await visitor.insert(cardOf(person('li-si')));
  expect(visitor.body('failure').code).toBe('attendant-card-unknown');
  visitor.cardReader.remove();
  await visitor.choose('retry');
  await visitor.insert(attendantsCard());
  const review = visitor.body('review');
  expect(review.rows.at(-1)?.value['zh-CN']).toBe('工作人员当面核验');
  visitor.cardReader.remove();
  await visitor.choose('confirm');
  visitor.body('result');
  expect(visitor.journal.kept[0]?.content.reveal()['verification']).toEqual({ method: 'co-signature', attendant: '示范工号01' });
});

test('an attendant\'s card that could not prove that it is genuine signs nothing', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  await visitor.choose('co-sign');
  visitor.cardReader.remove();
  await visitor.clock.advance(0);
  await visitor.insert({ ...attendantsCard(), authenticity: 'unproven' });
  expect(visitor.body('failure').code).toBe('attendant-card-unknown');
});
