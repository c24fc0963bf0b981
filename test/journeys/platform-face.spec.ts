/** Certification where the platform compares the face: one picture goes out to the demo hall, whose own engine compares it, and its answer decides. */
import { expect, test } from '../support/journey.ts';
import { faceJourneyMs, type WalkIn } from '../support/walk-in.ts';

test.use({ profile: 'demo-platform-face' });
test.setTimeout(faceJourneyMs);

/** To the camera, with a consent that tells of the picture that is sent. */
async function walkToCamera(person: WalkIn): Promise<void> {
  await person.start();
  await person.openService('benefit-certification');
  await person.sees('consent', '发给社保平台');
  await person.choose('agree');
  await person.sees('present');
  await person.insert('zhang-san');
  await person.learnStatus('可以认证了');
}

test('somebody agrees to have one picture sent, is recognised by the platform, and certifies', async ({ person, kiosk }) => {
  await kiosk.dock('feed live-a');
  await walkToCamera(person);
  await person.passFaceCheck();
  await person.sees('review', '刷脸核验');
  const number = await person.submit();
  expect(await person.submissions()).toMatchObject([{ person: 'zhang-san', status: 'accepted', deliveries: 1, number }]);
});
