/** Being recognised on a kiosk that reads passports and the codes of electronic cards, too. */
import { expect, test } from '../support/journey.ts';

test.use({ profile: 'demo-passport-and-code' });

for (const { document, what } of [{ document: 'anna-passport', what: 'a passport' }, { document: 'anna-residence-permit', what: 'a residence permit' }]) {
  test(`somebody with ${what} is recognised, and certifies with an attendant vouching`, async ({ person, kiosk }) => {
    await person.begin();
    await kiosk.dock(`lay ${document}`);
    await person.sees('information', '您好');
    await person.choose('continue');
    await person.choose('continue');
    await person.choose('co-sign');
    await kiosk.dock('insert attendant');
    await person.sees('review', '工作人员当面核验');
    const number = await person.submit();
    expect(await person.submissions()).toMatchObject([{ person: 'anna', status: 'accepted', number }]);
  });
}

test('a passport that is misread again and again is told in its own words, and read once it can be', async ({ person, kiosk }) => {
  await person.begin();
  await kiosk.dock('document-reader misread');
  for (let attempt = 1; attempt <= 3; attempt++) {
    await kiosk.dock('lay anna-passport');
    await kiosk.dock('lift');
  }
  await person.seesFailure('document-unreadable');
  await kiosk.dock('document-reader ok');
  await person.choose('retry');
  await person.sees('present', '护照');
  await kiosk.dock('lay anna-passport');
  await person.sees('information', '您好');
});

test('an expired passport is told as a passport', async ({ person, kiosk }) => {
  await person.begin();
  await kiosk.dock('lay specimen-td3');
  await person.seesFailure('document-expired');
});

test('somebody with the electronic card on their phone is recognised; the same code does not serve again', async ({ person, kiosk }) => {
  await person.begin();
  await kiosk.dock('show zhang-san');
  await person.sees('information', '您好，张*');
  await person.waitUntilAbandoned();
  await person.begin();
  await kiosk.dock('show same');
  await person.seesFailure('code-refused');
  await person.choose('retry');
  await person.sees('present');
  await kiosk.dock('show zhang-san');
  await person.sees('information', '您好，张*');
});

test('codes that the scanner cannot read are told in their own words', async ({ person, kiosk }) => {
  await person.begin();
  await kiosk.dock('code-scanner wrong-speed');
  for (let attempt = 1; attempt <= 3; attempt++) await kiosk.dock('show zhang-san');
  await person.seesFailure('code-unreadable');
});

test('what is unplugged is no longer asked for, and again when it is back', async ({ person, kiosk }) => {
  await person.begin();
  await kiosk.dock('document-reader unplug');
  await kiosk.dock('code-scanner unplug');
  await expect(person.showing('present')).not.toContainText('护照');
  await expect(person.showing('present')).not.toContainText('电子社保卡');
  await kiosk.dock('document-reader plug');
  await kiosk.dock('code-scanner plug');
  await person.sees('present', '护照');
  await person.sees('present', '电子社保卡');
});
