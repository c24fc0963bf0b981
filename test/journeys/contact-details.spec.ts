/** Contact details updated: every kind of question answered by touch, a Chinese address typed in pinyin and written with a finger. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import { rightPin } from '../support/walk-in.ts';
import { zinniaAtHand } from '../support/zinnia.ts';

/** 中, stroke by stroke, in hundredths of the pad's height from its middle. */
const middle = [[[-30, -20], [-27, 15]], [[-30, -20], [32, -20], [28, 13]], [[-27, 13], [28, 13]], [[0, -42], [0, 44]]] as const;

async function write(page: Page, strokes: typeof middle): Promise<void> {
  const pad = await page.locator('[data-pad]').boundingBox();
  if (!pad) throw new Error('there is no pad to write on');
  const at = ([across, down]: readonly [number, number]) => [pad.x + pad.width / 2 + (across * pad.height) / 100, pad.y + pad.height / 2 + (down * pad.height) / 100] as const;
  for (const [first, ...others] of strokes) {
    await page.mouse.move(...at(first));
    await page.mouse.down();
    for (const point of others) await page.mouse.move(...at(point), { steps: 8 });
    await page.mouse.up();
  }
}

test('somebody brings a new telephone number and address, and is told what is on record the next time', async ({ person, kiosk }) => {
  const { page } = kiosk;
  const confirm = (): Promise<void> => person.touch(person.key('enter'));
  const openContactDetails = async (): Promise<void> => {
    await person.start();
    await person.openService('contact-details');
    await person.sees('present');
    await person.insert('zhang-san');
    await person.choose('continue');
  };

  await openContactDetails();
  await person.choose('pin');
  await person.typePin(rightPin);

  await person.sees('entry', '您的电话号码是多少');
  await person.type('1380000');
  await person.key('enter').click();
  await person.sees('entry', '手机号应当是11位数字');
  await person.type('1234');
  await expect(person.entered).toHaveText('138 0000 1234');
  await confirm();

  await person.sees('entry', '您现在住在哪里');
  await expect(page.locator('[data-pick]:not([data-private])'), 'where one lives is for a headset only').toHaveCount(0);
  await person.pick('44', '4401', '440106');
  await expect(person.entered).toHaveText('广东省广州市天河区');
  await confirm();

  await person.sees('entry', '详细地址是什么');
  const take = (word: string): Promise<void> => page.locator(`[data-candidate="${word}"]`).click();
  await person.type('shifan');
  await expect(page.locator('.keyboard .type[data-private]'), 'what is typed is for a headset only').toHaveCount(26);
  await expect(page.locator('[data-candidate]:not([data-private])')).toHaveCount(0);
  await take('示范');
  if (zinniaAtHand) {
    await person.key('handwriting').click();
    await write(page, middle);
    await take('中');
    await expect(page.locator('[data-pad] path'), 'the pad is clear for the next character').toHaveCount(0);
    await person.key('pinyin').click();
  } else {
    console.error('SKIPPED: this machine has no zinnia, so nothing is written with a finger here');
    await person.type('zhong');
    await take('中');
  }
  await person.type('lu');
  await take('路');
  await person.key('symbols').click();
  await person.type('8号');
  await expect(person.entered).toHaveText('示范中路8号');
  const [field, keyboard] = await Promise.all([person.entered.boundingBox(), page.getByRole('group', { name: '键盘' }).boundingBox()]);
  expect((field?.y ?? 0) + (field?.height ?? 0), 'the keyboard lies below its field').toBeLessThanOrEqual(keyboard?.y ?? 0);
  await confirm();

  await person.sees('entry', '从哪天开始住在那里');
  await person.pick('202', '2020', '2020-05', '2020-05-01');
  await confirm();

  await person.sees('review', '138 0000 1234');
  await person.sees('review', '示范中路8号');
  await person.sees('review', '广东省广州市天河区');
  const number = await person.submit('联系方式已更新');
  await person.choose('continue');
  await person.sees('rating');
  const receipt = await person.receipt();
  expect(receipt).toContain(number);
  for (const personal of ['13800001234', '天河区', '示范中路']) expect(receipt).not.toContain(personal);
  await person.takeEverything();
  expect(await person.submissions('update-contact')).toMatchObject([{ person: 'zhang-san', status: 'accepted', deliveries: 1, number }]);

  await openContactDetails();
  await person.sees('information', '138****1234');
  await person.choose('leave');
  await person.takeThings();
});
