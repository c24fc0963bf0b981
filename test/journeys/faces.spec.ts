/** Faces that must not pass, and what the person is told; another way is always open. */
import { expect, test } from '../support/journey.ts';
import { faceJourneyMs, faceTimeoutMs } from '../support/walk-in.ts';

test.setTimeout(faceJourneyMs);

const scenes = [
  { feed: 'empty', what: 'nobody is seen', prompt: '没有看到您的脸' },
  { feed: 'two-people', what: 'two people are seen', prompt: '镜头里有别人' },
  { feed: 'dark', what: 'it is too dark', prompt: '光线有点暗' },
];

for (const { feed, what, prompt } of scenes) {
  test(`when ${what} the person is told while it can be put right, and may take another way`, async ({ person, kiosk }) => {
    await kiosk.dock(`feed ${feed}`);
    await person.walkToFace();
    await person.sees('face', prompt, faceTimeoutMs);
    await person.choose('other-way');
    await expect(person.choice('pin')).toBeVisible();
  });
}

test('somebody who needs more time before the camera gets it on the same page, and is seen again', async ({ person, kiosk }) => {
  await kiosk.dock('feed empty');
  await person.walkToFace();
  await person.sees('face', '没有看到您的脸', faceTimeoutMs);
  const page = await person.screen.getAttribute('data-screen-id') ?? '';
  // Another feed is seen from the next time on that the camera is opened.
  await kiosk.dock('feed two-people');
  await person.footButton('更多时间').click();
  await person.footButton('时间已延长').waitFor();
  await person.sees('face', '镜头里有别人', faceTimeoutMs);
  await expect(person.screen).toHaveAttribute('data-screen-id', page);
  await person.choose('other-way');
  await expect(person.choice('pin')).toBeVisible();
});

test('another living person is not taken for the holder of the card', async ({ person, kiosk }) => {
  await kiosk.dock('feed live-b');
  await person.walkToFace();
  // On a slow machine movements may go unseen; that never makes a match either.
  await expect(async () => {
    await person.sees('failure', /face-(no-match|not-alive|took-too-long)/, faceTimeoutMs);
    if (await person.showing('failure').filter({ hasText: 'face-no-match' }).isVisible()) return;
    await person.choose('retry');
    throw new Error('the faces were not compared yet');
  }).toPass({ timeout: 3 * faceTimeoutMs });
  await person.choose('other-way');
  await expect(person.choice('pin')).toBeVisible();
});

test('a photograph held before the camera never passes, and after three attempts another way is offered', async ({ person, kiosk }) => {
  await kiosk.dock('feed photo-a');
  await person.walkToFace();
  for (const attempt of ['first', 'second']) {
    await test.step(`${attempt} attempt`, async () => {
      // On a slow machine the time may be up before a movement was asked for.
      await person.sees('failure', /face-(not-alive|took-too-long)/, faceTimeoutMs);
      await person.choose('retry');
      await person.sees('face');
    });
  }
  await person.seesFailure('face-attempts-used-up', faceTimeoutMs);
  await person.choose('other-way');
  await expect(person.choice('pin')).toBeVisible();
});
