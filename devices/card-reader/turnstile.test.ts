import { expect, test } from 'vitest';
import { manualClock } from '../../test/support/manual-clock.ts';
import { createTurnstile } from './turnstile.ts';

const limitMs = 1_000;
const never = (): AbortSignal => new AbortController().signal;

function question() {
  const { promise, resolve } = Promise.withResolvers<string>();
  let asked = 0;
  return {
    ask: () => {
      asked += 1;
      return promise;
    },
    answer: resolve,
    asked: () => asked,
  };
}

test('an answer in time passes', async () => {
  const turnstile = createTurnstile(manualClock(), limitMs);
  expect(await turnstile.pass(async () => 'a', never())).toEqual({ kind: 'answered', value: 'a' });
});

test('no answer within the limit is silence, and the next one waits until the late answer has come', async () => {
  const clock = manualClock();
  const turnstile = createTurnstile(clock, limitMs);
  const [first, second] = [question(), question()];
  const one = turnstile.pass(first.ask, never());
  await clock.advance(limitMs);
  expect(await one).toEqual({ kind: 'silent' });
  const two = turnstile.pass(second.ask, never());
  await clock.advance(limitMs / 2);
  expect(second.asked()).toBe(0);
  first.answer('late');
  second.answer('mine');
  expect(await two).toEqual({ kind: 'answered', value: 'mine' });
  expect(clock.pending()).toBe(0);
});

test('whoever waits behind a silent one is told so after the limit, without having asked', async () => {
  const clock = manualClock();
  const turnstile = createTurnstile(clock, limitMs);
  const [first, second] = [question(), question()];
  void turnstile.pass(first.ask, never());
  await clock.advance(limitMs);
  const two = turnstile.pass(second.ask, never());
  const settled = turnstile.settled();
  await clock.advance(limitMs);
  expect([await two, await settled]).toEqual([{ kind: 'silent' }, false]);
  expect(second.asked()).toBe(0);
});

test('an abandoned request ends at once for its asker', async () => {
  const turnstile = createTurnstile(manualClock(), limitMs);
  const leaving = new AbortController();
  const one = turnstile.pass(question().ask, leaving.signal);
  leaving.abort();
  expect(await one).toEqual({ kind: 'canceled' });
});

test('many at once pass one after another', async () => {
  const turnstile = createTurnstile(manualClock(), limitMs);
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all([1, 2, 3, 4].map(() => turnstile.pass(work, never())));
  expect(most).toBe(1);
});
