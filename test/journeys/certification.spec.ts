/** Benefit certification walked from the first screen back to it, in every way a person can be verified. */
import { expect, inBothShells, test } from '../support/journey.ts';
import { faceJourneyMs, rightPin } from '../support/walk-in.ts';

test('somebody certifies by card and face, gets a receipt without the full number, rates, takes everything and leaves nothing behind', inBothShells, async ({ person, kiosk }) => {
  test.setTimeout(faceJourneyMs);
  await kiosk.dock('feed live-a');
  await person.begin('agree');
  await person.insert('zhang-san');
  await person.learnStatus('可以认证了');
  await person.passFaceCheck();
  await person.sees('review', '刷脸核验');
  const number = await person.submit();
  await person.choose('continue');
  await person.sees('rating');
  const receipt = await person.receipt();
  expect(receipt).toContain(number);
  expect(receipt).toContain('刷脸核验');
  expect(receipt).not.toContain('990000198506150010');
  expect(receipt).not.toContain('张三');
  await person.touch(kiosk.page.locator('[data-level="5"]'));
  await person.sees('take', '社会保障卡');
  await person.takeThings();
  await kiosk.dock('time +10s');
  await person.sees('attract');
  expect(await person.submissions()).toMatchObject([{ person: 'zhang-san', status: 'accepted', deliveries: 1, number }]);
  await expect.poll(() => person.submissions('rate-service')).toMatchObject([{ status: 'accepted', deliveries: 1 }]);
});

test('somebody who would rather not show the face certifies by PIN after one wrong one', inBothShells, async ({ person }) => {
  await person.walkToWays('zhao-liu');
  await person.choose('pin');
  await person.typePin('260716');
  await person.seesFailure('pin-wrong');
  await person.choose('retry');
  await person.typePin(rightPin);
  await person.sees('review', '社保卡密码核验');
  await person.submit();
  await person.choose('continue');
  await person.takeEverything();
  expect(await person.submissions()).toMatchObject([{ person: 'zhao-liu', status: 'accepted', deliveries: 1 }]);
});

test('an attendant vouches with their own card for somebody whose name has rare characters', inBothShells, async ({ person, kiosk }) => {
  await person.begin();
  await kiosk.dock('insert wang-yan');
  await person.sees('information', '您好，王**');
  await person.choose('continue');
  await person.choose('continue');
  await person.choose('co-sign');
  await person.sees('present', '请先取出您的卡');
  await kiosk.dock('remove');
  await person.sees('present', '插入工作卡');
  await kiosk.dock('insert attendant');
  await person.sees('review', '工作人员当面核验');
  await person.submit();
  await person.choose('continue');
  await person.takeEverything();
  expect(await person.submissions()).toMatchObject([{ person: 'wang-yan', status: 'accepted', deliveries: 1 }]);
});

test('a foreigner certifies by ID card, which has no PIN, with an attendant vouching', async ({ person, kiosk }) => {
  await person.begin();
  await person.place('anna');
  await person.choose('continue');
  await person.choose('continue');
  await expect(person.choice('co-sign')).toBeVisible();
  await expect(person.choice('pin')).toHaveCount(0);
  await person.choose('co-sign');
  await kiosk.dock('insert attendant');
  await person.sees('review', '工作人员当面核验');
  await person.submit();
  await person.choose('continue');
  await person.takeEverything();
  expect(await person.submissions()).toMatchObject([{ person: 'anna', status: 'accepted', deliveries: 1 }]);
});
