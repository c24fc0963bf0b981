import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { adjustableClock } from './adjustable-clock.ts';

const hourMs = 3_600_000;
const monthMs = 31 * 24 * hourMs;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

test('a timer an hour away fires as soon as time is moved past it, and not before', () => {
  const clock = adjustableClock();
  let fired = false;
  clock.after(hourMs, () => { fired = true; });
  clock.setOffset(hourMs - 1);
  vi.advanceTimersByTime(0);
  expect(fired).toBe(false);
  vi.advanceTimersByTime(1);
  expect(fired).toBe(true);
  expect(clock.now()).toBe(Date.now() + hourMs - 1);
});

test('time never runs backwards and a cleared timer stays silent', () => {
  const clock = adjustableClock();
  let fired = false;
  clock.clear(clock.after(1000, () => { fired = true; }));
  clock.setOffset(10_000);
  clock.setOffset(5_000);
  vi.advanceTimersByTime(1000);
  expect(fired).toBe(false);
  expect(clock.now()).toBe(Date.now() + 10_000);
});

test('a wait longer than the machine can hold in one is held all the same', () => {
  const clock = adjustableClock();
  let fired = false;
  clock.after(monthMs, () => { fired = true; });
  vi.advanceTimersByTime(monthMs - 1);
  expect(fired).toBe(false);
  vi.advanceTimersByTime(1);
  expect(fired).toBe(true);
});
