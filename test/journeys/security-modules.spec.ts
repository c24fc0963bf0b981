/** Certification by card and PIN where a PSAM in a second reader of the PC/SC service holds the card's keys, and the platform's HSM those that it has not. */
import { expect, test } from '../support/journey.ts';

test.use({ profile: 'demo-security-modules' });

test.beforeEach(async ({ kiosk }) => {
  const { cardReader } = await kiosk.dockState();
  test.skip(cardReader.wire !== 'pcsc', 'SKIPPED: this machine has no PC/SC service with virtual readers, so PSAM and card cannot meet behind one');
});

for (const { card, what } of [
  { card: 'zhang-san', what: 'a card of the third generation, which the PSAM has to prove' },
  { card: 'li-si', what: 'a card of the second generation, whose cipher the PSAM has not' },
]) {
  test(`${what}, certifies its holder by PIN`, async ({ person }) => {
    await person.walkToReview(card);
    const number = await person.submit();
    expect(await person.submissions()).toMatchObject([{ person: card, status: 'accepted', number }]);
  });
}

test('a card of the third generation is proven also while the platform and its HSM cannot be reached', async ({ person, kiosk }) => {
  await person.begin();
  await kiosk.dock('platform down');
  await person.insert('zhang-san');
});

test('when the PC/SC service comes back after it was stopped, so does the PSAM', async ({ person, kiosk }) => {
  await person.begin();
  const refusal = await kiosk.dock('reader unplug').then(() => null, (error: Error) => error.message);
  test.skip(refusal !== null, `SKIPPED: ${refusal}`);
  await expect(person.showing('present')).not.toContainText('社会保障卡');
  await kiosk.dock('reader plug');
  await person.sees('present', '社会保障卡');
  await person.insert('zhang-san');
});
