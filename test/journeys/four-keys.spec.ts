/** Four keys and no finger: up, down, select, back, and the focus always seen. */
import { expect, test } from '../support/journey.ts';
import { keyWalker } from '../support/key-walker.ts';
import type { KioskUnderTest } from '../support/kiosk.ts';
import { rightPin } from '../support/walk-in.ts';

type Walker = ReturnType<typeof keyWalker>;

/** From the first screen to the one behind "is this you". */
async function begins(walker: Walker, kiosk: KioskUnderTest, service: string): Promise<void> {
  await walker.goesOn('开始办理');
  await walker.goesOn(service);
  await walker.sees('present');
  await kiosk.dock('insert zhang-san');
  await walker.sees('information', '您好');
  await walker.goesOn('继续');
}
async function entersPin(walker: Walker): Promise<void> {
  await walker.goesOn('社保卡密码');
  await walker.types(rightPin);
  await walker.goesOn('确认');
}
/** From the page that tells that it is done to the first screen. */
async function leaves(walker: Walker, kiosk: KioskUnderTest): Promise<void> {
  await walker.select('打印凭条');
  await walker.sees('rating');
  await walker.goesOn('满意');
  await walker.sees('take');
  await kiosk.dock('remove');
  await kiosk.dock('take-receipt');
  await walker.goesOn('我都拿好了');
  await walker.sees('farewell');
  await kiosk.dock('time +10s');
  await walker.sees('attract');
}

test('somebody with four keys and no finger brings a new telephone number and address, from the first screen to the last', async ({ person, kiosk }) => {
  test.setTimeout(400_000);
  const walker = keyWalker(kiosk);
  const entered = kiosk.page.locator('[data-entered]');
  await begins(walker, kiosk, '更新联系方式');
  await entersPin(walker);

  await walker.sees('entry', '您的电话号码是多少');
  await walker.types('1380000');
  await walker.touches('确认');
  await walker.sees('entry', '手机号应当是11位数字');
  await walker.types('1234');
  await expect(entered).toHaveText('138 0000 1234');
  await walker.goesOn('确认');

  await walker.sees('entry', '您现在住在哪里');
  await walker.picks('广东', '广州市', '天河区');
  await expect(entered).toHaveText('广东省广州市天河区');
  await walker.goesOn('确认');

  await walker.sees('entry', '详细地址是什么');
  await walker.types('shifanlu');
  await walker.touches('示范');
  await walker.touches('路');
  await walker.touches('数字');
  await walker.types('8号');
  await expect(entered).toHaveText('示范路8号');
  await walker.goesOn('确认');

  await walker.sees('entry', '从哪天开始住在那里');
  await walker.picks('2020–2029', '2020年', '5月', '1日');
  await walker.goesOn('确认');

  await walker.sees('review', '广东省广州市天河区');
  await walker.select('确认提交');
  await walker.sees('result', '联系方式已更新');
  const [submission] = await person.submissions('update-contact');
  expect(submission).toMatchObject({ person: 'zhang-san', status: 'accepted', deliveries: 1 });
  await leaves(walker, kiosk);
});

test('somebody with four keys declares a base: one too low is told, another is put right before it counts', async ({ person, kiosk }) => {
  test.setTimeout(300_000);
  const walker = keyWalker(kiosk);
  const entered = kiosk.page.locator('[data-entered]');
  await begins(walker, kiosk, '灵活就业缴费基数申报');
  await walker.sees('information', '最高');
  await walker.goesOn('开始申报');
  await walker.sees('consent');
  await walker.goesOn('换一种方式');
  await entersPin(walker);

  await walker.sees('entry', '最低 4,950 元');
  await walker.types('4900');
  await walker.touches('确认');
  await walker.sees('entry', '太低了');
  await walker.touches('清空');
  await walker.types('5501');
  await walker.goesOn('确认');
  await walker.sees('review', '1,100.20 元');
  await walker.goesOn('改基数');
  await walker.types('6000');
  await expect(entered).toHaveText('6,000 元');
  await walker.goesOn('确认');
  await walker.sees('review', '1,200 元');
  await walker.select('确认提交');
  await walker.sees('result', '缴费基数已申报');
  expect(await person.submissions('declare-contribution-base')).toMatchObject([{ person: 'zhang-san', status: 'accepted', deliveries: 1 }]);
  await leaves(walker, kiosk);
});

test('every way out is open to four keys: back, help, trying again, more time, staying, leaving', async ({ kiosk }) => {
  test.setTimeout(300_000);
  const walker = keyWalker(kiosk);
  const dialog = kiosk.page.getByRole('dialog');
  await walker.goesOn('开始办理');
  await walker.goesOn('待遇资格认证');
  await walker.sees('consent');
  await walker.goesBack();
  await walker.sees('menu');
  await walker.goesOn('待遇资格认证');
  await walker.goesOn('换一种方式');

  await walker.sees('present');
  await kiosk.dock('insert bank');
  await walker.sees('failure', 'card-not-social-security');
  await walker.touches('呼叫工作人员');
  await expect(kiosk.page.locator('footer')).toContainText('已呼叫工作人员');
  await walker.goesOn('再试一次');
  await kiosk.dock('remove');
  await kiosk.dock('place li-si');
  await walker.sees('information', '您好');

  await walker.select('继续');
  await walker.sees('information', '认证已经过期');
  await walker.goesOn('开始认证');
  await walker.sees('information', '请选一种方式核验');
  for (const answer of ['我还需要时间', '黑底白字', null]) {
    await walker.seesFocus();
    await kiosk.dock('time +125s');
    await expect(dialog).toContainText('您还在吗？');
    await walker.seesFocus();
    await (answer === null ? walker.press('back') : walker.select(answer));
    await expect(dialog).toBeHidden();
  }

  await walker.goesOn('结束办理');
  await walker.sees('information', '真的不办了吗？');
  await walker.goesOn('接着办');
  await walker.sees('information', '请选一种方式核验');
  await walker.goesOn('结束办理');
  await walker.goesOn('不办了');
  await walker.sees('take');
  await kiosk.dock('take');
  await walker.sees('farewell');
});

test('how one is served is chosen with the keys too, and the focus stays on what was chosen', async ({ kiosk }) => {
  const walker = keyWalker(kiosk);
  const stage = kiosk.page.locator('.stage');
  await walker.goesOn('开始办理');
  for (const [choice, now] of [['大字', /large/], ['普通字', /normal/], ['按钮放低', /low/]] as const) {
    await walker.touches(choice);
    await expect(stage).toHaveClass(now);
    await kiosk.page.waitForTimeout(700);
  }
  await walker.touches('更多时间');
  await walker.touches('呼叫工作人员');
  await kiosk.page.mouse.click(5, 5);
  await expect(stage).not.toHaveAttribute('data-keys');
});
