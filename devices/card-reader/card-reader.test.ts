import { describe, expect, test } from 'vitest';
import { memorySlot } from '../../test/support/card-slot.ts';
import { holderCardWith } from '../../test/support/cards.ts';
import { manualClock, settle } from '../../test/support/manual-clock.ts';
import { Personal } from '../personal.ts';
import { cardByName, type VirtualCard } from '../simulators/card/index.ts';
import { testAuthenticationKey } from '../simulators/persons.ts';
import { softwareAuthentication } from './authentication.ts';
import { createCardReaderOn } from './card-reader.ts';
import { failFor, succeed } from './outcome.ts';
import type { CardSlot, SlotState } from './slot.ts';

const deadlineMs = 15_000;

/** A reader over a slot in memory; `insert` and `say` are what a driver would report. */
function kiosk() {
  const clock = manualClock();
  let report: (state: SlotState) => void = () => undefined;
  let card: VirtualCard | null = null;
  let insertion = 0;
  let powerOns = 0;
  let powerOffs = 0;
  const slot: CardSlot = {
    start(listener) {
      report = listener;
      return async () => undefined;
    },
    async powerOn() {
      const inSlot = card;
      if (!inSlot) return failFor('noCard');
      powerOns += 1;
      inSlot.powerOn();
      return succeed({
        atr: inSlot.atr,
        channel: {
          protocol: 'T=0',
          async transmit(command: Buffer) {
            await settle();
            const response = card === inSlot ? inSlot.transmit(command) : null;
            return response ? succeed(response) : failFor(card === inSlot ? 'cardMute' : 'cardRemoved');
          },
        },
        async powerOff() {
          powerOffs += 1;
          inSlot.powerOff();
        },
      });
    },
  };
  const reader = createCardReaderOn(slot, { name: 'card-reader', clock, authentication: softwareAuthentication(testAuthenticationKey) });
  return {
    reader, clock,
    say: (state: SlotState) => report(state),
    insert(name: string) {
      card = cardByName(name);
      report({ kind: 'card', insertion: ++insertion });
    },
    pull() {
      card = null;
      report({ kind: 'empty' });
    },
    powers: () => [powerOns, powerOffs],
  };
}

describe('the status', () => {
  test.each<[SlotState, object]>([
    [{ kind: 'offline' }, { generic: 'offline', specific: { media: 'unknown', chip: 'unknown' } }],
    [{ kind: 'noReader' }, { generic: 'noDevice', specific: { media: 'unknown', chip: 'unknown' } }],
    [{ kind: 'empty' }, { generic: 'online', specific: { media: 'notPresent', chip: 'noCard' } }],
    [{ kind: 'card', insertion: 1 }, { generic: 'online', specific: { media: 'present', chip: 'poweredOff' } }],
  ])('of a slot that is %o', (state, status) => {
    const { reader, say } = kiosk();
    expect(reader.status().generic).toBe('starting');
    say(state);
    expect(reader.status()).toEqual(status);
  });

  test('follows the chip: busy while it is asked, online after, powered off when told', async () => {
    const { reader, insert } = kiosk();
    insert('zhang-san');
    const chips: string[] = [];
    reader.watch(({ specific }) => chips.push(specific.chip));
    await reader.execute('readHolder', null, { deadlineMs }).completion;
    await reader.execute('powerOff', null, { deadlineMs }).completion;
    expect(chips).toEqual(['poweredOff', 'busy', 'online', 'poweredOff']);
  });

  test('a mute card shows as a chip in trouble, still present', async () => {
    const { reader, insert } = kiosk();
    insert('mute');
    expect(await reader.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ reason: 'cardMute' });
    expect(reader.status().specific).toEqual({ media: 'present', chip: 'hardwareError' });
  });
});

test.each([['K00000014', []], ['K00000013', ['card-number-check-digit-wrong']]])('a card numbered %s is read; of a wrong check digit the log is told, without the number', async (cardNumber, told) => {
  const slot = memorySlot();
  const events: string[] = [];
  const reader = createCardReaderOn(slot.slot, {
    name: 'card-reader', clock: manualClock(), authentication: softwareAuthentication(testAuthenticationKey),
    log: (event, details) => events.push(`${event}${Object.values(details).join('')}`),
  });
  slot.insert(holderCardWith({ card: { cardNumber } }));
  expect(await reader.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ code: 'success' });
  expect(events).toEqual(told);
});

describe('commands', () => {
  test('without a card are refused with the reason', async () => {
    const { reader, say } = kiosk();
    expect(await reader.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ reason: 'noReader' });
    say({ kind: 'empty' });
    expect(await reader.execute('countPinTries', null, { deadlineMs }).completion).toMatchObject({ reason: 'noCard' });
    expect(await reader.execute('powerOff', null, { deadlineMs }).completion).toEqual(succeed(null));
  });

  test('keep one power until it is ended', async () => {
    const { reader, insert, powers } = kiosk();
    insert('zhang-san');
    await reader.execute('readHolder', null, { deadlineMs }).completion;
    await reader.execute('countPinTries', null, { deadlineMs }).completion;
    expect(powers()).toEqual([1, 0]);
    await reader.execute('powerOff', null, { deadlineMs }).completion;
    expect(powers()).toEqual([1, 1]);
  });

  test('a card pulled in the middle ends as removed', async () => {
    const { reader, insert, pull } = kiosk();
    insert('zhang-san');
    const read = reader.execute('readHolder', null, { deadlineMs }).completion;
    await settle();
    pull();
    expect(await read).toMatchObject({ reason: 'cardRemoved' });
    expect(reader.status().specific.media).toBe('notPresent');
  });

  test('a card exchanged between two commands is powered anew, and its PIN is not asked', async () => {
    const { reader, insert, powers } = kiosk();
    insert('zhang-san');
    const read = await reader.execute('readHolder', null, { deadlineMs }).completion;
    if (read.code !== 'success') throw new Error(read.code);
    insert('li-si');
    const pin = Buffer.from('260715');
    expect(await reader.execute('verifyPin', { pin, cardId: read.value.cardId }, { deadlineMs }).completion).toMatchObject({ reason: 'otherCard' });
    expect(powers()[0]).toBe(2);
  });
});

describe('a PIN is zeroed', () => {
  const cardId = new Personal('990000D15600000500000001A1B2C3D4');

  test('after it was verified', async () => {
    const { reader, insert } = kiosk();
    insert('zhang-san');
    const pin = Buffer.from('260715');
    expect(await reader.execute('verifyPin', { pin, cardId }, { deadlineMs }).completion).toEqual(succeed({ outcome: 'verified' }));
    expect(pin).toEqual(Buffer.alloc(6));
  });

  test('also when the command never began', async () => {
    const { reader, insert } = kiosk();
    insert('zhang-san');
    const [refused, cancelled, late] = [Buffer.from('260715'), Buffer.from('260715'), Buffer.from('260715')];
    const leaving = new AbortController();
    const queued = reader.execute('verifyPin', { pin: cancelled, cardId }, { deadlineMs, signal: leaving.signal });
    leaving.abort();
    await queued.completion;
    await reader.execute('verifyPin', { pin: refused, cardId }, { deadlineMs: 0 }).completion;
    await reader.close();
    await reader.execute('verifyPin', { pin: late, cardId }, { deadlineMs }).completion;
    expect([refused, cancelled, late]).toEqual(Array(3).fill(Buffer.alloc(6)));
  });
});
