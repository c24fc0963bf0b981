/** What the training camera can see: loops of frames, made from the portraits. */
import type { ChallengeAction } from '../../../main/contract/index.ts';
import { closeLids } from './lids.ts';
import { landmarksOf, portraitNames, portraitPicture, type Landmarks, type PortraitName } from './portraits.ts';
import { openMouth, placed, sway, turnHead } from './movements.ts';
import { blank, frameSize, resample, toJpeg, withNoise, type Picture } from './picture.ts';

/** Frames a second at which a browser plays the file. */
export const framesPerSecond = 30;

/** A still part of a loop: one picture shown for so many frames. */
export interface Hold {
  readonly picture: () => Picture;
  readonly frames: number;
}

const sceneShade: readonly [number, number, number] = [196, 190, 178];
const darkness = 0.06;
/** How many different noises a still scene goes through. */
const noises = 8;
/** Frames that each of these lasts where a scene is one of several: about three seconds in all. */
const placeFrames = 12;

/**
 * How long a living face rests between two gestures, and holds the far end of one, in frames. The kiosk takes a face for
 * neutral that keeps still for 1.8 seconds: the rest must be longer than that, the far end shorter, both long enough for
 * kiosks that measure few frames.
 */
const restFrames = 2.5 * framesPerSecond;
const heldFrames = 1.4 * framesPerSecond;
/** Eyes are shut for no longer than a slow kiosk needs to see it. */
const shutFrames = 0.4 * framesPerSecond;

/** Out and back in steps of a tenth of a second. */
function gesture(pose: (amount: number) => Picture, farEndFrames: number): Hold[] {
  const amounts = [0.25, 0.5, 0.75];
  const step = (amount: number): Hold => ({ picture: () => pose(amount), frames: 3 });
  return [...amounts.map(step), { picture: () => pose(1), frames: farEndFrames }, ...amounts.toReversed().map(step)];
}

/** How a face looks that shows so much of an action, 0 to 1. */
const poses: Readonly<Record<ChallengeAction, (portrait: Picture, landmarks: Landmarks, amount: number) => Picture>> = {
  'turn-left': (portrait, landmarks, amount) => turnHead(portrait, landmarks, amount),
  'turn-right': (portrait, landmarks, amount) => turnHead(portrait, landmarks, -amount),
  'open-mouth': openMouth,
  blink: closeLids,
};

/** A person who looks ahead and shows these, a rest before each, over and over. */
export function acting(name: PortraitName, actions: readonly ChallengeAction[]): Hold[] {
  const portrait = portraitPicture(name);
  const landmarks = landmarksOf(name);
  const rest: Hold = { picture: () => portrait, frames: restFrames };
  return actions.flatMap((action) => [rest, ...gesture((amount) => poses[action](portrait, landmarks, amount), action === 'blink' ? shutFrames : heldFrames)]);
}

/** A person who does everything that may be asked in turn. */
export const livingFace = (name: PortraitName): Hold[] => acting(name, ['turn-left', 'turn-right', 'open-mouth']);

/** The photograph of a person, held before the camera by a hand that is not quite still. */
export function heldPhotograph(name: PortraitName): Hold[] {
  const portrait = portraitPicture(name);
  const steps = 24;
  return Array.from({ length: steps }, (_, step) => ({ picture: () => sway(portrait, step / steps), frames: 4 }));
}

function sideBySide(one: PortraitName, other: PortraitName): Picture {
  const [left, right] = [portraitPicture(one), portraitPicture(other)];
  const halfWidth = frameSize.width / 2;
  const cut = (picture: Picture): Picture => resample(picture, { width: halfWidth, height: frameSize.height }, (x, y) => [x + halfWidth / 2, y]);
  const [first, second] = [cut(left), cut(right)];
  const pixels = new Uint8Array(frameSize.width * frameSize.height * 4);
  for (let row = 0; row < frameSize.height; row += 1) {
    const line = row * halfWidth * 4;
    pixels.set(first.pixels.subarray(line, line + halfWidth * 4), row * frameSize.width * 4);
    pixels.set(second.pixels.subarray(line, line + halfWidth * 4), (row * frameSize.width + halfWidth) * 4);
  }
  return { ...frameSize, pixels };
}

/** A scene in which nothing moves, as a sensor sees it: each of its noises for so many frames. */
export const still = (picture: () => Picture, frames = 2): Hold[] => {
  const seen = picture();
  return Array.from({ length: noises }, (_, noise) => ({ picture: () => withNoise(seen, noise + 1), frames }));
};

/** Somebody who cannot see the picture looks for their place: too far away, too far to their left, too near, some seconds each. */
function misplaced(name: PortraitName): Hold[] {
  const portrait = portraitPicture(name);
  const places = [{ nearer: 0.36, aside: 0 }, { nearer: 1, aside: 0.45 }, { nearer: 2.4, aside: 0 }];
  return places.flatMap((place) => still(() => placed(portrait, place), placeFrames));
}

/** A camera that has stopped seeing: the same picture to the last pixel. */
const stuck = (picture: () => Picture): Hold[] => [{ picture, frames: framesPerSecond / 2 }];

const scenes: ReadonlyMap<string, () => Hold[]> = new Map([
  ...portraitNames.map((name) => [`live-${name}`, () => livingFace(name)] as const),
  ...portraitNames.map((name) => [`photo-${name}`, () => heldPhotograph(name)] as const),
  ['empty', () => still(() => blank(sceneShade))],
  ['two-people', () => still(() => sideBySide('a', 'e'))],
  ['misplaced', () => misplaced('a')],
  ['dark', () => still(() => resample(portraitPicture('a'), frameSize, (x, y) => [x, y], () => darkness))],
  ['black', () => stuck(() => blank([0, 0, 0]))],
  ['frozen', () => stuck(() => portraitPicture('a'))],
]);

export const feedNames: readonly string[] = [...scenes.keys()];

/** What is to be seen in that feed; null for one that does not exist. */
export const sceneOf = (name: string): Hold[] | null => scenes.get(name)?.() ?? null;

/** One loop of the feed as Motion JPEG; null for a feed that does not exist. A living face takes some seconds to make. */
export function makeFeed(name: string): Buffer | null {
  const holds = sceneOf(name);
  return holds && motionJpeg(holds);
}

/** The pictures one after the other, each as often as it is shown. */
export const motionJpeg = (holds: readonly Hold[]): Buffer =>
  Buffer.concat(holds.flatMap(({ picture, frames }) => Array.from<Buffer>({ length: frames }).fill(toJpeg(picture()))));

/** The first frame of the feed as JPEG, for a thumbnail. */
export function firstFrame(name: string): Buffer | null {
  const first = sceneOf(name)?.[0];
  return first ? toJpeg(first.picture()) : null;
}
