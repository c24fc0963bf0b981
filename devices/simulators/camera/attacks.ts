/** Loops of what somebody holds up to the camera in place of a face: a picture, or a film of the person. */
import type { ChallengeAction } from '../../../main/contract/index.ts';
import { acting, type Hold } from './feeds.ts';
import type { Picture } from './picture.ts';
import type { PortraitName } from './portraits.ts';
import { rephotographed, type Medium } from './rephotograph.ts';

/** How long one picture of the camera lasts in these loops, in frames: a hand moves no faster. */
export const heldFrames = 4;
/** Pictures in which a hand sways once to and fro. */
const swayPictures = 10;

const frame = (picture: () => Picture, medium: Medium, step: number): Hold =>
  ({ picture: () => rephotographed(picture(), medium, (step % swayPictures) / swayPictures, step + 1), frames: heldFrames });

/** A picture in a hand. */
export const heldUp = (picture: Picture, medium: Medium): Hold[] => Array.from({ length: swayPictures }, (_, step) => frame(() => picture, medium, step));

/** A film of the person who shows these actions one after the other, on a screen in a hand. */
export function replayed(name: PortraitName, actions: readonly ChallengeAction[]): Hold[] {
  const film = acting(name, actions).flatMap(({ picture, frames }) => Array.from<() => Picture>({ length: frames }).fill(picture));
  return film.filter((_, at) => at % heldFrames === 0).map((picture, step) => frame(picture, 'screen', step));
}
