/** Being recognised by what not every kiosk can read: a passport, or the code of an electronic social-security card. */
import { expect, test } from 'vitest';
import { Personal } from '../../../devices/personal.ts';
import type { IdDocument } from '../../../devices/id-scanner/contract.ts';
import { settle } from '../../../test/support/manual-clock.ts';
import { cardOf, documentOf, openKiosk, person, type OpenKiosk } from '../../../test/support/visitor.ts';

const owner = person('zhang-san');
const passport: IdDocument = {
  ...documentOf(owner, '2034-06-30'), type: 'passport', name: new Personal('ERIKSSON ANNA MARIA'), latinName: new Personal('ERIKSSON ANNA MARIA'),
  number: new Personal('L898902C3'), nationality: new Personal('UTO'), ethnicCode: null, validFrom: null,
};

async function askedToPresent(): Promise<OpenKiosk> {
  const visitor = openKiosk(null, 'local', 'with-passport-and-code');
  await visitor.start();
  await visitor.open();
  await visitor.choose('other-way');
  return visitor;
}

async function layPassport(visitor: OpenKiosk): Promise<void> {
  visitor.documentReader.lay(passport);
  await settle();
}

test('a kiosk that can read them offers all four ways, and one that cannot does not speak of them', async () => {
  const able = await askedToPresent();
  expect(able.body('present').accepts).toEqual(['social-security-card', 'resident-id-card', 'passport', 'e-card-code']);
  const usual = openKiosk();
  await usual.start();
  await usual.open();
  await usual.choose('other-way');
  expect(usual.body('present').accepts).toEqual(['social-security-card', 'resident-id-card']);
});

test('a passport says who its holder is; the platform is asked by its number, and the kiosk reminds of it in the end', async () => {
  const visitor = await askedToPresent();
  await layPassport(visitor);
  expect(visitor.body('information').title.en).toContain('Hello');
  await visitor.choose('continue');
  expect(visitor.platform.asked.map(({ operation }) => operation)).toEqual(['benefit-status']);
  visitor.documentReader.setMedia('unknown');
  await visitor.choose('leave');
  expect(visitor.body('take').items.map(({ item }) => item)).toEqual(['passport']);
});

test('a card beside a passport is not compared with it, for they have different numbers', async () => {
  const visitor = await askedToPresent();
  await layPassport(visitor);
  await visitor.insert(cardOf(owner));
  expect(visitor.body('information').title.en).toContain('Hello');
});

test('whoever was taken for the holder of a passport is recognised by their own ID card, and may add their card for its PIN', async () => {
  const visitor = await askedToPresent();
  await layPassport(visitor);
  await visitor.choose('not-me');
  expect(visitor.body('present').prompt.en).toContain('your own');
  await visitor.lay(documentOf(owner));
  await visitor.insert(cardOf(owner));
  await visitor.choose('continue');
  await visitor.choose('continue');
  expect(visitor.choices()).toContain('pin');
});

test('whoever was taken for the holder of an electronic card shows their own code', async () => {
  const visitor = await askedToPresent();
  const other = person('li-si');
  for (const [code, holder] of [['ESSC-1', other], ['ESSC-2', owner]] as const) {
    visitor.platform.holders.set(code, { socialSecurityNumber: new Personal(holder.number), name: new Personal(holder.name) });
  }
  visitor.codeScanner.show('ESSC-1');
  await settle();
  await visitor.choose('not-me');
  visitor.codeScanner.show('ESSC-2');
  await settle();
  expect(visitor.body('information').title.en).toBe('Hello, 张*');
});

test('an expired passport is refused', async () => {
  const visitor = await askedToPresent();
  visitor.documentReader.lay({ ...passport, validTo: '2020-01-01' });
  await settle();
  expect(visitor.body('failure').code).toBe('document-expired');
});

test('a passport that cannot be read is told as a passport, and another try is offered', async () => {
  const visitor = await askedToPresent();
  visitor.documentReader.layBad('readFailed');
  await settle();
  expect(visitor.body('failure').code).toBe('document-unreadable');
  await visitor.choose('retry');
  expect(visitor.body('present').phase).toBe('waiting');
});

test('a passport reader that goes while it reads is told as such', async () => {
  const visitor = await askedToPresent();
  visitor.documentReader.layBad('portMissing');
  await settle();
  expect(visitor.body('failure').code).toBe('document-reader-gone');
});

test('the platform says who holds the electronic card of a code; the code itself is kept nowhere', async () => {
  const visitor = await askedToPresent();
  visitor.platform.holders.set('ESSC-7f3a', { socialSecurityNumber: new Personal(owner.number), name: new Personal(owner.name) });
  visitor.codeScanner.show('ESSC-7f3a');
  await settle();
  expect(visitor.body('information').title.en).toContain('Hello');
  expect(JSON.stringify([visitor.logged, visitor.journal.audited, visitor.screen()])).not.toContain('ESSC-7f3a');
  await visitor.insert(cardOf(owner));
  expect(visitor.body('information').title.en).toContain('Hello');
});

test('a code that the platform does not take is told in the platform\'s words, and another may be shown', async () => {
  const visitor = await askedToPresent();
  visitor.codeScanner.show('ESSC-old');
  await settle();
  expect(visitor.body('failure').code).toBe('code-refused');
  await visitor.choose('retry');
  expect(visitor.body('present').phase).toBe('waiting');
});

test('a code that cannot be read is told the third time: somebody who only sees nothing happen would not know why', async () => {
  const visitor = await askedToPresent();
  for (let attempt = 1; attempt <= 2; attempt++) {
    visitor.codeScanner.showUnreadable();
    await settle();
    expect(visitor.body('present').phase).toBe('waiting');
  }
  visitor.codeScanner.showUnreadable();
  await settle();
  expect(visitor.body('failure').code).toBe('code-unreadable');
  await visitor.choose('retry');
  visitor.platform.holders.set('ESSC-1', { socialSecurityNumber: new Personal(owner.number), name: new Personal(owner.name) });
  visitor.codeScanner.show('ESSC-1');
  await settle();
  expect(visitor.body('information').title.en).toContain('Hello');
});

test('what is out of order is no longer offered', async () => {
  const visitor = await askedToPresent();
  visitor.codeScanner.unplug();
  visitor.documentReader.unplug();
  await settle();
  expect(visitor.body('present').accepts).toEqual(['social-security-card', 'resident-id-card']);
});
