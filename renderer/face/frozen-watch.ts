/** Tells a camera that has stopped seeing from a scene in which nothing moves. */

/** One look at the camera's picture. */
export interface Look {
  /** Milliseconds of any steady clock. */
  readonly at: number;
  /** How many pictures the camera has delivered so far. */
  readonly delivered: number;
  /** Equal for equal pictures; null while none was read. */
  readonly fingerprint: number | null;
  /** Mean luminance, 0 to 1. */
  readonly light: number;
}

/** No new picture for so long: the stream stands still. */
const undeliveredMs = 3_000;
/**
 * New pictures, but to the last pixel the same one, for so long: a sensor has noise, and no two pictures of even an
 * empty room are equal. A black one may be, behind a closed shutter, and is told as black.
 */
const unchangedMs = 6_000;
const blackBelow = 0.012;

/** Returns whether the camera is frozen, at each look. */
export function createFrozenWatch(): (look: Look) => boolean {
  let delivered: Look | null = null;
  let changed: Look | null = null;
  return (look) => {
    if (delivered?.delivered !== look.delivered) delivered = look;
    if (changed === null || changed.fingerprint !== look.fingerprint || look.fingerprint === null || look.light < blackBelow) changed = look;
    return look.at - delivered.at > undeliveredMs || look.at - changed.at > unchangedMs;
  };
}
