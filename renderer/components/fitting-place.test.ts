import { expect, test } from 'vitest';
import { drawFront, sideOf } from './fitting-place.ts';

const panel = { widthMm: 270, heightMm: 480 };

test.each([
  [{ acrossMm: 215, downMm: 560 }, 'belowRight'],
  [{ acrossMm: 60, downMm: 560 }, 'belowLeft'],
  [{ acrossMm: 135, downMm: 640 }, 'below'],
  [{ acrossMm: 135, downMm: -40 }, 'above'],
  [{ acrossMm: 10, downMm: -40 }, 'aboveLeft'],
  [{ acrossMm: 350, downMm: 200 }, 'right'],
  [{ acrossMm: -80, downMm: 200 }, 'left'],
] as const)('a fitting at %o lies %s', (spot, place) => {
  expect(sideOf(spot, panel)).toBe(place);
});

test('the drawing holds panel and fitting, and its arrow ends between them', () => {
  const { viewBox, arrow } = drawFront({ acrossMm: 135, downMm: 640 }, panel);
  expect(viewBox).toBe('-60 -60 390 760');
  expect(arrow).toEqual({ x1: 135, y1: 240, x2: 135, y2: 585 });
});
