import { expect, test } from 'vitest';
import { createTouchPress, type PressPoint } from './touch-press.ts';

const bounds = { left: 0, top: 0, right: 100, bottom: 60 };
const inside = (at: number, pointerId = 1): PressPoint => ({ pointerId, x: 50, y: 30, at });
const outside = (at: number): PressPoint => ({ pointerId: 1, x: 50, y: 90, at });

test('a press counts when the finger comes down and goes up inside', () => {
  const press = createTouchPress(500);
  press.begin(inside(1000));
  expect(press.end(inside(1080), bounds)).toBe(true);
});

test('a finger that slides off takes the wish back', () => {
  const press = createTouchPress(500);
  press.begin(inside(1000));
  expect(press.end(outside(1200), bounds)).toBe(false);
});

test('a finger that came down elsewhere does not press', () => {
  expect(createTouchPress(500).end(inside(1000), bounds)).toBe(false);
});

test('a trembling double press counts once, two calm presses count twice', () => {
  const press = createTouchPress(500);
  const tap = (at: number): boolean => {
    press.begin(inside(at));
    return press.end(inside(at + 50), bounds);
  };
  expect([tap(1000), tap(1200), tap(1700)]).toEqual([true, false, true]);
});

test('a second finger neither presses nor takes over the first one\'s press', () => {
  const press = createTouchPress(500);
  press.begin(inside(1000, 1));
  press.begin(inside(1010, 2));
  expect(press.end(inside(1020, 2), bounds)).toBe(false);
  expect(press.end(inside(1030, 1), bounds)).toBe(true);
});

test('a press the system took away is forgotten', () => {
  const press = createTouchPress(500);
  press.begin(inside(1000));
  press.abandon();
  expect(press.end(inside(1100), bounds)).toBe(false);
});

test('a key held down counts once', () => {
  const press = createTouchPress(500);
  expect([press.activate(1000), press.activate(1030), press.activate(1060)]).toEqual([true, false, false]);
});
