/** The face of the native addon against a reader that answers as the addon does. */
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { countKept } from '../../test/support/collected.ts';
import { manualClock, settle } from '../../test/support/manual-clock.ts';
import { openReader } from './pcsc-binding.ts';
import type { PcscCardState } from './pcsc-following.ts';
import type { NativeReader } from './pcsc-native.ts';

const atr = Buffer.from('3B6D000000814A44468660990000000001', 'hex');
const readRecord = Buffer.from('00B2080014', 'hex');

const silent = (): void => undefined;

/** A reader of the addon: `answer` makes the response to each command, and may be late; `service` is what a fresh monitor is told. */
function nativeReader(answer: () => Promise<Buffer>, service = { state: 0x1_00_20 }) {
  const log: string[] = [];
  const native: NativeReader = Object.assign(new EventEmitter().setMaxListeners(0), {
    // Monitors are made of the same class as the reader that the addon found.
    constructor: function monitorOf(): NativeReader { return native; } as unknown as NativeReader['constructor'],
    name: 'Reader 00',
    connected: false,
    connect: (_options: object, done: Parameters<NativeReader['connect']>[1]) => done(null, 1),
    transmit: (_command: Buffer, _length: number, _protocol: number, done: Parameters<NativeReader['transmit']>[3]) =>
      void answer().then((response) => done(null, response)),
    disconnect: (_disposition: number, done: Parameters<NativeReader['disconnect']>[1]) => done(null, undefined),
    get_status: (told: Parameters<NativeReader['get_status']>[0]) => told(null, service.state, atr),
    close: () => void log.push('closed'),
  });
  return { native, log };
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => { setImmediate(resolve); });
};

describe('a reader that stays open', () => {
  test('holds no answer of any card once it was handed on', async () => {
    const answers: WeakRef<Buffer>[] = [];
    const reader = openReader(nativeReader(async () => {
      // Above the size that node cuts from a shared pool, so that each has memory of its own.
      const answer = Buffer.allocUnsafeSlow(258);
      answers.push(new WeakRef(answer));
      return answer;
    }).native, manualClock(), silent);
    await reader.connect();
    for (let command = 0; command < 200; command++) await reader.transmit(readRecord, 'T=0');
    await turns(2);
    // A chain of answers would hold all of them.
    expect(countKept(answers)).toBeLessThan(20);
    expect(answers).toHaveLength(200);
    await reader.close();
  });

  test('is closed only when the answer that a card still owes has come', async () => {
    const { promise: late, resolve: come } = Promise.withResolvers<Buffer>();
    const { native, log } = nativeReader(() => late);
    const reader = openReader(native, manualClock(), silent);
    const asked = reader.transmit(readRecord, 'T=0');
    const closed = reader.close();
    await turns(4);
    expect(log).toEqual([]);
    come(Buffer.from('9000', 'hex'));
    expect(await asked).toEqual({ ok: true, value: Buffer.from('9000', 'hex') });
    await closed;
    expect(log).toEqual(['closed']);
  });
});

describe('events', () => {
  const present = 0x20;
  const empty = 0x10;
  const counted = (events: number, state: number): number => (events * 0x1_00_00) + state;
  /** After this, everything that stirred has been looked at once more. */
  const longEnoughMs = 5_000;

  function following(service: { state: number }) {
    const told: Pick<PcscCardState, 'isPresent' | 'eventCounter'>[] = [];
    const clock = manualClock();
    const { native } = nativeReader(async () => Buffer.from('9000', 'hex'), service);
    const reader = openReader(native, clock, ({ isPresent, eventCounter }) => told.push({ isPresent, eventCounter }));
    return { clock, native, reader, told };
  }

  test('a removal that the monitor is never told of is seen all the same, once', async () => {
    const service = { state: counted(1, present) };
    const { clock, native, reader, told } = following(service);
    native.emit('status', { state: service.state, atr });
    service.state = counted(2, empty);
    await settle();
    expect(told).toEqual([{ isPresent: true, eventCounter: 1 }]);
    await clock.advance(longEnoughMs);
    expect(told).toEqual([{ isPresent: true, eventCounter: 1 }, { isPresent: false, eventCounter: 2 }]);
    await clock.advance(60_000);
    expect(told).toHaveLength(2);
    await reader.close();
  });

  test.each([
    ['a card that is taken out long after it was put in', counted(1, present), counted(2, empty), 3_000],
    ['a card that is put in long after the last one was taken out', counted(2, empty), counted(3, present), 30_000],
  ])('%s, of which the monitor is never told, is seen in a while', async (_, before, after, withinMs) => {
    const service = { state: before };
    const { clock, native, reader, told } = following(service);
    native.emit('status', { state: before, atr });
    await clock.advance(600_000);
    expect(told).toHaveLength(1);
    service.state = after;
    await clock.advance(withinMs);
    expect(told.at(-1)).toEqual({ isPresent: (after & present) !== 0, eventCounter: after >>> 16 });
    await reader.close();
    expect(clock.pending()).toBe(0);
  });

  test('a removal is seen also behind the counter\'s last number', async () => {
    const service = { state: counted(0xff_ff, present) };
    const { clock, native, reader, told } = following(service);
    native.emit('status', { state: service.state, atr });
    service.state = counted(0, empty);
    await clock.advance(longEnoughMs);
    expect(told.at(-1)).toEqual({ isPresent: false, eventCounter: 0 });
    await reader.close();
  });

  test('old news of a second monitor does not bring back a card that has left', async () => {
    const service = { state: counted(1, present) };
    const { clock, native, reader, told } = following(service);
    native.emit('status', { state: counted(2, empty), atr: Buffer.alloc(0) });
    await clock.advance(longEnoughMs);
    expect(told).toEqual([{ isPresent: false, eventCounter: 2 }]);
    await reader.close();
  });

  test('a closed reader looks no more', async () => {
    const service = { state: counted(1, present) };
    const { clock, native, reader, told } = following(service);
    native.emit('status', { state: service.state, atr });
    await reader.close();
    service.state = counted(2, empty);
    await clock.advance(longEnoughMs);
    expect(told).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });
});
