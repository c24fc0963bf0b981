import { expect, test } from 'vitest';
import { cardOf, kiosk, openKiosk, person, walkToReview, walkToWays } from '../../../test/support/visitor.ts';
import type { OpenKiosk } from '../../../test/support/visitor.ts';

const { askAfterSeconds, answerWithinSeconds, farewellSeconds } = kiosk.idle;
const seconds = (count: number): number => count * 1000;
const modes = [['in large text', { textSize: 'large' }], ['by ear', { voice: 'on' }]] as const;

/** Somebody who reads a page for as long as it is not asked whether they are there, and then one second longer. */
async function readUntilAsked(visitor: OpenKiosk, patience = 1): Promise<void> {
  await visitor.clock.advance(seconds(askAfterSeconds * patience) - 1);
  expect(visitor.screen().idleWarning).toBeNull();
  await visitor.clock.advance(1);
  expect(visitor.screen().idleWarning).toEqual({ secondsLeft: answerWithinSeconds * patience });
}

test('whoever needs more time gets all of it again, ten times and more, and loses nothing', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  const { id, body } = visitor.screen();
  for (let times = 0; times < 11; times++) {
    await readUntilAsked(visitor);
    await visitor.clock.advance(seconds(answerWithinSeconds) - 1);
    await visitor.touch('more-time');
    expect(visitor.screen()).toMatchObject({ id, body, idleWarning: null });
  }
  await visitor.choose('confirm');
  expect(visitor.journal.kept).toHaveLength(1);
});

test('more time can be asked for before anybody is asked, and begins the wait anew', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  await visitor.clock.advance(seconds(askAfterSeconds) - 1);
  await visitor.touch('more-time');
  await readUntilAsked(visitor);
});

test('whoever is at work on the page is not asked whether they are there, and being at work does not answer that question', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  const { id } = visitor.screen();
  for (let times = 0; times < 5; times++) {
    await visitor.clock.advance(seconds(askAfterSeconds) - 1);
    await visitor.touch('active');
    expect(visitor.screen()).toMatchObject({ id, idleWarning: null });
  }
  await readUntilAsked(visitor);
  await visitor.touch('active');
  expect(visitor.screen().idleWarning).not.toBeNull();
});

test('the question whether somebody is there can be answered in at least twenty seconds, and is asked in vain only once', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  await readUntilAsked(visitor);
  await visitor.clock.advance(seconds(20) - 1);
  expect(visitor.screen().idleWarning).not.toBeNull();
  await visitor.clock.advance(seconds(answerWithinSeconds));
  visitor.body('take');
});

test.each(modes)('%s people are asked three times as late, and have three times as long to answer', async (_, change) => {
  const visitor = openKiosk();
  await visitor.start(change);
  await readUntilAsked(visitor, 3);
  await visitor.clock.advance(seconds(answerWithinSeconds * 3) - 1);
  visitor.body('menu');
  await visitor.clock.advance(1);
  visitor.body('attract');
});

test.each(modes)('%s what lies in a slot is waited for three times as long', async (_, change) => {
  const visitor = openKiosk();
  await visitor.start(change);
  await visitor.open();
  await visitor.choose('other-way');
  await visitor.insert(cardOf(person('zhang-san')));
  await visitor.touch('cancel');
  await visitor.choose('leave');
  await visitor.clock.advance(seconds(askAfterSeconds * 3) - 1);
  visitor.body('take');
  await visitor.clock.advance(1);
  visitor.body('farewell');
});

test('the farewell, too, stays longer for whoever asks', async () => {
  const visitor = openKiosk();
  await visitor.start();
  await visitor.open();
  await visitor.touch('cancel');
  for (let times = 0; times < 3; times++) {
    await visitor.clock.advance(seconds(farewellSeconds) - 1);
    await visitor.touch('more-time');
  }
  visitor.body('farewell');
  await visitor.clock.advance(seconds(farewellSeconds));
  visitor.body('attract');
});
