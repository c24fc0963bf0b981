import { expect, test } from 'vitest';
import { drawTable } from './table.ts';

test('numbers stand at the right of their columns, under their headings', () => {
  const [headings, title, first, second] = drawTable([{
    title: 'Card',
    measurements: [
      { name: 'exchange', samples: [1, 2, 1234], note: 'the card alone' },
      { name: 'seen', samples: [40.25], note: '' },
    ],
  }]).split('\n');
  expect(headings).toBe('            n   p50   p95   max');
  expect(title).toBe('Card');
  expect(first).toBe('  exchange  3  2.00  1234  1234   the card alone');
  expect(second).toBe('  seen      1  40.3  40.3  40.3');
});

test('what could not be measured is shown as missing, with the reason', () => {
  expect(drawTable([{ title: 'Face', measurements: [{ name: 'frame', samples: [], note: 'no camera' }] }])).toMatch(/frame\s+0\s+-\s+-\s+-\s+no camera/);
});
