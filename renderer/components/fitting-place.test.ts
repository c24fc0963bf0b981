import { expect, test } from 'vitest';
import { Fitting, type Fittings } from '../../main/contract/index.ts';
import { type Box, drawFront, sideOf } from './fitting-place.ts';

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

const fittings: Fittings = { 'card-slot': { acrossMm: 210, downMm: 560 }, 'id-plate': { acrossMm: 60, downMm: 560 }, 'receipt-mouth': { acrossMm: 135, downMm: 660 } };
const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

test('the drawing shows the whole machine, with the fitting that is meant once and every other one beside it', () => {
  const { body, meant, others } = drawFront('card-slot', { acrossMm: 210, downMm: 560 }, fittings, panel);
  expect(meant).toMatchObject({ fitting: 'card-slot', x: 210, y: 560 });
  expect(others.map(({ fitting }) => fitting)).toEqual(['id-plate', 'receipt-mouth']);
  for (const { box } of [meant, ...others]) {
    expect(box.x).toBeGreaterThan(body.x);
    expect(box.y + box.height).toBeLessThan(body.y + body.height);
  }
});

test.each(Fitting.options)('a %s that lies close to the panel is drawn beside it and not over it', (fitting) => {
  for (const spot of [{ acrossMm: 135, downMm: 490 }, { acrossMm: 135, downMm: -10 }, { acrossMm: -20, downMm: 200 }, { acrossMm: 280, downMm: 200 }]) {
    const { meant, panel: screen } = drawFront(fitting, spot, {}, panel);
    expect(overlap(meant.box, screen), JSON.stringify(spot)).toBe(false);
  }
});

test('the arrow begins on the panel and ends short of the fitting', () => {
  const { arrow, meant } = drawFront('receipt-mouth', { acrossMm: 135, downMm: 660 }, fittings, panel);
  const [, tip = ''] = /^M135 240L([\d. ]+)M/.exec(arrow) ?? [];
  expect(tip).toBe(`135 ${meant.box.y - 26}`);
});
