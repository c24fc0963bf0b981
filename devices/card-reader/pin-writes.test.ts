import { beforeEach, describe, expect, test } from 'vitest';
import { holderCard, holderCardWith } from '../../test/support/cards.ts';
import { manualClock, settle, type ManualClock } from '../../test/support/manual-clock.ts';
import { memorySlot, type MemorySlot } from '../../test/support/card-slot.ts';
import { Personal } from '../personal.ts';
import { laidOnContactless, type VirtualCard } from '../simulators/card/index.ts';
import { testAuthenticationKey, type SyntheticCard } from '../simulators/persons.ts';
import { noAuthentication, softwareAuthentication } from './authentication.ts';
import { createCardReaderOn } from './card-reader.ts';
import { reinsertWaitMs } from './card-write.ts';
import type { CardReader, CardReaderCommands } from './contract.ts';
import { succeed } from './outcome.ts';

const deadlineMs = 120_000;
const cardId = new Personal(holderCard.cardId);
const cardOf = (card: Partial<SyntheticCard> = {}): VirtualCard => holderCardWith({ card });
const pin = (digits: string): Buffer => Buffer.from(digits, 'ascii');

const changePin = '805E0100';
const resetPin = '84240001';
const unblockPin = '84240000';

let clock: ManualClock;
let slot: MemorySlot;
let reader: CardReader;
let events: string[];

beforeEach(() => {
  clock = manualClock();
  slot = memorySlot();
  reader = createCardReaderOn(slot.slot, { name: 'card-reader', clock, authentication: softwareAuthentication(testAuthenticationKey) });
  events = [];
});

type Write = 'changePin' | 'resetPin' | 'unblockPin';
function write<Name extends Write>(name: Name, input: CardReaderCommands[Name]['input']) {
  return reader.execute(name, input, { deadlineMs, onEvent: (event) => events.push((event as { kind: string }).kind) }).completion;
}
const change = (current: string, next: string) => write('changePin', { currentPin: pin(current), newPin: pin(next), cardId });
const reset = (next: string) => write('resetPin', { newPin: pin(next), cardId });
const verify = (digits: string) => reader.execute('verifyPin', { pin: pin(digits), cardId }, { deadlineMs }).completion;

/** Lets the card's conversation go on until it waits for a person. */
async function untilAsked(): Promise<void> {
  while (events.length === 0) await settle();
}
async function spendTries(count: number): Promise<void> {
  for (let entry = 0; entry < count; entry++) await verify('111111');
}

describe('changing the PIN', () => {
  test('sends the bytes of the standard, and the new PIN holds', async () => {
    slot.insert(cardOf({ pin: '123456' }));
    expect(await change('123456', '654321')).toEqual(succeed({ outcome: 'changed' }));
    expect(slot.sent.at(-1)).toBe('805E010007123456FF654321');
    expect(await verify('654321')).toEqual(succeed({ outcome: 'verified' }));
    expect(events).toEqual([]);
  });

  test('by a wrong PIN costs a try and changes nothing; a locked PIN is not asked', async () => {
    slot.insert(cardOf());
    expect(await change('111111', '654321')).toEqual(succeed({ outcome: 'wrong', triesLeft: 5 }));
    await spendTries(4);
    expect(await change('111111', '654321')).toEqual(succeed({ outcome: 'locked' }));
    slot.sent.length = 0;
    expect(await change('260715', '654321')).toEqual(succeed({ outcome: 'locked' }));
    expect(slot.sent.some((command) => command.startsWith(changePin))).toBe(false);
  });

  test('to what is no PIN never reaches the card', async () => {
    slot.insert(cardOf());
    expect(await change('260715', '65432X')).toMatchObject({ code: 'invalidData' });
    expect(slot.sent.some((command) => command.startsWith(changePin))).toBe(false);
  });

  test('of another card is refused', async () => {
    slot.insert(cardOf({ cardId: '990000D15600000500000002A1B2C3D4' }));
    expect(await change('260715', '654321')).toMatchObject({ reason: 'otherCard' });
  });

  test('leaves neither PIN behind', async () => {
    slot.insert(cardOf());
    const [currentPin, newPin] = [pin('260715'), pin('654321')];
    await write('changePin', { currentPin, newPin, cardId });
    expect([currentPin, newPin]).toEqual([Buffer.alloc(6), Buffer.alloc(6)]);
  });
});

describe('a card pulled during a PIN change', () => {
  test.each([['after', 'changed', '654321'], ['before', 'unchanged', '260715']] as const)(
    'and put back is asked: pulled %s the card obeyed → %s', async (loss, outcome, holds) => {
      const card = cardOf();
      slot.insert(card);
      slot.pullAt(changePin, loss);
      const changed = change('260715', '654321');
      await untilAsked();
      expect(events).toEqual(['reinsert']);
      slot.insert(card);
      expect(await changed).toEqual(succeed({ outcome }));
      expect(await verify(holds)).toEqual(succeed({ outcome: 'verified' }));
    },
  );

  test('before the changing command is simply removed: nothing was changed', async () => {
    slot.insert(cardOf());
    slot.pullAt('0020', 'after');
    expect(await change('260715', '654321')).toMatchObject({ reason: 'cardRemoved' });
    expect(events).toEqual([]);
  });

  test('is waited for while another one is in its place', async () => {
    const card = cardOf();
    slot.insert(card);
    slot.pullAt(changePin, 'after');
    const changed = change('260715', '654321');
    await untilAsked();
    slot.insert(cardOf({ cardId: '990000D15600000500000002A1B2C3D4' }));
    while (events.length < 2) await settle();
    slot.pull();
    slot.insert(cardOf({ cardNumber: 'K00000022' }));
    while (events.length < 3) await settle();
    slot.pull();
    slot.insert(card);
    expect(await changed).toEqual(succeed({ outcome: 'changed' }));
    expect(events).toEqual(['reinsert', 'otherCard', 'otherCard']);
  });

  test('and again while it is asked is asked for once more', async () => {
    const card = cardOf();
    slot.insert(card);
    slot.pullAt(changePin, 'after');
    const changed = change('260715', '654321');
    await untilAsked();
    slot.pullAt('00A4', 'before');
    slot.insert(card);
    while (events.length < 2) await settle();
    slot.insert(card);
    expect(await changed).toEqual(succeed({ outcome: 'changed' }));
  });

  test('that does not come back leaves the outcome unknown, and nothing waiting', async () => {
    slot.insert(cardOf());
    slot.pullAt(changePin, 'before');
    const changed = change('260715', '654321');
    await untilAsked();
    await clock.advance(reinsertWaitMs);
    expect(await changed).toEqual(succeed({ outcome: 'unknown' }));
    expect(clock.pending()).toBe(0);
  });

  test('keeps its last try: what only that could tell stays unknown', async () => {
    const card = cardOf();
    slot.insert(card);
    await spendTries(5);
    slot.pullAt(changePin, 'before');
    const changed = change('260715', '654321');
    await untilAsked();
    slot.insert(card);
    expect(await changed).toEqual(succeed({ outcome: 'unknown' }));
    expect(await reader.execute('countPinTries', null, { deadlineMs }).completion).toEqual(succeed({ triesLeft: 1 }));
  });

  test('may be called off while it is waited for', async () => {
    slot.insert(cardOf());
    slot.pullAt(changePin, 'before');
    const leaving = new AbortController();
    const changed = reader.execute('changePin', { currentPin: pin('260715'), newPin: pin('654321'), cardId }, {
      deadlineMs, signal: leaving.signal, onEvent: ({ kind }) => events.push(kind),
    }).completion;
    await untilAsked();
    leaving.abort();
    expect(await changed).toMatchObject({ code: 'canceled' });
    await settle();
    expect(clock.pending()).toBe(0);
  });
});

describe.each(['3.0', '2.0'] as const)('PIN commands by MAC on a %s card', (generation) => {
  test('set a new PIN on a locked card and give all tries back', async () => {
    slot.insert(cardOf({ generation }));
    await spendTries(6);
    expect(await reset('654321')).toEqual(succeed({ outcome: 'changed' }));
    expect(slot.sent.at(-1)).toMatch(generation === '3.0' ? /^8424000114[0-9A-F]{40}$/ : /^842400010C[0-9A-F]{24}$/);
    expect(await verify('654321')).toEqual(succeed({ outcome: 'verified' }));
  });

  test('unblock a locked PIN without changing it', async () => {
    slot.insert(cardOf({ generation }));
    await spendTries(6);
    expect(await write('unblockPin', { cardId })).toEqual(succeed({ outcome: 'changed' }));
    expect(slot.sent.at(-1)).toMatch(/^8424000004[0-9A-F]{8}$/);
    expect(await verify('260715')).toEqual(succeed({ outcome: 'verified' }));
  });

  test.each([['after', 'changed'], ['before', 'unchanged']] as const)('report a card pulled %s it obeyed as %s, once it is back', async (loss, outcome) => {
    const card = cardOf({ generation });
    slot.insert(card);
    await spendTries(6);
    slot.pullAt(resetPin, loss);
    const changed = reset('654321');
    await untilAsked();
    slot.insert(card);
    expect(await changed).toEqual(succeed({ outcome }));
    await reset('260715');
    await spendTries(6);
    events.length = 0;
    slot.pullAt(unblockPin, loss);
    const unblocked = write('unblockPin', { cardId });
    await untilAsked();
    slot.insert(card);
    expect(await unblocked).toEqual(succeed({ outcome }));
  });
});

describe('PIN commands by MAC', () => {
  test('need a provider with the keys', async () => {
    reader = createCardReaderOn(slot.slot, { name: 'card-reader', clock, authentication: noAuthentication });
    slot.insert(cardOf());
    expect(await reset('654321')).toMatchObject({ reason: 'authenticationUnavailable' });
    expect(await write('unblockPin', { cardId })).toMatchObject({ reason: 'authenticationUnavailable' });
  });

  test('under other keys are refused by the card', async () => {
    reader = createCardReaderOn(slot.slot, { name: 'card-reader', clock, authentication: softwareAuthentication('00112233445566778899AABBCCDDEEFF') });
    slot.insert(cardOf());
    expect(await reset('654321')).toMatchObject({ reason: 'authenticationFailed' });
  });
});

test('a contactless card is not written to', async () => {
  slot.insert(laidOnContactless(cardOf()));
  expect(await change('260715', '654321')).toEqual({ code: 'unsupportedCommand', reason: null });
  expect(await reader.execute('powerOn', null, { deadlineMs }).completion).toMatchObject({ value: { protocol: 'T=1', contactless: true } });
});
