/**
 * Generates the state × command matrix of a device family. Every command of the contract is given in every state, and must
 * be acknowledged, end in time as the table says, and leave a device that serves again once the state is over.
 */
import { describe, expect, test } from 'vitest';
import type { CommandTable, Completion, Device, FaultCode } from '../../devices/device.ts';
import type { AwaitedClock } from './awaited-clock.ts';

/** A device, the clock it lives by, and whatever else the states need to bring it about. */
export interface MatrixBench<Commands extends CommandTable> {
  readonly device: Device<Commands, unknown, string>;
  readonly clock: AwaitedClock;
}

/** `success`, with what it brought behind a space where the matrix tells that, or a fault's code, with its reason where it has one. */
export type Ending = 'success' | `success ${string}` | FaultCode | `${FaultCode} ${string}`;

export interface StateMatrix<Commands extends CommandTable, Bench extends MatrixBench<Commands>, State extends string> {
  /** A fresh device, online and well. */
  readonly open: () => Promise<Bench>;
  /** What each command is given. */
  readonly inputs: { readonly [Name in keyof Commands & string]: Commands[Name]['input'] };
  /** How each state comes about, on a device that is online and well. */
  readonly states: Readonly<Record<State, (bench: Bench) => Promise<void>>>;
  /** The table itself. Its type leaves no hole: a command or a state that is added asks for its row. */
  readonly endings: { readonly [Each in State]: { readonly [Name in keyof Commands & string]: Ending } };
  /** What a success brought, in a word, where two of them are not alike; null where there is nothing to tell. */
  readonly told?: (value: unknown) => string | null;
  /** Ends whichever state it was. */
  readonly recover: (bench: Bench) => Promise<void>;
  /** A command that succeeds on a device that is well. */
  readonly serve: (bench: Bench) => Promise<Completion<unknown>>;
}

const deadlineMs = 10_000;

const endingOf = (completion: Completion<unknown>, told: (value: unknown) => string | null = () => null): string => {
  const word = completion.code === 'success' ? told(completion.value) : completion.reason;
  return word === null ? completion.code : `${completion.code} ${word}`;
};

export function testStateMatrix<Commands extends CommandTable, Bench extends MatrixBench<Commands>, State extends string>(
  matrix: StateMatrix<Commands, Bench, State>,
): void {
  const commands = Object.keys(matrix.inputs) as (keyof Commands & string)[];
  const states = Object.keys(matrix.states) as State[];
  const ended = async <Value>({ clock }: Bench, completion: Promise<Value>): Promise<Value> => {
    let over = false;
    const watched = completion.finally(() => { over = true; });
    await clock.advanceUntil(() => over);
    return watched;
  };

  test('every command of the device has its column, and every state a row of as many endings', async () => {
    const { device } = await matrix.open();
    expect([...device.capabilities].filter((name) => !commands.includes(name))).toHaveLength(0);
    for (const state of states) expect([state, Object.keys(matrix.endings[state]).sort()]).toEqual([state, [...commands].sort()]);
  });

  describe.each(states)('%s', (state) => {
    test.each(commands)('%s', async (name) => {
      const bench = await matrix.open();
      await matrix.states[state](bench);
      const begunAt = bench.clock.now();
      const { acknowledged, completion } = bench.device.execute(name, matrix.inputs[name], { deadlineMs });
      expect((await acknowledged).accepted).toBe(bench.device.capabilities.has(name));
      expect(endingOf(await ended(bench, completion), matrix.told)).toBe(matrix.endings[state][name]);
      expect(bench.clock.now() - begunAt).toBeLessThanOrEqual(deadlineMs);

      await matrix.recover(bench);
      await bench.clock.advanceUntil(() => bench.device.status().generic === 'online');
      expect(endingOf(await ended(bench, matrix.serve(bench)))).toBe('success');
    });
  });

  /** What the grammar itself settles, the same for every device. */
  describe.each([
    ['no time left', 'timeOut', { deadlineMs: 0 }],
    ['given up before', 'canceled', { deadlineMs, signal: AbortSignal.abort() }],
  ] as const)('%s', (_state, code, options) => {
    test.each(commands)('%s', async (name) => {
      const { device } = await matrix.open();
      const { acknowledged, completion } = device.execute(name, matrix.inputs[name], options);
      const refused = device.capabilities.has(name) ? code : 'unsupportedCommand';
      expect(await acknowledged).toEqual({ accepted: false, code: refused });
      expect(await completion).toEqual({ code: refused, reason: null });
    });
  });

  test.each(commands)('closed: %s', async (name) => {
    const { device } = await matrix.open();
    await device.close();
    expect(await device.execute(name, matrix.inputs[name], { deadlineMs }).completion).toEqual({ code: 'deviceNotReady', reason: null });
  });

  test.each(commands)('closed in the middle, or a request id used twice: %s', async (name) => {
    const { device } = await matrix.open();
    if (!device.capabilities.has(name)) return;
    const first = device.execute(name, matrix.inputs[name], { deadlineMs, requestId: 'same' });
    const second = device.execute(name, matrix.inputs[name], { deadlineMs, requestId: 'same' });
    expect(await second.completion).toEqual({ code: 'sequenceError', reason: null });
    await device.close();
    expect((await first.completion).code).toBe('canceled');
  });
}
