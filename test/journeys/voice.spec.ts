/** The whole kiosk by ear: four keys and what is said, with a headset in; and what is not said without one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pronounceable } from '../../devices/voice/index.ts';
import { expect, test } from '../support/journey.ts';
import { listener, type Listener } from '../support/listener.ts';
import type { KioskUnderTest } from '../support/kiosk.ts';
import { faceAttempts, rightPin, type WalkIn } from '../support/walk-in.ts';

/** Whoever listens is given three times as long before the camera as others. */
const attemptByEarMs = 200_000;

/** Longer than the core takes between two looks at the jack, on a slow machine too. */
const seenOutMs = 2000;

/** From the first screen to the list of services, by plugging a headset in; again where the core had not yet seen the jack empty. */
async function begin(person: Listener, kiosk: KioskUnderTest): Promise<void> {
  await person.ignoreThePast();
  await kiosk.dock('headset in');
  const said = await person.hears('请选择要办理的业务', 20_000).catch(async () => {
    await kiosk.dock('headset out');
    await sleep(seenOutMs);
    await kiosk.dock('headset in');
    return person.hears('请选择要办理的业务');
  });
  expect(said.trim(), 'how the keys work is said before anything else').toMatch(/^上下键移动/);
}

/** The shorter way round from one digit to the next, for somebody who has heard the pad read out. */
const wayTo = (pad: readonly string[], from: number, digit: string): 'down' | 'up' => (pad.indexOf(digit) < from ? 'up' : 'down');

/** From the page that asks for the yes to the first screen, with everything taken along. */
async function confirmAndLeave(blind: Listener, person: WalkIn, kiosk: KioskUnderTest, holder: string): Promise<void> {
  await blind.choose('确认提交');
  await blind.hears('认证成功');
  const [submission] = await person.submissions();
  expect(submission).toMatchObject({ person: holder, status: 'accepted' });
  await blind.hears(pronounceable(submission?.number ?? 'a number', 'zh-CN'));
  await blind.choose('打印凭条');
  await blind.hears('满意');
  await blind.choose('非常满意');
  await blind.hears('请拿好您的东西');
  await kiosk.dock('remove');
  await kiosk.dock('take-receipt');
  await blind.choose('我都拿好了');
  await blind.hears('谢谢您，请慢走');
  await kiosk.dock('time +1m');
  await person.sees('attract');
}

/** Does what is said before the camera; what was said in the attempt that succeeded. On a slow machine a movement may go unseen. */
async function passByEar(blind: Listener): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const said = await blind.hears(/请核对一下|再试一次/, attemptByEarMs);
    if (said.includes('请核对一下')) return said;
    if (attempt === faceAttempts) throw new Error(`the face was not accepted: ${said}`);
    await blind.choose('再试一次');
  }
}

test('somebody who cannot see finds their place before the camera by what is said, certifies by face with four keys, and is seen off', async ({ person, kiosk }) => {
  test.setTimeout(600_000);
  const blind = listener(kiosk);
  await begin(blind, kiosk);
  await blind.choose('待遇资格认证');
  await blind.hears('刷脸核验告知');
  await blind.choose('同意刷脸');
  await blind.hears('请插入社会保障卡');
  await kiosk.dock('insert zhang-san');
  await blind.hears('您好，张某');
  await blind.choose('继续');
  await blind.hears('可以认证了');

  await kiosk.dock('feed misplaced');
  await blind.choose('开始认证');
  await blind.hears('请看镜头');
  for (const where of ['请再靠近一点', '请往右边挪一点', '太近了，请往后退一点']) await blind.hears(where);
  await blind.press('back');
  await blind.hears('可以认证了');

  await kiosk.dock('feed live-a');
  await blind.choose('开始认证');
  const said = await passByEar(blind);
  for (const told of ['看到您了，请看着前面，先别动', /请慢慢向[左右]转头|请张一张嘴/, '好，请看回正前方']) expect(said).toMatch(told);
  await blind.hears('刷脸核验');
  await confirmAndLeave(blind, person, kiosk, 'zhang-san');
});

test('somebody who cannot see certifies by PIN with four keys, hears the number, rates, takes the card and is seen off', async ({ person, kiosk }) => {
  test.setTimeout(600_000);
  const blind = listener(kiosk);
  await begin(blind, kiosk);
  await blind.choose('快点');
  await blind.hears('快点，语速 4');
  await blind.choose('待遇资格认证', 'up');
  await blind.hears('刷脸核验告知');
  await blind.choose('换一种方式');
  await blind.hears('请插入社会保障卡');
  await kiosk.dock('insert zhao-liu');
  await blind.hears('您好，赵某');
  await blind.hears('证件号码');
  await blind.choose('继续');
  await blind.hears('暂停日期');
  await blind.choose('开始认证');
  await blind.hears('请选一种方式核验');
  await blind.choose('社保卡密码');

  // The last key of the pad: the digits stand before it, row by row, with erase and clear between them.
  const padRead = await blind.hears('确认');
  const pad = padRead.split('\n').filter((words) => /^\d$/.test(words));
  expect(new Set(pad).size).toBe(10);
  let place = -1;
  for (const [index, digit] of [...rightPin].entries()) {
    await blind.choose(digit, wayTo(pad, place, digit));
    expect(await blind.hears(`已输入 ${index + 1} 位`), 'only what the digit has changed').not.toContain('请输入社保卡密码');
    place = pad.indexOf(digit);
  }
  await blind.choose('确认');

  await blind.hears('请核对一下');
  await blind.hears('社保卡密码核验');
  await confirmAndLeave(blind, person, kiosk, 'zhao-liu');
});

test('without a headset nothing about the person is said in a whole visit, and one is told why', async ({ person, kiosk }) => {
  test.setTimeout(600_000);
  const bystander = listener(kiosk);
  await bystander.ignoreThePast();
  await person.sees('attract');
  await person.touch(kiosk.page.getByRole('button', { name: '朗读', exact: true }));
  // In whichever order, and however much of it is heard in one go.
  await bystander.hears(/^(?=[^]*插上耳机才念)(?=[^]*待遇资格认证)/);
  const pages: string[] = [];
  const keepsReading = async (words: string): Promise<void> => { pages.push(await bystander.hears(words)); };
  await person.openCertification('other-way');
  await keepsReading('请插入社会保障卡');
  await kiosk.dock('insert zhao-liu');
  await person.sees('information', '您好');
  // The choice is said although what it is about is not.
  await keepsReading('继续');
  await person.choose('continue');
  await keepsReading('开始认证');
  await person.choose('continue');
  await keepsReading('请工作人员核验');
  await person.choose('pin');
  await keepsReading('删除');
  await person.typePin(rightPin);
  await person.sees('review');
  await keepsReading('确认提交');
  const number = await person.submit();
  await keepsReading('打印凭条');
  const heard = pages.join('\n');
  for (const secret of ['赵', '证件号码', '9900', '9 9 0 0', number, pronounceable(number, 'zh-CN'), '待遇已暂停', '暂停日期', '核验方式']) expect(heard).not.toContain(secret);
  expect(heard.split('\n').filter((words) => /\d/.test(words) && !/已输入|语速|月|音量/.test(words)), 'no digit of the pad, no date, no number').toEqual([]);
});
