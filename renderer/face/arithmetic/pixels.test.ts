import { describe, expect, it } from 'vitest';
import { alignedSide } from './geometry.ts';
import { alignedPlanes, fingerprint, meanLight, type Picture } from './pixels.ts';

const plain = (red: number, green: number, blue: number, width = 140, height = 120): Picture => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.set([red, green, blue, 255], at);
  return { data, width, height };
};
const asIs = { a: 1, b: 0, tx: 0, ty: 0 };

describe('how light a picture is', () => {
  it('runs from black to white', () => {
    expect(meanLight(plain(0, 0, 0))).toBe(0);
    expect(meanLight(plain(255, 255, 255))).toBeCloseTo(1);
  });

  it('weighs green more than red and red more than blue, as eyes do', () => {
    expect(meanLight(plain(0, 255, 0))).toBeGreaterThan(meanLight(plain(255, 0, 0)));
    expect(meanLight(plain(255, 0, 0))).toBeGreaterThan(meanLight(plain(0, 0, 255)));
  });

  it('of no picture is none', () => {
    expect(meanLight({ data: new Uint8ClampedArray(), width: 0, height: 0 })).toBe(0);
  });
});

describe('the fingerprint of a picture', () => {
  it('is the same for the same picture, and another where one shade is another', () => {
    const changed = plain(90, 120, 60);
    changed.data[7 * 4 * 100 + 1] = 121;
    expect(fingerprint(plain(90, 120, 60))).toBe(fingerprint(plain(90, 120, 60)));
    expect(fingerprint(changed)).not.toBe(fingerprint(plain(90, 120, 60)));
  });
});

describe('the square for the descriptor', () => {
  const plane = alignedSide * alignedSide;

  it('holds red, green and blue one after the other, scaled as the model was trained', () => {
    const planes = alignedPlanes(plain(255, 127, 0), asIs);
    expect(planes).toHaveLength(3 * plane);
    expect(planes[0]).toBeCloseTo(1);
    expect(planes[plane]).toBeCloseTo(0);
    expect(planes[2 * plane]).toBeCloseTo(-127 / 128);
  });

  it('takes pixels from where the alignment says, between pixels by their shares', () => {
    const picture = plain(0, 0, 0);
    picture.data[(7 * picture.width + 5) * 4] = 200;
    expect(alignedPlanes(picture, { ...asIs, tx: 5, ty: 7 })[0]).toBeCloseTo((200 - 127) / 128);
    expect(alignedPlanes(picture, { ...asIs, tx: 4.5, ty: 7 })[0]).toBeCloseTo((100 - 127) / 128);
  });

  it('is black where it reaches out of the picture', () => {
    expect(alignedPlanes(plain(255, 255, 255), { ...asIs, tx: -1000, ty: 0 }).every((value) => Math.abs(value + 127 / 128) < 1e-6)).toBe(true);
  });
});
