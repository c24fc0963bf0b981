/** Cards and ID cards that are not what they should be, and readers that come and go. */
import { expect, inBothShells, test } from '../support/journey.ts';

const badCards = [
  { card: 'not-social-security', what: 'a card of another kind', code: 'card-not-social-security' },
  { card: 'bank', what: 'a bank card', code: 'card-not-social-security' },
  { card: 'damaged', what: 'a damaged card', code: 'card-unreadable' },
  { card: 'mute', what: 'a card that does not answer', code: 'card-mute' },
  { card: 'locked', what: 'a locked card', code: 'card-application-locked' },
  { card: 'zhou-ba', what: 'an expired card', code: 'card-expired' },
];

for (const { card, what, code } of badCards) {
  test(`${what} is told as such, and the ID card does instead`, card === 'bank' ? inBothShells : {}, async ({ person, kiosk }) => {
    await person.begin();
    await kiosk.dock(`insert ${card}`);
    await person.seesFailure(code);
    await person.choose('retry');
    await person.sees('present', '请先把里面的卡取出来');
    await person.place('zhou-ba');
    await person.learnStatus('可以认证了');
  });
}

test('a card pulled out while it is read can be put in again', inBothShells, async ({ person, kiosk }) => {
  await person.begin();
  await kiosk.dock('card-fault mute-after 4');
  await kiosk.dock('insert zhang-san');
  await person.sees('present', '正在读取');
  await kiosk.dock('remove');
  await person.seesFailure('card-pulled-early');
  await kiosk.dock('card-fault none');
  await person.choose('retry');
  await person.insert('zhang-san');
});

test('a card taken out in the middle of a journey is asked for, and the journey goes on when it is back', inBothShells, async ({ person, kiosk }) => {
  await person.walkToWays();
  await kiosk.dock('remove');
  await person.seesFailure('card-taken');
  await kiosk.dock('insert li-si');
  await person.seesFailure('card-different');
  await kiosk.dock('remove');
  await kiosk.dock('insert zhang-san');
  await person.retryUntil(person.choice('pin'));
});

test("somebody whose card turns out to be another's says so, and goes on with their own once it is out", async ({ person, kiosk }) => {
  await person.begin();
  await person.insert('li-si');
  await person.choose('not-me');
  await person.sees('present', '换成您自己的');
  expect(await kiosk.page.content()).not.toContain('李*');
  await kiosk.dock('remove');
  await person.sees('present', '请插入社会保障卡');
  await person.insert('zhang-san');
  await person.sees('information', '您好，张*');
  await person.learnStatus('可以认证了');
});

test("another person's ID card beside the card is refused", async ({ person, kiosk }) => {
  await person.begin();
  await person.insert('zhang-san');
  await kiosk.dock('place li-si');
  await person.seesFailure('id-other-person');
});

test('an ID card that cannot be read is told, to the person and on the first screen to the attendants, until one is read', async ({ person, kiosk }) => {
  await kiosk.dock('id bad-read');
  await person.begin();
  await kiosk.dock('place li-si');
  await person.seesFailure('id-unreadable');
  await kiosk.dock('take');
  await kiosk.dock('id ok');
  await person.choose('retry');
  await person.sees('present', '居民身份证');
  await person.waitUntilAbandoned();
  await person.sees('attract', '上一张身份证没有读出来');
  await person.begin();
  await person.place('li-si');
  await kiosk.dock('take');
  await person.waitUntilAbandoned();
  await expect(person.showing('attract').getByText('上一张身份证没有读出来')).toHaveCount(0);
});

for (const { document, what } of [
  { document: 'specimen-hmt-permit', what: 'a residence permit for Hong Kong, Macao or Taiwan' },
  { document: 'specimen-foreigner-2017', what: 'a permanent residence ID of the old kind' },
]) {
  test(`${what} says who its holder is, of whom this hall then has no record`, async ({ person }) => {
    await person.begin();
    await person.place(document);
    await person.learnStatus('没有查到待遇记录');
  });
}

test('with the ID reader unplugged only the card is asked for, and both again when it is back', async ({ person, kiosk }) => {
  await person.begin();
  await kiosk.dock('id unplug');
  await expect(person.showing('present')).not.toContainText('居民身份证放在读卡区');
  await kiosk.dock('id plug');
  await person.sees('present', '居民身份证放在读卡区');
  await person.place('li-si');
});

test('with the card reader unplugged only the ID card is asked for, and both again when it is back', async ({ person, kiosk }) => {
  await person.begin();
  const refusal = await kiosk.dock('reader unplug').then(() => null, (error: Error) => error.message);
  test.skip(refusal !== null, `SKIPPED: ${refusal}`);
  await person.sees('present', '请把居民身份证放在读卡区');
  await kiosk.dock('reader plug');
  await person.sees('present', '请插入社会保障卡');
  await person.insert('zhang-san');
});
