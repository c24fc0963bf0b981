/** A core that dies in the middle: a calm screen, a kiosk that comes back as nobody's, and nothing done twice or lost. */
import { expect, inBothShells, test } from '../support/journey.ts';

const safeWords = '设备正在恢复';

test('when the core dies in the middle of a visit a safe screen shows, and the kiosk comes back without the visit', inBothShells, async ({ person, kiosk }) => {
  await person.walkToReview();
  kiosk.killCore();
  await expect(kiosk.page.getByText(safeWords)).toBeVisible();
  await person.sees('attract');
  expect(await kiosk.page.content()).not.toMatch(/张三|张\*/);
  await kiosk.dock('remove');
  await person.walkToReview();
  expect(await person.submissions()).toEqual([]);
});

test('a confirmation on its way when the core dies takes effect once', inBothShells, async ({ person, kiosk }) => {
  await person.walkToReview();
  await kiosk.dock('platform slow');
  await person.choose('confirm');
  await person.waitForDelivery();
  kiosk.killCore();
  await expect(kiosk.page.getByText(safeWords)).toBeVisible();
  await kiosk.dock('platform ok');
  await person.sees('attract');
  await person.waitForDelivery(2);
  expect(await person.submissions()).toMatchObject([{ person: 'zhang-san', status: 'accepted' }]);
});
