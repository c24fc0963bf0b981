/** What the frames of a running capture say of the camera's picture: how light it is, and whether anything is seen at all. Pure. */
import type { CameraStatus, FrameMeasurement } from '../../main/contract/index.ts';

export interface LightLimits {
  /** Mean luminance under which the picture is too dark, 0 to 1. */
  readonly darkBelow: number;
  /** Mean luminance above which it is too bright. */
  readonly brightAbove: number;
}

export type PictureLook = Pick<CameraStatus, 'light' | 'picture'>;

export interface PictureWatch {
  readonly look: PictureLook;
  /** The look of the last frames, and how many in a row had it. */
  readonly latest: PictureLook;
  readonly inRow: number;
}

/** The darkest hall shows more than this: a sensor behind a closed shutter, or one that is broken. */
const blackBelow = 0.012;
/** A hand that passes before the lens is no change of the light. */
const framesToBelieve = 3;

export const unseenPicture: PictureLook = { light: 'unknown', picture: 'unknown' };

export const beginWatch = (): PictureWatch => ({ look: unseenPicture, latest: unseenPicture, inRow: 0 });

function lookOf(light: number, limits: LightLimits): PictureLook {
  if (light < blackBelow) return { light: 'dark', picture: 'black' };
  return { light: light < limits.darkBelow ? 'dark' : light > limits.brightAbove ? 'bright' : 'ok', picture: 'ok' };
}

/** Takes the next frame; the look changes once several frames in a row agree on another. */
export function watchFrame({ look, latest, inRow }: PictureWatch, { light }: Pick<FrameMeasurement, 'light'>, limits: LightLimits): PictureWatch {
  const seen = lookOf(light, limits);
  const same = seen.light === latest.light && seen.picture === latest.picture;
  const row = same ? inRow + 1 : 1;
  return { look: row >= framesToBelieve ? seen : look, latest: seen, inRow: row };
}
