/** What the platform may say of a person's benefit, and how each is told. */
import { expect, test } from '../support/journey.ts';

const nothingToDo = [
  { who: 'wang-wu', standing: 'is not due yet', title: '现在不用认证' },
  { who: 'wu-jiu', standing: 'is under review', title: '上次认证正在复核' },
  { who: 'sun-qi', standing: 'has no benefit on record', title: '没有查到待遇记录' },
];

for (const { who, standing, title } of nothingToDo) {
  test(`somebody whose certification ${standing} is told so and can only leave`, async ({ person, kiosk }) => {
    await person.begin();
    await person.insert(who);
    await person.learnStatus(title);
    await expect(kiosk.page.locator('[data-choice]')).toHaveCount(1);
    await person.choose('leave');
    await person.sees('take');
    await kiosk.dock('remove');
    await person.sees('farewell');
    expect(await person.submissions()).toEqual([]);
  });
}

test('somebody whose benefit is suspended is told that certifying resumes it, and may', async ({ person }) => {
  await person.begin();
  await person.insert('zhao-liu');
  await person.learnStatus('待遇已暂停，认证后可以恢复');
  await person.choose('continue');
  await expect(person.choice('pin')).toBeVisible();
});

test('somebody whom the records call dead is kindly sent to an attendant and never told', async ({ person, kiosk }) => {
  await person.begin();
  await person.insert('zheng-shi');
  await person.learnStatus('这次请工作人员为您办理');
  const neverTold = /死|去世|亡故|deceased|dead|death/i;
  expect(await kiosk.page.content()).not.toMatch(neverTold);
  for (const language of ['English', '繁體中文', '简体中文']) {
    await person.switchTo(language);
    expect(await kiosk.page.content(), language).not.toMatch(neverTold);
  }
  await person.choose('leave');
  await person.sees('take');
});
