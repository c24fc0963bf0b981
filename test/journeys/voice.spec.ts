/** The whole kiosk by ear: four keys and what is said, with a headset in; and what is not said without one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pronounceable } from '../../devices/voice/index.ts';
import { expect, test } from '../support/journey.ts';
import { listener, type Listener } from '../support/listener.ts';
import type { KioskUnderTest } from '../support/kiosk.ts';
import { faceAttempts, rightPin, trembleMs, type WalkIn } from '../support/walk-in.ts';

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

/** The keys that are being read out, in their order, which is the order in which one goes over them; read to the last. */
async function hearKeys(blind: Listener, first: RegExp, last: string): Promise<readonly string[]> {
  const said = (await blind.hears(last)).split('\n');
  return said.slice(said.findIndex((words) => first.test(words)));
}
async function hearPad(blind: Listener): Promise<readonly string[]> {
  const pad = await hearKeys(blind, /^\d$/, '确认');
  expect(new Set(pad.filter((words) => /^\d$/.test(words))).size, 'every digit is read out').toBe(10);
  return pad;
}

/** Selects one key after the other of those that were read out, beginning behind the key `from`; all that was heard until the words came that follow each. */
async function types(blind: Listener, keys: readonly string[], wanted: string, saidAfter: (count: number) => string, from: string | null = null): Promise<string> {
  const heard: string[] = [];
  let place = from === null ? -1 : keys.indexOf(from);
  for (const [index, key] of [...wanted].entries()) {
    const to = keys.indexOf(key);
    expect(to, `${key} was read out`).toBeGreaterThanOrEqual(0);
    if (to === place) {
      await sleep(trembleMs);
      await blind.press('select');
    } else await blind.chooseAfter(Math.abs(to - place), to < place ? 'up' : 'down', key);
    heard.push(await blind.hears(saidAfter(index + 1)));
    place = to;
  }
  return heard.join('\n');
}
const enterPin = (blind: Listener, pad: readonly string[]): Promise<string> => types(blind, pad, rightPin, (count) => `已输入 ${count} 位`);

/** Once everything is taken: the farewell and the first screen. */
async function isSeenOff(blind: Listener, person: WalkIn, kiosk: KioskUnderTest): Promise<void> {
  await blind.hears('谢谢您，请慢走');
  await kiosk.dock('time +1m');
  await person.sees('attract');
}

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
  await isSeenOff(blind, person, kiosk);
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

  expect(await enterPin(blind, await hearPad(blind)), 'only what each digit has changed').not.toContain('请输入社保卡密码');
  await blind.choose('确认');

  await blind.hears('请核对一下');
  await blind.hears('社保卡密码核验');
  await confirmAndLeave(blind, person, kiosk, 'zhao-liu');
});

test('somebody who cannot see types a telephone number and an address, and is told of a platform and of paper that are not there', async ({ person, kiosk }) => {
  test.setTimeout(600_000);
  const blind = listener(kiosk);
  await begin(blind, kiosk);
  await blind.choose('更新联系方式');
  await blind.hears('请插入社会保障卡');
  await kiosk.dock('insert zhang-san');
  await blind.hears('您好，张某');
  await blind.choose('继续');
  await blind.choose('社保卡密码');
  await enterPin(blind, await hearPad(blind));
  await blind.choose('确认');

  await blind.hears('您的电话号码是多少');
  const pad = await hearPad(blind);
  await types(blind, pad, '138', (count) => '138'.slice(0, count));
  await blind.choose('确认');
  await blind.hears('手机号应当是11位数字');
  const grouped = ['0', '00', '000', '0000', '0000 1', '0000 12', '0000 123', '0000 1234'];
  await types(blind, pad, '00001234', (count) => `138 ${grouped[count - 1]}`, '确认');
  await blind.choose('确认');

  await blind.hears('您现在住在哪里');
  await blind.choose('广东');
  // Also the city that the list before it had at its head.
  await blind.hears(/请选城市[^]*\n广州市\n/);
  await blind.choose('广州市');
  await blind.hears('请选区县');
  await blind.choose('天河区');
  await blind.hears('选好了，请按“确认”');
  await blind.choose('确认');

  await blind.hears('详细地址是什么');
  const keyboard = await hearKeys(blind, /^q$/, '这一项不填');
  await types(blind, keyboard, 'shifan', (count) => 'shifan'.slice(0, count));
  await blind.choose('示范', 'up');
  await types(blind, keyboard, 'lu', (count) => `示范，${'lu'.slice(0, count)}`);
  // With a word for what sounds alike, by which it can be told from the others.
  await blind.hears('路，路南');
  await blind.choose('路', 'up');
  await blind.hears('示范路');
  await blind.choose('数字');
  await blind.choose('8', 'up');
  await blind.choose('号');
  await blind.hears('示范路8号');
  await blind.choose('确认');

  await blind.hears('从哪天开始住在那里');
  for (const picked of ['2020–2029', '2020年', '5月', '1日']) await blind.choose(picked);
  await blind.hears('选好了，请按“确认”');
  await blind.choose('确认');

  const review = await blind.hears('社保卡密码核验');
  for (const told of ['138 0000 1234', '广东省广州市天河区', '示范路8号', '2020年5月1日']) expect(review).toContain(told);
  await kiosk.dock('platform down');
  await kiosk.dock('paper out');
  await blind.choose('确认提交');
  await blind.hears('已经收下，稍后自动提交');
  await blind.hears(/K 0 0 0，0 0 1，\d \d \d \d，\d \d，0 0 0 1/);
  await blind.choose('打印凭条');
  await blind.hears('打印纸用完了');
  await blind.choose('继续');
  await blind.hears(/K 0 0 0，0 0 1，\d \d \d \d，\d \d，0 0 0 1/);
  await kiosk.dock('platform ok');
  await expect.poll(() => person.submissions('update-contact')).toMatchObject([{ person: 'zhang-san', status: 'accepted', deliveries: 1 }]);
  await blind.choose('记好了，继续');
  await blind.hears('满意');
  await blind.choose('非常满意');
  await blind.hears('请拿好您的东西');
  await kiosk.dock('remove');
  await isSeenOff(blind, person, kiosk);
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
