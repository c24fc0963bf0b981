import { describe, expect, it } from 'vitest';
import { beginWatch, watchFrame, type PictureLook } from './picture-watch.ts';

const limits = { darkBelow: 0.12, brightAbove: 0.9 };
const after = (...lights: readonly number[]): PictureLook => lights.reduce((watch, light) => watchFrame(watch, { light }, limits), beginWatch()).look;

describe('what frames say of the picture', () => {
  it('is unknown before any, and for too few to be believed', () => {
    expect(after()).toEqual({ light: 'unknown', picture: 'unknown' });
    expect(after(0.5, 0.5)).toEqual({ light: 'unknown', picture: 'unknown' });
  });

  it.each([
    [0.5, 'ok', 'ok'], [0.05, 'dark', 'ok'], [0.96, 'bright', 'ok'], [0, 'dark', 'black'],
  ] as const)('of frames with a mean luminance of %d is light %s, picture %s', (light, level, picture) => {
    expect(after(light, light, light)).toEqual({ light: level, picture });
  });

  it('follows the limits of the kiosk, not numbers of its own', () => {
    const watch = [0.3, 0.3, 0.3].reduce((before, light) => watchFrame(before, { light }, { darkBelow: 0.4, brightAbove: 0.9 }), beginWatch());
    expect(watch.look.light).toBe('dark');
  });

  it('does not change for a hand that passes before the lens', () => {
    expect(after(0.5, 0.5, 0.5, 0.02, 0.5)).toEqual({ light: 'ok', picture: 'ok' });
    expect(after(0.5, 0.5, 0.5, 0, 0, 0.5, 0, 0)).toEqual({ light: 'ok', picture: 'ok' });
  });
});
