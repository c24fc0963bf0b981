/** A platform that is away, slow, refusing, or whose answer is lost: what was confirmed takes effect once, and the person is told the truth. */
import { expect, inBothShells, test } from '../support/journey.ts';

test('with the platform down the confirmation is kept under a number and sent once when it is back', inBothShells, async ({ person, kiosk }) => {
  await person.walkToReview();
  await kiosk.dock('platform down');
  const number = await person.submit('已经收下，稍后自动提交');
  await person.choose('continue');
  await person.sees('rating');
  expect(await person.receipt()).toContain(number);
  await person.takeEverything();
  expect(await person.submissions()).toEqual([]);
  await kiosk.dock('platform ok');
  await person.waitForDelivery();
  expect(await person.submissions()).toMatchObject([{ person: 'zhang-san', status: 'accepted', deliveries: 1 }]);
});

test('a confirmation whose answer is lost is sent again under the same id and takes effect once', async ({ person, kiosk }) => {
  await person.walkToReview();
  await kiosk.dock('platform answer-lost');
  await person.submit('已经收下，稍后自动提交');
  const [first] = await person.submissions();
  await kiosk.dock('platform ok');
  await person.waitForDelivery((first?.deliveries ?? 0) + 1);
  expect(await person.submissions()).toMatchObject([{ id: first?.id, status: 'accepted' }]);
});

test('a slow platform is waited for, and the person is told that it still works', async ({ person, kiosk }) => {
  await person.walkToReview();
  await kiosk.dock('platform slow');
  await person.choose('confirm');
  await person.sees('busy', '还在办理');
  await person.sees('result', '认证成功');
  expect(await person.submissions()).toMatchObject([{ deliveries: 1 }]);
});

test('a platform that declines is quoted, and nothing takes effect', async ({ person, kiosk }) => {
  await person.walkToReview();
  await kiosk.dock('platform refusing');
  await person.choose('confirm');
  await person.seesFailure('submission-refused');
  await person.sees('failure', '业务系统现在暂停受理');
  expect(await person.submissions()).toEqual([]);
  await expect(person.choice('attendant'), 'only help is left').toBeVisible();
  await expect(person.footButton('呼叫工作人员'), 'in one place').toHaveCount(0);
  await person.choice('attendant').click();
  await expect(person.foot).toContainText('已呼叫工作人员');
  await person.touch(person.footButton('结束办理'));
  await person.sees('take');
});

test('a platform that is away while the benefit is looked up can be asked again', async ({ person, kiosk }) => {
  await person.begin();
  await person.insert('zhang-san');
  await kiosk.dock('platform down');
  await person.choose('continue');
  await person.seesFailure('platform-unreachable');
  await kiosk.dock('platform ok');
  await person.choose('retry');
  await person.sees('information', '可以认证了');
});
