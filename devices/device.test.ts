import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { manualClock, settle } from '../test/support/manual-clock.ts';
import { createDevice, type CommandHandler, type StatusReport } from './device.ts';

type Commands = { work: { input: string; event: string; value: string } };
type Specific = { readonly lamp: 'on' | 'off' };
type Work = CommandHandler<Commands['work'], never>;

const deadlineMs = 1000;
const dark: StatusReport<Specific> = { generic: 'starting', specific: { lamp: 'off' } };
const lit: StatusReport<Specific> = { generic: 'online', specific: { lamp: 'on' } };

/** A device that does `work`, what it was given to do in order, and the way to report its status. */
function bench(work: Work) {
  const clock = manualClock();
  const begun: string[] = [];
  let report: (status: StatusReport<Specific>) => void = () => undefined;
  let letGo = 0;
  const device = createDevice<Commands, Specific, never>({
    name: 'lamp',
    initial: dark,
    handlers: {
      work(input, surroundings) {
        begun.push(input);
        return work(input, surroundings);
      },
    },
    start(tell) {
      report = tell;
      return async () => { letGo += 1; };
    },
  }, clock);
  return { clock, device, begun, report: (status: StatusReport<Specific>) => report(status), letGo: () => letGo };
}

/** Work that ends when it is told to, whatever becomes of its signal. */
function stubborn() {
  const ends: (() => void)[] = [];
  const work: Work = (input) => new Promise((resolve) => {
    ends.push(() => resolve({ code: 'success', value: input }));
  });
  return { work, endFirst: async () => { ends.shift()?.(); await settle(); } };
}

describe('the queue', () => {
  test('begins one command after the other, in the order in which they were given', async () => {
    const { work, endFirst } = stubborn();
    const { device, begun } = bench(work);
    const [one, other] = ['one', 'other'].map((input) => device.execute('work', input, { deadlineMs }));
    await settle();
    expect(begun).toEqual(['one']);
    await endFirst();
    expect(begun).toEqual(['one', 'other']);
    await endFirst();
    expect([await one?.completion, await other?.completion]).toEqual([{ code: 'success', value: 'one' }, { code: 'success', value: 'other' }]);
  });

  test('answers a command at its deadline, but gives the next its turn only when the driver has let go', async () => {
    const { work, endFirst } = stubborn();
    const { device, begun, clock } = bench(work);
    const held = device.execute('work', 'held', { deadlineMs });
    await clock.advance(deadlineMs);
    expect(await held.completion).toEqual({ code: 'timeOut', reason: null });
    const next = device.execute('work', 'next', { deadlineMs });
    await settle();
    expect(begun).toEqual(['held']);
    await endFirst();
    await endFirst();
    expect(await next.completion).toEqual({ code: 'success', value: 'next' });
  });

  test('never begins what was cancelled or ran out of time while it waited', async () => {
    const { work, endFirst } = stubborn();
    const { device, begun, clock } = bench(work);
    void device.execute('work', 'first', { deadlineMs: 10 * deadlineMs });
    const abort = new AbortController();
    const canceled = device.execute('work', 'canceled', { deadlineMs: 10 * deadlineMs, signal: abort.signal });
    const late = device.execute('work', 'late', { deadlineMs });
    const last = device.execute('work', 'last', { deadlineMs: 10 * deadlineMs });
    abort.abort();
    await clock.advance(deadlineMs);
    expect([await canceled.completion, await late.completion].map(({ code }) => code)).toEqual(['canceled', 'timeOut']);
    await endFirst();
    await endFirst();
    expect((await last.completion).code).toBe('success');
    expect(begun).toEqual(['first', 'last']);
  });
});

describe('a handler', () => {
  const failing: [string, Work][] = [
    ['throws at once', () => { throw new Error('broken'); }],
    ['rejects', () => Promise.reject(new Error('broken'))],
  ];
  test.each(failing)('that %s is a hardware error, and the next command has its turn', async (_, work) => {
    let broken = true;
    const { device } = bench((input, surroundings) => (broken ? work(input, surroundings) : Promise.resolve({ code: 'success', value: input })));
    expect(await device.execute('work', 'one', { deadlineMs }).completion).toEqual({ code: 'hardwareError', reason: null });
    broken = false;
    expect(await device.execute('work', 'other', { deadlineMs }).completion).toEqual({ code: 'success', value: 'other' });
  });

  test('is told by its signal that nobody waits any more, and what it says then is heard by nobody', async () => {
    const events: string[] = [];
    let signal: AbortSignal | undefined;
    const { device, clock } = bench((_, work) => new Promise((resolve) => {
      signal = work.signal;
      work.emit('begun');
      work.signal.addEventListener('abort', () => {
        work.emit('late');
        resolve({ code: 'success', value: 'late' });
      });
    }));
    const { completion } = device.execute('work', 'long', { deadlineMs, onEvent: (event) => events.push(event) });
    await clock.advance(deadlineMs);
    expect(await completion).toEqual({ code: 'timeOut', reason: null });
    expect(signal?.aborted).toBe(true);
    expect(events).toEqual(['begun']);
  });

  test('leaves neither a timer nor a listener behind', async () => {
    const { device, clock } = bench((input) => Promise.resolve({ code: 'success', value: input }));
    const { signal } = new AbortController();
    await device.execute('work', 'one', { deadlineMs, signal }).completion;
    expect(clock.pending()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('a command that is refused', () => {
  const { work, endFirst } = stubborn();

  test('says so at once, and in its completion', async () => {
    const { device, begun } = bench(work);
    const running = device.execute('work', 'running', { deadlineMs, requestId: 'taken' });
    const refused = [
      device.execute('rest' as 'work', '', { deadlineMs }),
      device.execute('work', '', { deadlineMs, requestId: 'taken' }),
      device.execute('work', '', { deadlineMs, signal: AbortSignal.abort() }),
      device.execute('work', '', { deadlineMs: 0 }),
    ];
    const codes = ['unsupportedCommand', 'sequenceError', 'canceled', 'timeOut'];
    expect(await Promise.all(refused.map(({ acknowledged }) => acknowledged))).toEqual(codes.map((code) => ({ accepted: false, code })));
    expect(await Promise.all(refused.map(({ completion }) => completion))).toEqual(codes.map((code) => ({ code, reason: null })));
    await endFirst();
    expect((await running.completion).code).toBe('success');
    expect(begun).toEqual(['running']);
  });
});

describe('the status', () => {
  test('is told at once and then at every change, until nobody listens', () => {
    const { device, report } = bench(() => Promise.resolve({ code: 'canceled', reason: null }));
    const seen: unknown[] = [];
    const stop = device.watch((status) => seen.push(status));
    report({ ...dark });
    report(lit);
    stop();
    report(dark);
    expect(seen).toEqual([dark, lit]);
    expect(device.status()).toEqual(dark);
  });
});

test('closing cancels all that waits, lets go of the wire once, and refuses what comes later', async () => {
  const { work } = stubborn();
  const { device, letGo, report } = bench(work);
  const given = ['one', 'other'].map((input) => device.execute('work', input, { deadlineMs }));
  await settle();
  await Promise.all([device.close(), device.close()]);
  expect(await Promise.all(given.map(({ completion }) => completion))).toEqual([{ code: 'canceled', reason: null }, { code: 'canceled', reason: null }]);
  expect(await device.execute('work', 'late', { deadlineMs }).completion).toEqual({ code: 'deviceNotReady', reason: null });
  report(lit);
  expect(device.status()).toEqual(dark);
  expect(letGo()).toBe(1);
});
