import { expect, test } from 'vitest';
import { hallTime } from './hall-time.ts';

const morning = '2026-11-22T09:05:30+08:00';

test('the hall\'s time is shown with the core\'s offset, whatever the page\'s own time zone', () => {
  expect(hallTime(morning, 'zh-CN')).toEqual({ time: '09:05', date: '11月22日周日' });
  expect(hallTime(morning, 'en-GB')).toEqual({ time: '09:05', date: 'Sun 22 November' });
});

test('midnight is the beginning of a day', () => {
  expect(hallTime('2026-11-23T00:00:00+08:00', 'zh-CN')).toEqual({ time: '00:00', date: '11月23日周一' });
});

test('a western offset and UTC itself are understood', () => {
  expect(hallTime('2026-11-22T09:05:00-03:30', 'en').time).toBe('09:05');
  expect(hallTime('2026-11-22T09:05:00Z', 'en').time).toBe('09:05');
});
