import { expect, test } from 'vitest';
import { keepRunning, type LifeEnd } from './keep-running.ts';

const died: LifeEnd = { kind: 'died', told: 'it fell' };

test('what dies is told and begun again, what is over is not', async () => {
  const ends: LifeEnd[] = [died, { kind: 'over' }, died];
  const told: string[] = [];
  await keepRunning({
    stopping: new AbortController().signal,
    live: async (started) => {
      started();
      return ends.shift() ?? died;
    },
    tell: (sentence, state) => told.push(`${sentence}: ${state}`),
  });
  expect(told).toEqual(['it fell: recovering']);
  expect(ends).toEqual([died]);
});

test('nothing is begun again once it is to stop, whether it runs or is waited for', async () => {
  const stopping = new AbortController();
  let lives = 0;
  const live = async (): Promise<LifeEnd> => {
    lives += 1;
    return died;
  };
  await keepRunning({ stopping: stopping.signal, live, tell: () => stopping.abort() });
  await keepRunning({ stopping: stopping.signal, live, tell: () => undefined });
  expect(lives).toBe(1);
});
