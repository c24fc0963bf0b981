import { describe, expect, it } from 'vitest';
import { heldFrames, heldUp, replayed } from './attacks.ts';
import { acting } from './feeds.ts';
import { closeLids } from './lids.ts';
import { frameSize, type Picture } from './picture.ts';
import { landmarksOf, portraitNames, portraitPicture } from './portraits.ts';
import { media, rephotographed } from './rephotograph.ts';

const portrait = portraitPicture('a');
/** Mean of the greens in a square of the picture round that place. */
function green({ width, pixels }: Picture, x: number, y: number, half = 6): number {
  let sum = 0;
  for (let row = y - half; row <= y + half; row += 1) for (let column = x - half; column <= x + half; column += 1) sum += pixels[(row * width + column) * 4 + 1] ?? 0;
  return sum / (2 * half + 1) ** 2;
}

describe.each(media)('a picture photographed again from %s', (medium) => {
  const frame = rephotographed(portrait, medium, 0.25, 1);

  it('is a frame of the camera: the picture smaller, its rim, and the room round it', () => {
    expect({ width: frame.width, height: frame.height }).toEqual(frameSize);
    const room = green(frame, 8, 470);
    expect(room).toBeGreaterThan(120);
    expect(room).toBeLessThan(155);
    const column = Array.from({ length: 60 }, (_, y) => green(frame, 320, y + 1, 0));
    expect(medium === 'paper' ? Math.max(...column) : Math.min(...column)).toSatisfy((rim: number) => (medium === 'paper' ? rim > 215 : rim < 35));
  });

  it('has never the depth of the picture itself: black is grey', () => {
    const black = { ...portrait, pixels: new Uint8Array(portrait.pixels.length) };
    expect(green(rephotographed(black, medium, 0, 1), 200, 120)).toBeGreaterThan(medium === 'paper' ? 20 : 8);
  });

  it('sways in the hand, and no two frames are equal', () => {
    const frames = heldUp(portrait, medium).slice(0, 2).map(({ picture }) => picture());
    const [one, other] = frames.map(({ pixels }) => pixels);
    expect(one?.filter((value, at) => value !== other?.[at]).length).toBeGreaterThan(100_000);
  });
});

it('a film lasts as long as what was filmed', () => {
  const lasts = (holds: readonly { readonly frames: number }[]): number => holds.reduce((sum, { frames }) => sum + frames, 0);
  const [film, act] = [replayed('a', ['open-mouth', 'turn-left']), acting('a', ['open-mouth', 'turn-left'])];
  expect(Math.abs(lasts(film) - lasts(act))).toBeLessThan(heldFrames);
});

describe.each(portraitNames)('the eyes of portrait %s', (name) => {
  const landmarks = landmarksOf(name);
  const picture = portraitPicture(name);
  const changed = (shut: Picture): number => shut.pixels.filter((value, at) => Math.abs(value - (picture.pixels[at] ?? 0)) > 12).length;

  it('stay as photographed, or shut, and nothing else moves', () => {
    expect(changed(closeLids(picture, landmarks, 0))).toBe(0);
    const shut = closeLids(picture, landmarks, 1);
    expect(changed(shut)).toBeGreaterThan(300);
    expect(changed(shut)).toBeLessThan(0.02 * picture.pixels.length);
    expect([...shut.pixels.subarray(0, 4)]).toEqual([...picture.pixels.subarray(0, 4)]);
  });
});
