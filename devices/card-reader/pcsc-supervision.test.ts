import { describe, expect, test } from 'vitest';
import { manualClock, settle } from '../../test/support/manual-clock.ts';
import type { PcscListener, PcscReader } from './pcsc-binding.ts';
import { createPcscSlot } from './pcsc-driver.ts';
import type { SlotState } from './slot.ts';

const atr = Buffer.from('3B6D000000814A44468660990000000001', 'hex');
const never = new AbortController().signal;

function reader(name: string, more: Partial<PcscReader> = {}): PcscReader {
  return {
    name,
    connect: async () => ({ ok: true, value: { protocol: 'T=0', atr } }),
    transmit: async () => ({ ok: true, value: Buffer.from('9000', 'hex') }),
    disconnect: async () => undefined,
    ...more,
  };
}

/** A PC/SC service that can be there or not, and whose openings and closings are counted. */
function service({ readerNames = [] }: { readerNames?: readonly string[] } = {}) {
  const clock = manualClock();
  const listeners: PcscListener[] = [];
  const states: SlotState[] = [];
  const events: string[] = [];
  let running = true;
  let attempts = 0;
  let closed = 0;
  const slot = createPcscSlot({
    readerNames,
    clock,
    log: (event) => events.push(event),
    open(listener) {
      attempts += 1;
      if (!running) return null;
      listeners.push(listener);
      return { close: async () => void (closed += 1) };
    },
  });
  const stop = slot.start((state) => states.push(state));
  return {
    slot, clock, events, stop,
    state: () => states.at(-1),
    listener: (): PcscListener => {
      const last = listeners.at(-1);
      if (!last) throw new Error('never opened');
      return last;
    },
    attempts: () => attempts,
    closed: () => closed,
    fall() {
      running = false;
    },
    rise() {
      running = true;
    },
  };
}

const card = (eventCounter: number) => ({ isPresent: true, eventCounter, atr });
const noCard = (eventCounter: number) => ({ isPresent: false, eventCounter, atr: Buffer.alloc(0) });

describe('finding the reader', () => {
  test('a service without readers has none only after it had time to list them', async () => {
    const { clock, state } = service();
    expect(state()).toEqual({ kind: 'starting' });
    await clock.advance(1_000);
    expect(state()).toEqual({ kind: 'noReader' });
  });

  test('the reader whose name begins as the profile says is taken, not the first', () => {
    const { listener, state } = service({ readerNames: ['Desk'] });
    const [other, wanted] = [reader('Other 00'), reader('Desk reader 00')];
    for (const one of [other, wanted]) listener().readerFound(one);
    listener().cardChanged(other, card(1));
    expect(state()).toEqual({ kind: 'starting' });
    listener().cardChanged(wanted, noCard(0));
    expect(state()).toEqual({ kind: 'empty' });
  });

  test('of several, the one that holds a card is used: contact before contactless, and the one in use until its card leaves', () => {
    const { listener, state } = service({ readerNames: ['*Dual ICC]', '*PICC]'] });
    const [contactless, contact] = [reader('Dual [Dual PICC] 00 01'), reader('Dual [Dual ICC] 00 00')];
    for (const one of [contactless, contact]) {
      listener().readerFound(one);
      listener().cardChanged(one, noCard(0));
    }
    listener().cardChanged(contactless, card(1));
    expect(state()).toEqual({ kind: 'card', insertion: 3 });
    listener().cardChanged(contact, card(1));
    expect(state()).toEqual({ kind: 'card', insertion: 3 });
    listener().cardChanged(contactless, noCard(2));
    expect(state()).toEqual({ kind: 'card', insertion: 4 });
    listener().cardChanged(contactless, card(3));
    listener().cardChanged(contact, noCard(2));
    expect(state()).toMatchObject({ kind: 'card', insertion: 6 });
    listener().cardChanged(contactless, noCard(4));
    expect(state()).toEqual({ kind: 'empty' });
  });

  test('a reader unplugged is gone, and plugged back is found again', async () => {
    const { listener, state, clock } = service();
    const first = reader('Reader 00');
    listener().readerFound(first);
    listener().cardChanged(first, noCard(0));
    await clock.advance(1_000);
    listener().readerLost(first);
    expect(state()).toEqual({ kind: 'noReader' });
    const again = reader('Reader 00');
    listener().readerFound(again);
    listener().cardChanged(again, card(1));
    expect(state()).toEqual({ kind: 'card', insertion: 2 });
  });
});

describe('a power-up that nobody waits for any more', () => {
  /** A reader whose card answers to reset only when it is told to. */
  function slowReader() {
    const calls: string[] = [];
    const answers: (() => void)[] = [];
    const slow = reader('Reader 00', {
      connect: () => new Promise((resolve) => {
        calls.push('connect');
        answers.push(() => resolve({ ok: true, value: { protocol: 'T=0', atr } }));
      }),
      disconnect: async () => { calls.push('disconnect'); },
    });
    return { slow, calls, answer: async () => { answers.shift()?.(); await settle(); } };
  }

  /** Somebody who asked for power and went away before the card answered. */
  async function calledOff() {
    const { slot, listener } = service();
    const { slow, calls, answer } = slowReader();
    listener().readerFound(slow);
    listener().cardChanged(slow, card(1));
    const leaving = new AbortController();
    const powered = slot.powerOn(leaving.signal);
    await settle();
    leaving.abort();
    return { slot, calls, answer, outcome: await powered };
  }

  test('leaves no power behind when the card answers late', async () => {
    const { calls, answer, outcome } = await calledOff();
    expect(outcome).toMatchObject({ code: 'canceled' });
    expect(calls).toEqual(['disconnect', 'connect']);
    await answer();
    expect(calls).toEqual(['disconnect', 'connect', 'disconnect']);
  });

  test('never takes the power of the one after it', async () => {
    const { slot, calls, answer } = await calledOff();
    const next = slot.powerOn(never);
    await answer();
    await answer();
    expect(await next).toMatchObject({ code: 'success' });
    expect(calls.slice(2)).toEqual(['disconnect', 'disconnect', 'connect']);
  });
});

describe('the service dying', () => {
  test('closes the old context and opens new ones, each after a longer pause, until the service is back', async () => {
    const { listener, state, clock, attempts, closed, fall, rise } = service();
    fall();
    listener().serviceLost();
    expect([state(), closed()]).toEqual([{ kind: 'offline' }, 1]);
    await clock.advance(250);
    expect(attempts()).toBe(2);
    await clock.advance(499);
    expect(attempts()).toBe(2);
    await clock.advance(1);
    expect(attempts()).toBe(3);
    rise();
    await clock.advance(1_000);
    expect(attempts()).toBe(4);
    const found = reader('Reader 00');
    listener().readerFound(found);
    listener().cardChanged(found, card(7));
    expect(state()).toEqual({ kind: 'card', insertion: 1 });
  });

  test('pauses never grow beyond five seconds', async () => {
    const { listener, clock, attempts, fall } = service();
    fall();
    listener().serviceLost();
    await clock.advance(60_000);
    const before = attempts();
    await clock.advance(5_000);
    expect(attempts()).toBe(before + 1);
  });

  test('told twice, by the context and by a reader, is one death', async () => {
    const { listener, clock, attempts, closed } = service();
    const dying = listener();
    dying.serviceLost();
    dying.serviceLost();
    await clock.advance(250);
    dying.serviceLost();
    await clock.advance(250);
    expect([attempts(), closed()]).toEqual([2, 1]);
  });

  test('what an abandoned context still says is not heard', async () => {
    const { listener, clock, state, events } = service();
    const old = listener();
    old.serviceLost();
    await clock.advance(250);
    old.readerFound(reader('Ghost 00'));
    await clock.advance(1_000);
    expect(state()).toEqual({ kind: 'noReader' });
    expect(events).not.toContain('card-reader-found');
  });

  test('nothing is opened any more after the driver let go', async () => {
    const { listener, clock, attempts, stop, fall } = service();
    fall();
    listener().serviceLost();
    await stop();
    await clock.advance(60_000);
    expect([attempts(), clock.pending()]).toEqual([1, 0]);
  });
});

describe('the card', () => {
  async function powered(more: Partial<PcscReader>) {
    const world = service();
    const found = reader('Reader 00', more);
    world.listener().readerFound(found);
    world.listener().cardChanged(found, card(1));
    const outcome = await world.slot.powerOn(never);
    if (outcome.code !== 'success') throw new Error(outcome.code);
    return { ...world, found, card: outcome.value };
  }

  test.each([
    [0x80100069, 'cardRemoved'],
    [0x80100016, 'cardMute'],
    [0x8010001e, 'noReader'],
    [0x80100001, null],
  ])('the service error %i is told as %s', async (error, reason) => {
    const { card: inSlot, clock } = await powered({ transmit: async () => ({ ok: false, error }) });
    const answer = inSlot.channel.transmit(Buffer.alloc(5), never);
    await clock.advance(1_000);
    expect(await answer).toMatchObject({ reason });
  });

  test('that fails like a mute one and is then seen to be gone was pulled out', async () => {
    const { card: inSlot, clock, listener, found } = await powered({ transmit: async () => ({ ok: false, error: 0x80100016 }) });
    const answer = inSlot.channel.transmit(Buffer.alloc(5), never);
    await clock.advance(400);
    listener().cardChanged(found, { isPresent: false, eventCounter: 2, atr: Buffer.alloc(0) });
    await clock.advance(50);
    expect(await answer).toMatchObject({ reason: 'cardRemoved' });
  });

  test('that answers nothing is mute after the limit, and closing does not wait for it for ever', async () => {
    const { card: inSlot, clock, stop, events } = await powered({ transmit: () => new Promise(() => undefined) });
    const answer = inSlot.channel.transmit(Buffer.alloc(5), never);
    await clock.advance(4_000);
    expect(await answer).toMatchObject({ reason: 'cardMute' });
    const stopped = stop();
    await clock.advance(4_000);
    await stopped;
    expect(events).toContain('card-reader-stuck');
  });

  test.each([0x80100066, 0x80100067, 0x80100068])('that the service calls dumb (%i) is powered once more before it is given up', async (error) => {
    const world = service();
    const calls: string[] = [];
    let refusals = 1;
    const found = reader('Reader 00', {
      async connect() {
        calls.push('connect');
        return refusals-- > 0 ? { ok: false, error } : { ok: true, value: { protocol: 'T=0', atr } };
      },
      disconnect: async () => void calls.push('disconnect'),
    });
    world.listener().readerFound(found);
    world.listener().cardChanged(found, card(1));
    expect(await world.slot.powerOn(never)).toMatchObject({ code: 'success' });
    expect(calls).toEqual(['disconnect', 'connect', 'disconnect', 'connect']);
  });

  test('swapped for another unseen is told by its own ATR, as a new insertion', async () => {
    const other = Buffer.from('3B6D000000814A44468660990000000002', 'hex');
    const world = service();
    const found = reader('Reader 00', { connect: async () => ({ ok: true, value: { protocol: 'T=0', atr: other } }) });
    world.listener().readerFound(found);
    world.listener().cardChanged(found, card(1));
    expect(world.state()).toEqual({ kind: 'card', insertion: 1 });
    const outcome = await world.slot.powerOn(never);
    expect(outcome.code === 'success' && outcome.value.atr).toEqual(other);
    expect(world.state()).toEqual({ kind: 'card', insertion: 2 });
    expect(world.events).toContain('card-swapped-unseen');
    await world.slot.powerOn(never);
    expect(world.state()).toEqual({ kind: 'card', insertion: 2 });
  });

  test.each([['nothing', Buffer.alloc(0), atr], ['its ATR late', atr, Buffer.alloc(0)]])('of which the service tells %s stays the same insertion', async (_, connected, told) => {
    const world = service();
    const found = reader('Reader 00', { connect: async () => ({ ok: true, value: { protocol: 'T=0', atr: connected } }) });
    world.listener().readerFound(found);
    world.listener().cardChanged(found, { ...card(1), atr: told });
    const outcome = await world.slot.powerOn(never);
    expect(outcome.code === 'success' && outcome.value.atr).toEqual(atr);
    expect(world.state()).toEqual({ kind: 'card', insertion: 1 });
  });

  test('held by another program is not ready rather than broken', async () => {
    const world = service();
    const found = reader('Reader 00', { connect: async () => ({ ok: false, error: 0x8010000b }) });
    world.listener().readerFound(found);
    world.listener().cardChanged(found, card(1));
    await settle();
    expect(await world.slot.powerOn(never)).toEqual({ code: 'deviceNotReady', reason: null });
  });
});
