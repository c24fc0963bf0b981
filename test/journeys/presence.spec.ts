/** People who walk away, need more time, change their mind, call for help, or read another language or larger letters. */
import { expect, inBothShells, test } from '../support/journey.ts';
import { rightPin, type WalkIn } from '../support/walk-in.ts';

const idleTitle = '您还在吗？';
const somethingPersonal = /张三|990000198506150010/;

test('somebody who walks away is asked, and then the visit is wiped and nothing submitted', inBothShells, async ({ person, kiosk }) => {
  await person.walkToReview();
  await kiosk.dock('time +125s');
  await expect(kiosk.page.getByRole('dialog')).toContainText(idleTitle);
  await kiosk.dock('time +31s');
  await person.sees('take', '社会保障卡');
  expect(await kiosk.page.content()).not.toMatch(somethingPersonal);
  await kiosk.dock('remove');
  await person.sees('farewell');
  await kiosk.dock('time +10s');
  await person.sees('attract');
  expect(await person.submissions()).toEqual([]);
});

test('somebody who says that they need more time gets all of it again', async ({ person, kiosk }) => {
  const dialog = kiosk.page.getByRole('dialog');
  await person.begin();
  await kiosk.dock('time +125s');
  await dialog.getByRole('button', { name: '我还需要时间' }).click();
  await expect(dialog).toBeHidden();
  await kiosk.dock('time +100s');
  await person.footButton('更多时间').click();
  await person.footButton('时间已延长').waitFor();
  await kiosk.dock('time +100s');
  await person.place('li-si');
  await expect(dialog).toBeHidden();
});

test('somebody who is asked whether they are still there may answer by choosing larger letters or another language', async ({ person, kiosk }) => {
  const dialog = kiosk.page.getByRole('dialog');
  await person.begin();
  // In large text people are asked three times as late.
  for (const [time, mode] of [['+125s', '大字'], ['+365s', 'English']] as const) {
    await kiosk.dock(`time ${time}`);
    await expect(dialog).toContainText(idleTitle);
    await dialog.getByRole('button', { name: mode }).click();
    await expect(dialog).toBeHidden();
    await expect(kiosk.page.locator('.stage')).toHaveClass(/large/);
  }
  await person.sees('present', 'Insert your social security card');
});

test('somebody who stops is asked first, may go on, and may leave with everything wiped', async ({ person, kiosk }) => {
  await person.walkToWays();
  await person.touch(person.footButton('结束办理'));
  await person.sees('information', '真的不办了吗？');
  await person.choose('stay');
  await expect(person.choice('co-sign')).toBeVisible();
  await person.touch(person.footButton('结束办理'));
  await person.choose('leave');
  await person.sees('take');
  await kiosk.dock('remove');
  await person.sees('farewell', '您的信息已经从这台机器上清除');
  expect(await person.submissions()).toEqual([]);
});

test('help that was called is shown as called on every further screen', async ({ person }) => {
  await person.start();
  await person.footButton('呼叫工作人员').click();
  await expect(person.foot).toContainText('已呼叫工作人员');
  await person.openCertification('other-way');
  await expect(person.foot).toContainText('已呼叫工作人员');
});

/** Switches the language there and back, then the size, on the screen that is shown. */
async function readInEveryMode(person: WalkIn): Promise<void> {
  const { page } = person.kiosk;
  const heading = page.locator('h1');
  const stage = page.locator('.stage');
  const inChinese = await heading.innerText();
  await person.switchTo('English');
  await expect(heading).not.toHaveText(inChinese);
  await expect(heading).toContainText(/[a-z]{3}/);
  await person.switchTo('简体中文');
  await expect(heading).toHaveText(inChinese);
  await person.switchTo('大字');
  await expect(stage).toHaveClass(/large/);
  await person.switchTo('普通字');
  await expect(stage).not.toHaveClass(/large/);
}

test('language and letter size can be changed on every kind of screen, and the visit goes on', async ({ person, kiosk }) => {
  await kiosk.dock('paper out');
  await person.start();
  await readInEveryMode(person);
  await person.openService('benefit-certification');
  await person.sees('consent');
  await readInEveryMode(person);
  await person.choose('other-way');
  await person.sees('present');
  await readInEveryMode(person);
  await person.insert('zhang-san');
  await readInEveryMode(person);
  await person.choose('continue');
  await person.choose('continue');
  await person.choose('pin');
  await readInEveryMode(person);
  await person.typePin(rightPin);
  await person.sees('review');
  await readInEveryMode(person);
  await person.submit();
  await readInEveryMode(person);
  await person.choose('continue');
  await person.seesFailure('printer-paper-out');
  await readInEveryMode(person);
  await person.choose('continue');
  await person.choose('continue');
  await person.sees('rating');
  await readInEveryMode(person);
  await person.choose('skip');
  await person.sees('take');
  await readInEveryMode(person);
  await kiosk.dock('remove');
  await person.sees('farewell');
});
