import { expect, test } from 'vitest';
import { judgeRound } from './focus-walk.ts';
import type { FocusSeen } from './page-kit.ts';

const seen = (...places: readonly FocusSeen['place'][]): FocusSeen[] => places.map((place) => ({ place, label: typeof place === 'number' ? `button ${place}` : place, visible: true }));
const down = { name: 'the down key', step: 1 } as const;
const up = { name: 'the up key', step: -1 } as const;

test('a walk that meets everything once and comes round is right, wherever it began', () => {
  expect(judgeRound(seen(0, 1, 2, 0), 3, down)).toEqual([]);
  expect(judgeRound(seen(1, 2, 0, 1), 3, down)).toEqual([]);
  expect(judgeRound(seen(2, 1, 0, 2), 3, up)).toEqual([]);
  expect(judgeRound(seen(0, 0), 1, down)).toEqual([]);
});

test('the browser may have the focus on the way round, and nothing else of the page', () => {
  expect(judgeRound(seen(0, 1, 2, 'page', 0), 3, down)).toEqual([]);
  expect(judgeRound(seen(0, 1, 2, 'page', 'page'), 3, down)).toEqual(['the down key does not come round']);
  expect(judgeRound(seen(0, 1, 'other', 2, 0), 3, down)).toEqual(['the down key goes to "other", where nothing can be done']);
});

test('a walk that sticks, skips, turns or ends is told', () => {
  expect(judgeRound(seen(0, 1, 1, 1), 3, down).join()).toMatch(/reaches 2 of 3 targets.*goes from "button 1" to "button 1"/);
  expect(judgeRound(seen(0, 2, 0, 2), 3, down).join()).toMatch(/reaches 2 of 3 targets.*goes from "button 0" to "button 2"/);
  expect(judgeRound(seen(0, 1, 2, 0), 3, up).join()).toContain('the up key goes from "button 0" to "button 1"');
  expect(judgeRound(seen(0, 1, 2, 'page'), 3, down)).toEqual(['the down key does not come round']);
});

test('a focus that cannot be seen is told once', () => {
  const round = seen(0, 1, 0).map((focus) => ({ ...focus, visible: focus.place !== 1 }));
  expect(judgeRound([...round, ...round.slice(1)], 2, down)).toEqual(['the focus is not seen on "button 1"']);
});
