import { beforeEach, describe, expect, test } from 'vitest';
import { Personal } from '../personal.ts';
import { attendantCard, personById, testAuthenticationKey, type SyntheticCard, type SyntheticPerson } from '../simulators/persons.ts';
import { cardByName, createSocialSecurityCard, issueCard, laidOnContactless, type CardImage, type VirtualCard } from '../simulators/card/index.ts';
import { noAuthentication, softwareAuthentication, type CardAuthentication } from './authentication.ts';
import { exchange, type CardChannel } from './card-channel.ts';
import { readHolder } from './card-holder.ts';
import { countPinTries, verifyPin } from './card-pin.ts';
import type { CardSession } from './card-session.ts';
import { failFor, succeed } from './outcome.ts';

const signal = new AbortController().signal;
const testKeys = softwareAuthentication(testAuthenticationKey);
const otherKeys = softwareAuthentication('00112233445566778899AABBCCDDEEFF');

/** Commands as they went to the card, in hex. */
let sent: string[] = [];
/** The very buffers given to the channel. */
let buffers: Buffer[] = [];

beforeEach(() => {
  sent = [];
  buffers = [];
});

function channelTo(card: VirtualCard, protocol: CardChannel['protocol'] = 'T=0'): CardChannel {
  card.powerOn();
  return {
    protocol,
    async transmit(command) {
      sent.push(command.toString('hex').toUpperCase());
      buffers.push(command);
      const response = card.transmit(command);
      return response ? succeed(response) : failFor('cardMute');
    },
  };
}

function sessionWith(card: VirtualCard, authentication: CardAuthentication = testKeys): CardSession {
  return { channel: channelTo(card), atr: card.atr, authentication };
}

function person(id: string): SyntheticPerson & { card: SyntheticCard } {
  const found = personById(id);
  if (!found?.card) throw new Error(`${id} has no card`);
  return { ...found, card: found.card };
}
const zhangSan = person('zhang-san');
const imageOf = (more: Partial<SyntheticCard> = {}): CardImage => issueCard({ ...zhangSan.card, ...more }, zhangSan);
const zhangSansCard = (change: Partial<CardImage> = {}): VirtualCard => createSocialSecurityCard({ ...imageOf(), ...change });

function named(name: string): VirtualCard {
  const card = cardByName(name);
  if (!card) throw new Error(`no card ${name}`);
  return card;
}

describe('reading the holder', () => {
  test.each(['zhang-san', 'li-si', 'wang-yan', 'wu-jiu', 'zhou-ba'])('%s is read as issued', async (id) => {
    const { name, number, card } = person(id);
    const outcome = await readHolder(sessionWith(named(id)), signal);
    if (outcome.code !== 'success') throw new Error(outcome.reason ?? outcome.code);
    const holder = outcome.value;
    expect([holder.name, holder.socialSecurityNumber, holder.cardNumber, holder.cardId].map((one) => one.reveal())).toEqual([name, number, card.cardNumber, card.cardId]);
    expect(holder).toMatchObject({
      generation: card.generation, authenticity: 'proven', issuingRegion: '990000', issuedOn: card.issuedOn, expiresOn: card.expiresOn, contactless: false,
    });
    expect(holder.atrHistorical.reveal()).toHaveLength(26);
  });

  test('a first-generation card is read without its missing name extension', async () => {
    const outcome = await readHolder(sessionWith(createSocialSecurityCard(imageOf({ generation: '1.0' }))), signal);
    expect(outcome).toMatchObject({ code: 'success', value: { generation: '1.0' } });
    expect(sent.some((command) => command.startsWith('00B24E'))).toBe(false);
  });

  test('the commands go out in the order of the standard', async () => {
    await readHolder(sessionWith(named('zhang-san')), signal);
    const shapes = sent.map((command) => (command.startsWith('00B2') ? command.slice(0, 6) : command.slice(0, 4)));
    expect(shapes).toEqual([
      '00A4', '00C0', '00A4', '00B201', '00B203', '00B207', '0088', '00C0', '0084', '0084', '0082', '00B205', '00B206', '00A4', '00B208', '00B209', '00B24E',
    ]);
  });

  test('T=1 wants an expected length behind the name, and gets the FCI at once', async () => {
    const card = named('zhang-san');
    expect(await readHolder({ channel: channelTo(card, 'T=1'), atr: card.atr, authentication: testKeys }, signal)).toMatchObject({ code: 'success' });
    expect(sent[0]).toMatch(/00$/);
  });

  test('laid on a contactless reader, a card is read over T=1 without GET RESPONSE, and told as contactless', async () => {
    const card = laidOnContactless(named('zhang-san'));
    const outcome = await readHolder({ channel: channelTo(card, 'T=1'), atr: card.atr, authentication: testKeys }, signal);
    expect(outcome).toMatchObject({ code: 'success', value: { contactless: true, authenticity: 'proven' } });
    expect(outcome.code === 'success' && outcome.value.atrHistorical.reveal()).toBe('00814A44468660990000000001');
    expect(sent.some((command) => command.startsWith('00C0'))).toBe(false);
  });

  test('a name longer than its record continues in the extension', async () => {
    const name = '买买提阿卜杜拉赫曼艾合麦提江托合提';
    const outcome = await readHolder(sessionWith(createSocialSecurityCard(issueCard(zhangSan.card, { ...zhangSan, name }))), signal);
    expect(outcome.code === 'success' && outcome.value.name.reveal()).toBe(name);
  });

  test.each([
    ['not-social-security', 'notSocialSecurityCard'],
    ['bank', 'notSocialSecurityCard'],
    ['mute', 'cardMute'],
    ['damaged', 'cardUnreadable'],
    ['locked', 'applicationLocked'],
  ])('the card "%s" is refused as %s', async (name, reason) => {
    expect(await readHolder(sessionWith(named(name)), signal)).toMatchObject({ reason });
  });

  test('a forged card, which does not know the key, is refused', async () => {
    const forged = zhangSansCard({ key: Buffer.alloc(16, 7) });
    expect(await readHolder(sessionWith(forged), signal)).toEqual({ code: 'invalidData', reason: 'authenticationFailed' });
    expect(await readHolder(sessionWith(named('zhang-san'), otherKeys), signal)).toMatchObject({ reason: 'authenticationFailed' });
  });

  test('without a provider a third-generation card stays closed, and an older one is read but not proven', async () => {
    expect(await readHolder(sessionWith(named('zhang-san'), noAuthentication), signal)).toMatchObject({ reason: 'authenticationUnavailable' });
    expect(await readHolder(sessionWith(named('li-si'), noAuthentication), signal)).toMatchObject({ code: 'success', value: { authenticity: 'unproven' } });
  });

  test('a record cut short is unreadable, not guessed', async () => {
    const image = imageOf({ generation: '2.0' });
    const files = new Map(image.files).set(0xef06, { kind: 'records', read: 'free', updateKeyId: null, records: [Buffer.from('0812393930', 'hex')] });
    expect(await readHolder(sessionWith(createSocialSecurityCard({ ...image, files })), signal)).toMatchObject({ reason: 'cardUnreadable' });
  });
});

describe('the PIN', () => {
  const cardId = new Personal(zhangSan.card.cardId);
  const pin = (digits: string): Buffer => Buffer.from(digits, 'ascii');

  test('is verified, and the command that carried it is zeroed', async () => {
    expect(await verifyPin(sessionWith(zhangSansCard()), { pin: pin('260715'), cardId }, signal)).toEqual(succeed({ outcome: 'verified' }));
    expect(sent.at(-1)).toBe('0020000003260715');
    expect(buffers.at(-1)?.every((byte) => byte === 0)).toBe(true);
  });

  test('wrong six times locks, and a locked card is not asked again', async () => {
    const session = sessionWith(zhangSansCard());
    const outcomes = [];
    for (let entry = 0; entry < 7; entry++) outcomes.push(await verifyPin(session, { pin: pin('111111'), cardId }, signal));
    expect(outcomes.slice(0, 5)).toEqual([5, 4, 3, 2, 1].map((triesLeft) => succeed({ outcome: 'wrong', triesLeft })));
    expect(outcomes.slice(5)).toEqual([succeed({ outcome: 'locked' }), succeed({ outcome: 'locked' })]);
    expect(sent.filter((command) => command.startsWith('0020000003'))).toHaveLength(6);
    expect(await countPinTries(session, signal)).toEqual(succeed({ triesLeft: 0 }));
  });

  test('is never sent to another card than the one read before', async () => {
    const outcome = await verifyPin(sessionWith(named('li-si')), { pin: pin('260715'), cardId }, signal);
    expect(outcome).toMatchObject({ reason: 'otherCard' });
    expect(sent.some((command) => command.startsWith('0020'))).toBe(false);
  });

  test('that was never set is told as such', async () => {
    expect(await verifyPin(sessionWith(zhangSansCard({ pin: null })), { pin: pin('260715'), cardId }, signal)).toMatchObject({ reason: 'pinNotSet' });
  });

  test('that is no PIN never reaches the card', async () => {
    expect(await verifyPin(sessionWith(zhangSansCard()), { pin: pin('26O715'), cardId }, signal)).toMatchObject({ code: 'invalidData' });
    expect(sent.some((command) => command.startsWith('0020000003'))).toBe(false);
  });

  test('tries are counted without consuming one', async () => {
    const session = sessionWith(createSocialSecurityCard(issueCard(attendantCard, zhangSan)));
    expect([await countPinTries(session, signal), await countPinTries(session, signal)]).toEqual([succeed({ triesLeft: 6 }), succeed({ triesLeft: 6 })]);
  });
});

describe('an exchange', () => {
  const saying = (...answers: readonly string[]): CardChannel => {
    let at = 0;
    return { protocol: 'T=0', transmit: async () => succeed(Buffer.from(answers[Math.min(at++, answers.length - 1)] ?? '', 'hex')) };
  };
  const command = Buffer.from('00B2010400', 'hex');

  test('collects what comes in several parts', async () => {
    expect(await exchange(saying('AA6102', 'BB6101', 'CC9000'), command, signal)).toEqual(succeed({ body: Buffer.from('AABBCC', 'hex'), statusWord: 0x9000 }));
  });

  test.each(['61FF', '6C01', '', '90'])('with a card that answers "%s" for ever ends as unreadable', async (answer) => {
    expect(await exchange(saying(answer), command, signal)).toMatchObject({ reason: 'cardUnreadable' });
  });
});
