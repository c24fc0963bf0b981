/** The training camera: a Motion JPEG file that a browser plays as its camera, with something else in it on request. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { feedNames, firstFrame, makeFeed, motionJpeg, type Hold } from './feeds.ts';
import { toJpeg } from './picture.ts';
import { portraitPicture, type PortraitName } from './portraits.ts';

export { feedNames } from './feeds.ts';
export { decodeJpeg } from './picture.ts';
export { portraitNames, type PortraitName } from './portraits.ts';

/** Raised when feeds are made differently, so that cached ones are made afresh. */
const recipe = 5;

export interface CameraFeed {
  /** Absolute path of the file that the browser plays. It is opened when a capture starts: the next one shows the change. */
  readonly file: string;
  readonly current: string;
  /** Shows that feed from the next capture on; false for one that does not exist. */
  show(feed: string): Promise<boolean>;
  /** First frame of a feed, JPEG; null for one that does not exist. */
  frame(feed: string): Promise<Buffer | null>;
  /** A portrait, JPEG, as a platform would hold it for reference. */
  portrait(name: PortraitName): Promise<Buffer>;
}

export interface CameraFeedOptions {
  /** Where the file lies that the browser plays. */
  readonly directory: string;
  /** Where feeds once made are kept, for whoever needs them next; `directory` where absent. Several programs may share it. */
  readonly cache?: string;
}

/** Feeds are made when first shown and kept; at first the scene is empty. */
export async function createCameraFeed({ directory, cache: cacheRoot = directory }: CameraFeedOptions): Promise<CameraFeed> {
  const cache = resolve(cacheRoot, `made-${recipe}`);
  await mkdir(directory, { recursive: true });
  await mkdir(cache, { recursive: true });
  const file = resolve(directory, 'camera.mjpeg');
  let current = 'empty';

  const kept = async (name: string, make: () => Buffer | null): Promise<Buffer | null> => {
    const path = join(cache, name);
    if (existsSync(path)) return readFile(path);
    const made = make();
    if (made) await replace(path, made);
    return made;
  };
  const show = async (feed: string): Promise<boolean> => {
    if (!feedNames.includes(feed)) return false;
    const loop = await kept(`${feed}.mjpeg`, () => makeFeed(feed));
    if (!loop) return false;
    await replace(file, loop);
    current = feed;
    return true;
  };

  await show(current);
  return {
    file,
    get current() {
      return current;
    },
    show,
    frame: (feed) => kept(`${feed}.jpg`, () => firstFrame(feed)),
    portrait: async (name) => (await kept(`portrait-${name}.jpg`, () => toJpeg(portraitPicture(name)))) ?? Buffer.alloc(0),
  };
}

/** A capture that starts meanwhile sees the old file or the new one, whole. */
async function replace(path: string, content: Buffer): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, content);
  await rename(fresh, path);
}

/** Writes one loop to that file. A capture that starts from now on shows it. */
export const writeFeed = (file: string, loop: readonly Hold[]): Promise<void> => replace(file, motionJpeg(loop));

/** The switches with which Chromium and Electron play that file as the machine's only camera. */
export function chromiumSwitches(file: string): string[] {
  return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}
