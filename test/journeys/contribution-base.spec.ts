/** A contribution base declared by touch and by face: one that is too low is told, the accepted one is on the receipt, and it counts once. */
import { expect, test } from '../support/journey.ts';
import { faceJourneyMs } from '../support/walk-in.ts';

test.setTimeout(faceJourneyMs);

test('somebody in flexible employment declares a base, after one that was too low, and the next time is told that it is done', async ({ person, kiosk }) => {
  await kiosk.dock('feed live-a');
  const openDeclaration = async (): Promise<void> => {
    await person.start();
    await person.openService('contribution-base');
    await person.sees('present');
    await person.insert('zhang-san');
    await person.choose('continue');
  };

  await openDeclaration();
  await person.sees('information', '可以申报缴费基数');
  for (const told of ['5,200 元', '4,950 元', '24,750 元', '20%']) await person.sees('information', told);
  await person.choose('continue');
  await person.sees('consent');
  await person.choose('agree');
  await person.passFace('entry');

  await person.sees('entry', '最低 4,950 元，最高 24,750 元');
  await expect(person.key('.'), 'whole yuan need no point').toHaveCount(0);
  await person.type('4900');
  await expect(person.entered).toHaveText('4,900 元');
  await person.key('enter').click();
  await person.sees('entry', '太低了。今年最低是 4,950 元');
  await person.key('clear').click();
  await person.type('5501');
  await expect(person.entered).toHaveText('5,501 元');
  await person.touch(person.key('enter'));

  await person.sees('review', '5,501 元');
  await person.sees('review', '1,100.20 元');
  await person.sees('review', '刷脸核验');
  const number = await person.submit('缴费基数已申报');
  await person.choose('continue');
  await person.sees('rating');
  const receipt = await person.receipt();
  for (const printed of ['灵活就业缴费基数申报', '每月缴费基数', '5,501 元', '张*', number]) expect(receipt).toContain(printed);
  expect(receipt).not.toContain('张三');
  await person.takeEverything();
  expect(await person.submissions('declare-contribution-base')).toMatchObject([{ person: 'zhang-san', status: 'accepted', deliveries: 1, number }]);

  await openDeclaration();
  await person.sees('information', '您今年已经申报过了');
  await person.sees('information', '5,501 元');
  await person.choose('leave');
  await person.takeThings();
});
