import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Camera, CameraCommands } from '../../../devices/camera/contract.ts';
import type { CameraReason, CameraStatus } from '../../contract/index.ts';
import { assessFace, letGoWithinMs } from '../../../devices/camera/index.ts';
import type { FaceAssessment } from '../../../devices/camera/index.ts';
import { createDevice } from '../../../devices/device.ts';
import { Personal } from '../../../devices/personal.ts';
import { descriptorAt } from '../../../test/support/scripted-camera-page.ts';
import { cardOf, kiosk, openKiosk, person, walkToKnown } from '../../../test/support/visitor.ts';
import type { OpenKiosk } from '../../../test/support/visitor.ts';
import { manualClock } from '../../../test/support/manual-clock.ts';
import type { PlatformProblem } from '../platform/port.ts';
import { scoreBand } from './steps/face-assessment.ts';

vi.mock(import('../../../devices/camera/index.ts'), async (original) => ({ ...(await original()), assessFace: vi.fn() }));

const camera = (): Camera => createDevice({
  name: 'camera',
  initial: { generic: 'online', specific: { capture: 'stopped', light: 'unknown', picture: 'unknown', resolution: 'unknown' } },
  handlers: {},
  start: () => () => Promise.resolve(),
}, manualClock());

const assess = vi.mocked(assessFace);
beforeEach(() => {
  assess.mockReset();
});

async function walkToFace(visitor: OpenKiosk): Promise<void> {
  await walkToKnown(visitor, cardOf(person('zhang-san')), 'agree');
  await visitor.choose('continue');
  await visitor.choose('continue');
}

test('a face that matches verifies the person, and only a band of the score is submitted', async () => {
  assess.mockResolvedValue({ outcome: 'match', engine: 'arcface', similarity: 0.83, threshold: 0.4 });
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  expect(visitor.body('review').rows.at(-1)?.value['zh-CN']).toBe('刷脸核验');
  await visitor.choose('confirm');
  expect(visitor.journal.kept[0]?.content.reveal()['verification']).toEqual({ method: 'face', engine: 'arcface', scoreBand: 'high' });
  expect(JSON.stringify(visitor.journal.kept[0]?.content.reveal())).not.toContain('0.83');
});

test('prompts, actions and problems of the picture are shown in place', async () => {
  let progress: Parameters<typeof assessFace>[0]['onProgress'] = () => undefined;
  assess.mockImplementation(({ onProgress }) => {
    progress = onProgress;
    return new Promise(() => undefined);
  });
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  const { id } = visitor.screen();
  progress({ phase: 'challenge', problem: null, action: 'turn-left', done: 1, total: 2 });
  await visitor.clock.advance(0);
  expect(visitor.screen().id).toBe(id);
  expect(visitor.body('face')).toMatchObject({ phase: 'challenge', action: 'turn-left', done: 1, total: 2, attempt: { number: 1, of: kiosk.face.attempts } });
  expect(visitor.body('face').prompt['zh-CN']).toContain('向左');
  progress({ phase: 'positioning', problem: 'too-far', action: null, done: 0, total: 2 });
  await visitor.clock.advance(0);
  expect(visitor.body('face').prompt['zh-CN']).toContain('靠近');
  progress({ phase: 'steadying', problem: null, action: null, done: 0, total: 2 });
  await visitor.clock.advance(0);
  expect(visitor.body('face')).toMatchObject({ phase: 'positioning', prompt: { 'zh-CN': expect.stringContaining('看到您了') } });
});

test.each([
  ['no-match', 'face-no-match'], ['no-face', 'face-not-found'], ['several-faces', 'face-several'], ['too-dark', 'face-too-dark'],
  ['not-alive', 'face-not-alive'], ['camera-unavailable', 'face-camera-gone'], ['engine-unavailable', 'face-engine-unavailable'],
  ['camera-blocked', 'face-camera-blocked'],
  ['no-reference-face', 'face-no-reference'],
] as const)('an attempt that ends in %s is told as %s and lets the person choose another way', async (outcome, code) => {
  assess.mockResolvedValue({ outcome } as FaceAssessment);
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  expect(visitor.body('failure').code).toBe(code);
  await visitor.choose('other-way');
  expect(visitor.choices()).toEqual(['pin', 'co-sign']);
});

test('after the last attempt there is no further one in this visit, but another way', async () => {
  assess.mockResolvedValue({ outcome: 'no-match' });
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  for (let more = 1; more < kiosk.face.attempts; more++) await visitor.choose('retry');
  expect(visitor.body('failure').code).toBe('face-attempts-used-up');
  expect(visitor.choices()).toEqual(['other-way']);
  await visitor.choose('other-way');
  await visitor.touch('back');
  await visitor.choose('continue');
  expect(visitor.body('failure').code).toBe('face-attempts-used-up');
  expect(assess).toHaveBeenCalledTimes(kiosk.face.attempts);
});

test('darkness or a broken camera use up no attempt', async () => {
  assess.mockResolvedValue({ outcome: 'too-dark' });
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  for (let more = 0; more < 5; more++) await visitor.choose('retry');
  expect(visitor.body('failure').code).toBe('face-too-dark');
});

test('whoever did not agree never comes before the camera', async () => {
  const visitor = openKiosk(camera());
  await walkToKnown(visitor, cardOf(person('zhang-san')), 'other-way');
  await visitor.choose('continue');
  await visitor.choose('continue');
  expect(visitor.choices()).toEqual(['pin', 'co-sign']);
  expect(assess).not.toHaveBeenCalled();
});

test('an assessment that never ends is ended, and its late result is not heard', async () => {
  let answer: (assessment: FaceAssessment) => void = () => undefined;
  let signal: AbortSignal | null = null;
  assess.mockImplementation((options) => {
    signal = options.signal;
    return new Promise((resolve) => { answer = resolve; });
  });
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  visitor.body('face');
  await visitor.clock.advance((kiosk.deadlines.platformSeconds + kiosk.deadlines.faceAttemptSeconds) * 1000 + 5_000);
  expect(visitor.body('failure').code).toBe('face-took-too-long');
  expect((signal as AbortSignal | null)?.aborted).toBe(true);
  answer({ outcome: 'match', engine: 'arcface', similarity: 0.9, threshold: 0.4 });
  await visitor.clock.advance(0);
  visitor.body('failure');
});

test('a match found in the last moment is told as a match, however long the camera takes to be let go of', async () => {
  const visitor = openKiosk(camera());
  const wholeMs = (kiosk.deadlines.platformSeconds + kiosk.deadlines.faceAttemptSeconds) * 1000 + letGoWithinMs - 500;
  assess.mockImplementation(() => new Promise((resolve) => {
    visitor.clock.after(wholeMs, () => resolve({ outcome: 'match', engine: 'arcface', similarity: 0.9, threshold: 0.4 }));
  }));
  await walkToFace(visitor);
  await visitor.clock.advance(wholeMs - 100);
  visitor.body('face');
  await visitor.clock.advance(200);
  visitor.body('review');
});

/** An attempt that goes on until it is called off, and then still has to let go of the camera. */
const lasting = (letGo: Promise<unknown> = Promise.resolve()) => ({ signal }: { readonly signal: AbortSignal }) => new Promise<FaceAssessment>((resolve) => {
  signal.addEventListener('abort', () => void letGo.then(() => resolve({ outcome: 'canceled' })), { once: true });
});
const attemptMs = (kiosk.deadlines.platformSeconds + kiosk.deadlines.faceAttemptSeconds) * 1000;

test('whoever needs more time before the camera gets all of it again, ten times and more, on the same page, and no attempt is used up', async () => {
  assess.mockImplementation(lasting());
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  const { id, allows } = visitor.screen();
  expect(allows.moreTime).toBe(true);
  for (let times = 0; times < 11; times++) {
    await visitor.clock.advance(attemptMs - 1_000);
    await visitor.touch('more-time');
    expect(visitor.screen().id).toBe(id);
    expect(visitor.body('face').attempt.number).toBe(1);
  }
  expect(assess).toHaveBeenCalledTimes(12);
  assess.mockResolvedValue({ outcome: 'match', engine: 'arcface', similarity: 0.83, threshold: 0.4 });
  await visitor.clock.advance(attemptMs - 1_000);
  visitor.body('face');
  await visitor.touch('more-time');
  visitor.body('review');
});

test('whoever does nothing with the time that was added is told that it is up', async () => {
  assess.mockImplementation(lasting());
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  await visitor.touch('more-time');
  await visitor.clock.advance(attemptMs + 5_000);
  expect(visitor.body('failure').code).toBe('face-took-too-long');
});

test('a new attempt waits until the one that was called off for it has let go of the camera', async () => {
  const letGo = Promise.withResolvers<void>();
  assess.mockImplementation(lasting(letGo.promise));
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  await visitor.touch('more-time');
  await visitor.touch('more-time');
  expect(assess).toHaveBeenCalledTimes(1);
  letGo.resolve();
  await visitor.clock.advance(0);
  expect(assess, 'the one in between was called off before it began').toHaveBeenCalledTimes(2);
});

test('an assessment that breaks is a fault of the kiosk, and leads another way', async () => {
  assess.mockRejectedValue(new Error('broken'));
  const visitor = openKiosk(camera());
  await walkToFace(visitor);
  expect(visitor.body('failure').code).toBe('kiosk-fault');
  expect(visitor.logged).toEqual(['effect-broke']);
  await visitor.choose('other-way');
  visitor.body('information');
});

test('without a reference photograph the face cannot be asked for', async () => {
  const visitor = openKiosk(camera());
  visitor.platform.hasPhoto = false;
  await walkToFace(visitor);
  expect(visitor.body('failure').code).toBe('face-no-reference');
  expect(assess).not.toHaveBeenCalled();
});

test('a score is kept only as a band', () => {
  expect([0.41, 0.55, 0.9].map((similarity) => scoreBand(similarity, 0.4))).toEqual(['near', 'clear', 'high']);
});

test('a score counts by the scale of the engine that gave it', () => {
  expect([0.81, 0.85, 0.95].map((similarity) => scoreBand(similarity, 0.8))).toEqual(['near', 'clear', 'high']);
});

describe('where the platform compares', () => {
  type Options = Parameters<typeof assessFace<PlatformProblem>>[0];
  /** Goes as far as a living person would: the comparer gets a frame of them. */
  const living = async ({ comparer, camera: at, signal }: Options): Promise<FaceAssessment<PlatformProblem>> => {
    const prepared = await comparer.prepare({ camera: at, engine: 'page', left: () => 1_000, signal });
    if (prepared.outcome !== 'ready') throw new Error('not ready');
    const compared = await prepared.comparison.compare([new Personal(descriptorAt(0.9))]);
    if (compared.outcome === 'camera-fault') throw new Error('camera');
    if (compared.outcome !== 'compared') return compared;
    return compared.similarity >= compared.threshold ? { ...compared, outcome: 'match' } : { outcome: 'no-match' };
  };
  const snapping: Camera = createDevice<CameraCommands, CameraStatus, CameraReason>({
    name: 'camera',
    initial: camera().status(),
    handlers: { snapshot: () => Promise.resolve({ code: 'success', value: { jpeg: new Personal(Uint8Array.of(0xff, 0xd8, 0xff)), faces: 1, descriptor: new Personal(descriptorAt(0.9)) } }) },
    start: () => () => Promise.resolve(),
  }, manualClock());

  const walk = async (change: (visitor: OpenKiosk) => void = () => undefined): Promise<OpenKiosk> => {
    assess.mockImplementation((options) => living(options as unknown as Options));
    const visitor = openKiosk(snapping, 'platform');
    change(visitor);
    await walkToFace(visitor);
    await visitor.clock.advance(0);
    return visitor;
  };

  test('the notice says that a picture is sent, and that is kept with the consent', async () => {
    const visitor = await walk();
    await visitor.choose('confirm');
    expect(JSON.stringify(visitor.journal.kept[0]?.content.reveal()['consent'])).toContain('face-notice-1-sent');
  });

  test('the words of the notice are others than where nothing is sent', async () => {
    const notice = async (engine: 'local' | 'platform'): Promise<string> => {
      const visitor = openKiosk(camera(), engine);
      await visitor.start();
      await visitor.open();
      return JSON.stringify(visitor.body('consent').points);
    };
    expect(await notice('platform')).toContain('发给社保平台');
    expect(await notice('local')).toContain('不外传');
    expect(await notice('platform')).not.toContain('不外传');
  });

  test('it gets one frame and the rate wanted, and the kiosk decides by its answer', async () => {
    const visitor = await walk();
    visitor.body('review');
    expect(visitor.platform.framed.map(({ frame, falseMatchRate }) => [frame.reveal().length, falseMatchRate])).toEqual([[3, kiosk.face.falseMatchRate]]);
  });

  test.each([
    ['a similarity below its threshold', { outcome: 'compared', engine: 'hall', similarity: 0.4, threshold: 0.5, falseMatchRate: 0.001 }, 'face-no-match'],
    ['a threshold that errs more often than this kiosk may', { outcome: 'compared', engine: 'hall', similarity: 0.9, threshold: 0.1, falseMatchRate: 0.1 }, 'face-engine-unavailable'],
    ['no photograph on record', { outcome: 'no-reference' }, 'face-no-reference'],
    ['no face on the frame', { outcome: 'no-face' }, 'face-not-found'],
  ] as const)('%s is no match', async (_, verdict, code) => {
    const visitor = await walk(({ platform }) => { platform.verdict = verdict; });
    expect(visitor.body('failure').code).toBe(code);
  });

  test('a platform that cannot be reached is told as that', async () => {
    const visitor = await walk(({ platform }) => {
      const { compareFace } = platform;
      platform.compareFace = (...asked) => {
        platform.problem = { kind: 'unreachable' };
        return compareFace(...asked);
      };
    });
    expect(visitor.body('failure').code).toBe('platform-unreachable');
  });
});
