import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { cardOf, documentOf, kiosk, openKiosk, person, walkToKnown, walkToReview, walkToWays } from '../../../test/support/visitor.ts';

const { askAfterSeconds, answerWithinSeconds, farewellSeconds } = kiosk.idle;

test('whoever does nothing is asked whether they are still there, and the visit ends when nobody answers', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  const { id } = visitor.screen();
  await visitor.clock.advance(askAfterSeconds * 1000);
  expect(visitor.screen()).toMatchObject({ id, idleWarning: { secondsLeft: answerWithinSeconds } });
  await visitor.clock.advance(7_000);
  expect(visitor.screen()).toMatchObject({ id, idleWarning: { secondsLeft: answerWithinSeconds - 7 } });
  await visitor.clock.advance(answerWithinSeconds * 1000);
  visitor.body('take');
  expect(visitor.journal.kept).toEqual([]);
});

test('a language chosen on the first screen by somebody who walked away is set back', async () => {
  const visitor = openKiosk();
  await visitor.setModes({ language: 'en' });
  expect(visitor.screen().modes.language).toBe('en');
  await visitor.clock.advance(askAfterSeconds * 1000);
  expect(visitor.screen().modes.language).toBe('zh-CN');
});

test('what devices can see is waited for and ticked off; what they cannot tell, the person says', async () => {
  const visitor = openKiosk();
  visitor.idScanner.setMedia('unknown');
  await walkToReview(visitor);
  await visitor.choose('confirm');
  await visitor.choose('continue');
  visitor.printer.setMedia('unknown');
  await visitor.choose('skip');
  expect(visitor.body('take').items.map(({ item, presence }) => [item, presence])).toEqual([['card', 'present'], ['receipt', 'unknown']]);
  expect(visitor.choices()).toEqual([]);
  visitor.cardReader.remove();
  await visitor.clock.advance(0);
  expect(visitor.body('take').items.map(({ item, presence }) => [item, presence])).toEqual([['receipt', 'unknown'], ['card', 'taken']]);
  await visitor.choose('done');
  visitor.body('farewell');
});

test('what no device can tell is not waited for longer than the farewell', async () => {
  const visitor = openKiosk();
  visitor.idScanner.setMedia('unknown');
  await visitor.start();
  await visitor.open();
  await visitor.choose('other-way');
  await visitor.lay(documentOf(person('zhang-san')));
  await visitor.touch('cancel');
  await visitor.choose('leave');
  expect(visitor.body('take').items.map(({ item }) => item)).toEqual(['id-card']);
  await visitor.clock.advance(farewellSeconds * 1000);
  visitor.body('farewell');
});

test('the card is powered off and the PIN buffer is zeroed, also when the visit is left in the middle of the PIN', async () => {
  const visitor = openKiosk();
  await walkToWays(visitor);
  await visitor.choose('pin');
  await visitor.type('11111');
  await visitor.touch('cancel');
  await visitor.choose('leave');
  expect(visitor.cardReader.commands.at(-1)).toBe('powerOff');

  const other = openKiosk();
  await walkToReview(other);
  expect(other.cardReader.pinBuffers).toHaveLength(1);
  expect([...(other.cardReader.pinBuffers[0] ?? [])].every((byte) => byte === 0)).toBe(true);
});

test('a visit holds the person while it lasts, and nothing of them is left in memory as soon as it ends', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const visitor = openKiosk();
  const inMemory = await presentAndForget(visitor);
  await visitor.clock.advance(0);
  collect();
  expect(inMemory().every((value) => value !== undefined)).toBe(true);
  await visitor.touch('cancel');
  await visitor.choose('leave');
  visitor.body('take');
  collect();
  expect(inMemory()).toEqual([undefined, undefined]);
});

/** Presents a card whose values only the visit then holds. */
async function presentAndForget(visitor: ReturnType<typeof openKiosk>): Promise<() => readonly unknown[]> {
  const holder = cardOf(person('zhang-san'));
  const watched = [new WeakRef(holder.name), new WeakRef(holder.socialSecurityNumber)];
  await walkToKnown(visitor, holder);
  Object.assign(holder, { name: null, socialSecurityNumber: null, cardId: null, cardNumber: null });
  return () => watched.map((reference) => reference.deref());
}

test('no call is left waiting on the clock of an ended visit but those of the first screen', async () => {
  const visitor = openKiosk();
  const atFirst = visitor.clock.pending();
  await walkToKnown(visitor);
  await visitor.touch('cancel');
  await visitor.choose('leave');
  visitor.cardReader.remove();
  await visitor.clock.advance(farewellSeconds * 1000 + 1);
  visitor.body('attract');
  expect(visitor.clock.pending()).toBe(atFirst);
});

test('cancelling ends every page of the journey before the submission', async () => {
  const reached = [0, 1, 2, 3, 4, 5];
  for (const steps of reached) {
    const visitor = openKiosk();
    const walk = [
      () => visitor.start(), () => visitor.open(), () => visitor.choose('other-way'), () => visitor.insert(cardOf(person('zhang-san'))),
      () => visitor.choose('continue'), () => visitor.choose('continue'),
    ];
    for (const step of walk.slice(0, steps + 1)) await step();
    await visitor.touch('cancel');
    if (visitor.choices().includes('leave')) await visitor.choose('leave');
    visitor.cardReader.remove();
    await visitor.clock.advance(farewellSeconds * 1000 + 1);
    visitor.body('attract');
    expect(visitor.renewals).toHaveLength(1);
    expect(visitor.journal.kept).toEqual([]);
  }
});

test('a page that goes ends the visit: the card is still handed back, and a submission made stays made', async () => {
  const visitor = openKiosk();
  await walkToReview(visitor);
  await visitor.choose('confirm');
  visitor.visits.abandon();
  await visitor.clock.advance(0);
  expect(visitor.body('take').items.map(({ item }) => item)).toEqual(['card']);
  visitor.cardReader.remove();
  await visitor.clock.advance(farewellSeconds * 1000 + 1);
  visitor.body('attract');
  expect(visitor.journal.kept).toHaveLength(1);
  expect(visitor.journal.audited).toContainEqual({ event: 'visit-ended', details: { how: 'abandoned' } });
});

test('a page that goes while nobody is there changes nothing', async () => {
  const visitor = openKiosk();
  const { id } = visitor.screen();
  visitor.visits.abandon();
  await visitor.clock.advance(0);
  expect(visitor.screen().id).toBe(id);
  expect(visitor.renewals).toEqual([]);
});
