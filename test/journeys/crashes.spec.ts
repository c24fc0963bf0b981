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

test('a receipt in the middle of which the core dies is cut off where it ended, and the next person\'s stands alone', async ({ person, kiosk }) => {
  const printer = async () => (await kiosk.dockState()).printer;
  await person.walkToReview();
  await kiosk.dock('paper out-after 6');
  const number = await person.submit();
  await person.choose('continue');
  await expect.poll(async () => (await printer()).paper).toBe('out');
  kiosk.killCore();
  await expect(kiosk.page.getByText(safeWords)).toBeVisible();
  await person.sees('attract', '凭条纸已用完');
  expect((await printer()).receipts.map(({ where }) => where)).toEqual(['printing']);
  await kiosk.dock('paper load');
  await expect.poll(async () => (await printer()).receipts.map(({ where }) => where)).toEqual(['in-mouth']);
  const beginning = await person.receipt();
  await kiosk.dock('take-receipt');
  await kiosk.dock('remove');

  await person.walkToReview('li-si');
  const next = await person.submit();
  await person.choose('continue');
  await person.sees('rating');
  const receipt = await person.receipt();
  expect(receipt).toContain(next);
  expect(receipt).not.toContain(number);
  const [title = ''] = beginning.split('\n');
  expect([receipt.indexOf(title), receipt.lastIndexOf(title)]).toEqual([0, 0]);
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
