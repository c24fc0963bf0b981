/** The same certification on a landscape panel, by ID card, in English and in large text. */
import { expect, test } from '../support/journey.ts';
import { faceJourneyMs } from '../support/walk-in.ts';

test.use({ panel: 'landscape' });

test('somebody certifies by ID card and face in English and large text on a landscape panel', async ({ person, kiosk }) => {
  test.setTimeout(faceJourneyMs);
  await kiosk.dock('feed live-b');
  await person.start('English');
  await person.switchTo('Large text');
  await expect(kiosk.page.locator('.stage.large.landscape')).toBeVisible();
  await person.openCertification('agree');
  await kiosk.dock('place li-si');
  await person.sees('information', 'Hello');
  await person.learnStatus('Your certification has ended');
  await person.passFaceCheck();
  const number = await person.submit('You are certified');
  await person.choose('continue');
  await person.takeEverything();
  expect(await person.submissions()).toMatchObject([{ person: 'li-si', status: 'accepted', deliveries: 1, number }]);
  await person.sees('attract', '轻触屏幕，开始办理');
});
