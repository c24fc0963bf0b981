/** Receipts that cannot be printed at first, or at all: what was certified stays certified once, and its number is told. */
import { expect, inBothShells, test } from '../support/journey.ts';
import { rightPin } from '../support/walk-in.ts';

const troubles = [
  { trouble: 'the cover is open', code: 'printer-cover-open', cause: 'cover open', cure: 'cover close' },
  { trouble: 'the printer is unplugged', code: 'printer-gone', cause: 'printer unplug', cure: 'printer plug' },
  { trouble: 'the paper runs out in the middle', code: 'printer-partly-printed', cause: 'paper out-after 6', cure: 'paper load' },
];

for (const { trouble, code, cause, cure } of troubles) {
  test(`when ${trouble} the receipt is printed once that is put right`, code === 'printer-partly-printed' ? inBothShells : {}, async ({ person, kiosk }) => {
    await person.walkToReview();
    await kiosk.dock(cause);
    const number = await person.submit();
    await person.choose('continue');
    await person.seesFailure(code);
    await kiosk.dock(cure);
    await person.retryUntil(person.showing('rating'));
    const receipt = await person.receipt();
    expect(receipt).toContain(number);
    expect(receipt.includes(`受理号 ${number} 的副本`)).toBe(code === 'printer-partly-printed');
    await person.takeEverything();
    expect(await person.submissions()).toMatchObject([{ deliveries: 1, number }]);
  });
}

test('paper near its end is told to the attendants on the first screen until the roll is changed', async ({ person, kiosk }) => {
  await kiosk.dock('paper low');
  await person.sees('attract', '凭条纸快用完了');
  await kiosk.dock('paper load');
  await expect(person.showing('attract').getByText('凭条纸快用完了')).toHaveCount(0);
});

test('without paper the menu says so, and the number is shown to be noted instead', async ({ person, kiosk }) => {
  await kiosk.dock('paper out');
  await person.start();
  await person.sees('menu', '打不了凭条');
  await person.openCertification('other-way');
  await person.insert('zhang-san');
  await person.choose('continue');
  await person.choose('continue');
  await person.choose('pin');
  await person.typePin(rightPin);
  await person.sees('review');
  const number = await person.submit();
  await person.choose('continue');
  await person.seesFailure('printer-paper-out');
  await person.choose('continue');
  await person.sees('result', '请记下这个号码');
  expect(await person.shownNumber()).toBe(number);
  await person.choose('continue');
  await person.takeEverything();
  expect(await person.submissions()).toMatchObject([{ deliveries: 1, number }]);
});
