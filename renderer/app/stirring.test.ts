import { expect, test } from 'vitest';
import { listenToStirring } from './stirring.ts';

/** A window on which somebody touches and types at times of the test's choosing. */
function openWindow() {
  const listeners = new Map<string, (event: Event) => void>();
  return {
    window: {
      addEventListener: (type: string, listener: unknown) => { listeners.set(type, listener as (event: Event) => void); },
      removeEventListener: (type: string) => { listeners.delete(type); },
    },
    at: (timeStamp: number, type: string) => listeners.get(type)?.({ timeStamp } as Event),
  };
}

test('the first touch and the first key are told at once, those that follow within five seconds with them', () => {
  const { window, at } = openWindow();
  let told = 0;
  listenToStirring(window, () => { told += 1; });
  at(10, 'pointerdown');
  expect(told).toBe(1);
  at(4_000, 'keydown');
  at(5_009, 'pointerdown');
  expect(told).toBe(1);
  at(5_010, 'keydown');
  expect(told).toBe(2);
});

test('whoever goes on without a pause is told of again and again', () => {
  const { window, at } = openWindow();
  let told = 0;
  listenToStirring(window, () => { told += 1; });
  for (let time = 0; time < 60_000; time += 500) at(time, 'keydown');
  expect(told).toBe(12);
});

test('nothing is told any more once it has stopped', () => {
  const { window, at } = openWindow();
  let told = 0;
  listenToStirring(window, () => { told += 1; })();
  at(10, 'pointerdown');
  expect(told).toBe(0);
});
