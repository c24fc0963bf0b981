/** The whole kiosk by ear: four keys and what is said, with a headset in; and what is not said without one. */
import { expect, test } from '../support/journey.ts';
import { listener, type Listener } from '../support/listener.ts';
import { rightPin } from '../support/walk-in.ts';

/** From the first screen to the list of services, by plugging a headset in. */
async function begin(person: Listener, plugIn: () => Promise<void>): Promise<void> {
  await person.ignoreThePast();
  await plugIn();
  const said = await person.hears('请选择要办理的业务');
  expect(said.trim(), 'how the keys work is said before anything else').toMatch(/^上下键移动/);
}

/** The shorter way round from one digit to the next, for somebody who has heard the pad read out. */
const wayTo = (pad: readonly string[], from: number, digit: string): 'down' | 'up' => (pad.indexOf(digit) < from ? 'up' : 'down');

test('somebody who cannot see certifies by PIN with four keys, hears the number, rates, takes the card and is seen off', async ({ person, kiosk }) => {
  test.setTimeout(600_000);
  const blind = listener(kiosk);
  await begin(blind, () => kiosk.dock('headset in'));
  await blind.choose('待遇资格认证');
  await blind.hears('刷脸核验告知');
  await blind.choose('换一种方式');
  await blind.hears('请插入社会保障卡');
  await kiosk.dock('insert zhao-liu');
  await blind.hears('您好，赵*');
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
    await blind.hears(`已输入 ${index + 1} 位`);
    place = pad.indexOf(digit);
  }
  await blind.choose('确认');

  await blind.hears('请核对一下');
  await blind.hears('社保卡密码核验');
  await blind.choose('确认提交');
  await blind.hears('认证成功');
  const [submission] = await person.submissions();
  expect(submission).toMatchObject({ person: 'zhao-liu', status: 'accepted' });
  await blind.hears(submission?.number ?? 'a number');
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
});

test('without a headset nothing about the person is said in a whole visit, and one is told why', async ({ person, kiosk }) => {
  test.setTimeout(600_000);
  const bystander = listener(kiosk);
  await bystander.ignoreThePast();
  await person.sees('attract');
  await person.touch(kiosk.page.getByRole('button', { name: '朗读', exact: true }));
  await bystander.hears('插上耳机才念');
  await bystander.hears('待遇资格认证');
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
  await keepsReading('退格');
  await person.typePin(rightPin);
  await person.sees('review');
  await keepsReading('确认提交');
  const number = await person.submit();
  await keepsReading('打印凭条');
  const heard = pages.join('\n');
  for (const secret of ['赵', '证件号码', '9900', number, '待遇已暂停', '暂停日期', '核验方式']) expect(heard).not.toContain(secret);
  expect(heard.split('\n').filter((words) => /\d/.test(words) && !/已输入|语速|月|音量/.test(words)), 'no digit of the pad, no date, no number').toEqual([]);
});
