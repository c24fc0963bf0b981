import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { persons } from '../persons.ts';
import { chromiumSwitches, createCameraFeed, feedNames, type CameraFeed } from './index.ts';
import { makeFeed } from './feeds.ts';
import { openMouth, placed, sway, turnHead } from './movements.ts';
import { frameSize, type Picture } from './picture.ts';
import { landmarksOf, portraitNames, portraitPicture } from './portraits.ts';

let directory: string;
let feed: CameraFeed;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tongban-camera-'));
  feed = await createCameraFeed({ directory });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('the training camera', () => {
  it('shows an empty scene at first, in a file that a browser can be told of', async () => {
    expect(feed.current).toBe('empty');
    expect(isAbsolute(feed.file)).toBe(true);
    expect(chromiumSwitches(feed.file)).toContain(`--use-file-for-fake-video-capture=${feed.file}`);
    const loop = await readFile(feed.file);
    expect([...loop.subarray(0, 2), ...loop.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
  });

  it('shows something else from the next capture on, and leaves no half-written file behind', async () => {
    const before = await readFile(feed.file);
    await expect(feed.show('dark')).resolves.toBe(true);
    expect(feed.current).toBe('dark');
    expect((await readFile(feed.file)).equals(before)).toBe(false);
    expect((await readdir(directory)).filter((name) => name.startsWith('camera'))).toEqual(['camera.mjpeg']);
  });

  it('knows no feed of another name, nor a path in place of one', async () => {
    const showing = feed.current;
    for (const name of ['live-z', '', '../empty']) await expect(feed.show(name)).resolves.toBe(false);
    await expect(feed.frame('live-z')).resolves.toBeNull();
    expect(feed.current).toBe(showing);
  });

  it('has a living face and a photograph for every person of the training set', () => {
    for (const { portrait } of persons) expect(feedNames).toEqual(expect.arrayContaining([`live-${portrait}`, `photo-${portrait}`]));
    expect(feedNames).toEqual(expect.arrayContaining(['empty', 'two-people', 'dark']));
  });

  it('never delivers the same picture twice of a scene in which nothing moves, but where it is stuck', () => {
    const different = (name: string): number => {
      const loop = makeFeed(name) ?? Buffer.alloc(0);
      const starts = loop.toString('latin1').split('\xff\xd9\xff\xd8');
      return new Set(starts.slice(1, -1)).size;
    };
    for (const scene of ['empty', 'dark', 'misplaced']) expect(different(scene)).toBeGreaterThan(5);
    for (const fault of ['black', 'frozen']) expect(different(fault)).toBe(1);
  });

  it('gives a portrait as the platform would hold it: a JPEG of the camera\'s size', async () => {
    const { width, height } = jpeg.decode(await feed.portrait('a'));
    expect({ width, height }).toEqual(frameSize);
  });
});

describe('a photograph made to move', () => {
  const portrait = portraitPicture('a');
  const landmarks = landmarksOf('a');
  const changed = (moved: Picture): number => {
    let count = 0;
    for (let at = 0; at < moved.pixels.length; at += 4) if (Math.abs((moved.pixels[at] ?? 0) - (portrait.pixels[at] ?? 0)) > 8) count += 1;
    return count / (frameSize.width * frameSize.height);
  };

  it('is the photograph itself at rest', () => {
    expect(changed(turnHead(portrait, landmarks, 0))).toBe(0);
    expect(changed(openMouth(portrait, landmarks, 0))).toBe(0);
  });

  it('bends the face and leaves the room behind it alone', () => {
    for (const moved of [turnHead(portrait, landmarks, 1), openMouth(portrait, landmarks, 1)]) {
      expect(changed(moved)).toBeGreaterThan(0.005);
      expect([...moved.pixels.subarray(0, 4)]).toEqual([...portrait.pixels.subarray(0, 4)]);
    }
  });

  it('is nearer, farther or aside as told, and itself where it is told neither', () => {
    expect(changed(placed(portrait, { nearer: 1, aside: 0 }))).toBe(0);
    for (const place of [{ nearer: 2, aside: 0 }, { nearer: 0.5, aside: 0 }, { nearer: 1, aside: 0.4 }]) expect(changed(placed(portrait, place))).toBeGreaterThan(0.2);
    const right = placed(portrait, { nearer: 1, aside: 0.25 });
    const at = (picture: Picture, x: number): number | undefined => picture.pixels[(240 * frameSize.width + x) * 4];
    expect(at(right, 440)).toBe(at(portrait, 280));
  });

  it('moves as a whole when a hand holds it', () => {
    expect(changed(sway(portrait, 0.25))).toBeGreaterThan(0.2);
  });

  it.each(portraitNames)('has its landmarks on the picture, in the order of a face: %s', (name) => {
    const { rightEdge, leftEdge, forehead, chin, mouthRight, mouthLeft, lipUpper, lipLower } = landmarksOf(name);
    for (const [x, y] of [rightEdge, leftEdge, forehead, chin]) expect(x >= 0 && y >= 0 && x < frameSize.width && y < frameSize.height).toBe(true);
    expect(rightEdge[0]).toBeLessThan(mouthRight[0]);
    expect(mouthLeft[0]).toBeLessThan(leftEdge[0]);
    expect(forehead[1]).toBeLessThan(lipUpper[1]);
    expect(lipLower[1]).toBeLessThan(chin[1]);
  });
});
