import { describe, expect, it } from 'vitest';
import type { ChallengeAction, FaceMeasurement, FrameMeasurement } from '../../main/contract/index.ts';
import { descriptorAt, frameAt, frameMs, repeated, sequence } from '../../test/support/scripted-camera-page.ts';
import { askedAction, beginLiveness, chooseActions, takeFrame as takeSeenFrame, type LivenessLimits, type LivenessState } from './liveness.ts';
import { seenFrame } from './seen-frame.ts';

const takeFrame = (state: LivenessState, frame: FrameMeasurement, given: LivenessLimits): LivenessState => takeSeenFrame(state, seenFrame(frame), given);

const limits = { darkBelow: 0.12, minimumEyeDistancePx: 40 };
const watch = (frames: readonly FrameMeasurement[], actions: readonly ChallengeAction[], from = beginLiveness(actions)): LivenessState =>
  frames.reduce((state, frame) => takeFrame(state, frame, limits), from);

const turnedLeft = { yaw: 0.6, descriptor: null };
const turnedRight = { yaw: -0.6, descriptor: null };
const openMouth = { mouthOpenness: 0.4 };
/** Long enough to become neutral. */
const ahead = repeated(20);
const settled = watch(sequence(ahead), ['open-mouth']);

describe('choosing actions', () => {
  const all: readonly ChallengeAction[] = ['turn-left', 'turn-right', 'open-mouth'];
  const draws = Array.from({ length: 400 }, (_, seed) => {
    let step = seed;
    return chooseActions(all, 2, () => ((step = (step * 7919 + 104_729) % 10_007) / 10_007));
  });

  it('always asks for the mouth, which no photograph opens', () => {
    expect(draws.every((actions) => actions.includes('open-mouth'))).toBe(true);
  });

  it('asks for different actions, in every order that is left', () => {
    expect(draws.every((actions) => new Set(actions).size === 2)).toBe(true);
    expect(new Set(draws.map((actions) => actions.join('+')))).toEqual(
      new Set(['open-mouth+turn-left', 'open-mouth+turn-right', 'turn-left+open-mouth', 'turn-right+open-mouth']),
    );
  });

  it('asks for what there is where fewer may be asked, and for nothing where nothing is wanted', () => {
    expect(chooseActions(['turn-left'], 3, () => 0.9)).toEqual(['turn-left']);
    expect(chooseActions(all, 0, () => 0)).toEqual([]);
  });
});

describe('a living person', () => {
  it('is asked for nothing until their neutral face is known', () => {
    expect(watch(sequence(repeated(18)), ['open-mouth']).phase).toBe('positioning');
    expect(askedAction(settled)).toBe('open-mouth');
  });

  it.each([
    ['turn-left', turnedLeft], ['turn-right', turnedRight], ['open-mouth', openMouth],
  ] as const)('passes by doing what is asked and looking ahead again: %s', (action, shown) => {
    expect(watch(sequence([...ahead, ...repeated(4, shown), ...ahead]), [action]).phase).toBe('alive');
  });

  it('passes a blink by closing and opening the lids', () => {
    expect(watch(sequence([...ahead, ...repeated(2, { eyeOpenness: 0.1 }), ...ahead]), ['blink']).phase).toBe('alive');
  });

  it('passes two actions only in the order asked', () => {
    const leftThenMouth = sequence([...ahead, ...repeated(4, turnedLeft), ...ahead, ...repeated(4, openMouth), ...ahead]);
    expect(watch(leftThenMouth, ['turn-left', 'open-mouth']).phase).toBe('alive');
    expect(watch(leftThenMouth, ['open-mouth', 'turn-left'])).toMatchObject({ phase: 'challenge', done: 1 });
  });

  it('is measured against their own face: a mouth that stands open at rest is not an answer', () => {
    const resting = { mouthOpenness: 0.3 };
    expect(watch(sequence(repeated(60, resting)), ['open-mouth'])).toMatchObject({ phase: 'challenge', done: 0 });
    expect(watch(sequence([...repeated(20, resting), ...repeated(4, { mouthOpenness: 0.6 }), ...repeated(4, resting)]), ['open-mouth']).phase).toBe('alive');
  });
});

describe('a neutral face', () => {
  it('is not a turn that is held for a moment, as a person glancing aside holds it', () => {
    const glance = watch(sequence([...repeated(15, { yaw: 0.4 }), ...ahead]), ['turn-left']);
    expect(glance.neutral?.yaw).toBeCloseTo(0);
  });

  it('is not a mouth that speaks', () => {
    const speaking = Array.from({ length: 40 }, (_, index) => ({ mouthOpenness: index % 8 < 4 ? 0.05 : 0.2 }));
    expect(watch(sequence(speaking), ['open-mouth']).phase).toBe('positioning');
  });

  it('is not one that nobody described', () => {
    expect(watch(Array.from({ length: 40 }, (_, index) => frameAt(index * frameMs, { descriptor: null })), ['open-mouth']).phase).toBe('positioning');
  });
});

describe('what is no answer', () => {
  it('the wrong side', () => {
    expect(watch(sequence([...ahead, ...repeated(6, turnedRight), ...ahead]), ['turn-left']).done).toBe(0);
  });

  it('a single frame, which may be an error of measurement', () => {
    expect(watch(sequence([...ahead, openMouth, ...ahead]), ['open-mouth']).done).toBe(0);
  });

  it('a movement under way when the asking began', () => {
    const asked = settled.since;
    const atOnce = [frameAt(asked + 60, openMouth), frameAt(asked + 120, openMouth), frameAt(asked + 200, openMouth)];
    expect(watch(atOnce, [], { ...settled, lastFace: null }).done).toBe(0);
  });

  it('an action held for ever: the neutral face must come back', () => {
    expect(watch(sequence([...ahead, ...repeated(30, openMouth)]), ['open-mouth'])).toMatchObject({ phase: 'returning', done: 1 });
  });

  it('a neutral face that was not described again', () => {
    const back = Array.from({ length: 6 }, (_, index) => frameAt(24 * frameMs + index * frameMs, { descriptor: null }));
    expect(watch([...sequence([...ahead, ...repeated(4, openMouth)]), ...back], ['open-mouth']).phase).toBe('returning');
    expect(watch([...sequence([...ahead, ...repeated(4, openMouth)]), ...back, frameAt(30 * frameMs)], ['open-mouth']).phase).toBe('alive');
  });
});

/** What the engine measured of flat photographs under attack, as the change from the photograph held still. */
const photographs: readonly (readonly [string, Partial<FaceMeasurement>])[] = [
  ['held still', {}],
  ['tilted far to one side', { yaw: 0.81, eyeOpenness: 0.38 * 1.23, mouthOpenness: 0.05 + 0.07 }],
  ['tilted far to the other side', { yaw: -0.82, eyeOpenness: 0.38 * 1.17, mouthOpenness: 0.05 + 0.02 }],
  ['bent', { yaw: 0.34, eyeOpenness: 0.38 * 1.09, mouthOpenness: 0.05 - 0.02 }],
  ['squashed', { yaw: -0.01, eyeOpenness: 0.38 * 0.6, mouthOpenness: 0.05 }],
  ['rolled', { roll: 0.4, yaw: 0.1, eyeOpenness: 0.38 * 0.88, mouthOpenness: 0.05 + 0.04 }],
  ['nearer', { yaw: 0.15, eyeOpenness: 0.38 * 0.87, mouthOpenness: 0.05 + 0.03 }],
  ['with a hand before the mouth', { yaw: 0.12, eyeOpenness: 0.38 * 0.91, mouthOpenness: 0.05 + 0.11 }],
];

describe('a photograph', () => {
  it.each(photographs)('opens no mouth and blinks no eye: %s', (_, measured) => {
    const frames = sequence([...ahead, ...repeated(6, measured), ...ahead, ...repeated(6, measured), ...ahead]);
    for (const action of ['open-mouth', 'blink'] as const) expect(watch(frames, [action]).done, action).toBe(0);
  });

  it('may look turned when tilted, and still does not pass, because the mouth is always asked', () => {
    const waved = sequence([...ahead, ...photographs.flatMap(([, measured]) => [...repeated(6, measured), ...ahead])]);
    expect(watch(waved, ['turn-left', 'open-mouth'])).toMatchObject({ phase: 'challenge', done: 1 });
  });
});

describe('one and the same face throughout', () => {
  const stranger = { descriptor: descriptorAt(-0.2) };
  const afterMouth = watch(sequence([...ahead, ...repeated(4, openMouth)]), ['open-mouth', 'turn-left']);

  it('starts anew when another face is described', () => {
    expect(afterMouth.done).toBe(1);
    expect(takeFrame(afterMouth, frameAt(2500, stranger), limits)).toMatchObject({ phase: 'positioning', done: 0, restarts: 1, descriptors: [] });
  });

  it('starts anew when the face leaps as only a cut can make it', () => {
    expect(takeFrame(afterMouth, frameAt(2500, { box: { x: 20, y: 20, width: 200, height: 240 }, descriptor: null }), limits)).toMatchObject({ restarts: 1, done: 0 });
  });

  it('starts anew when the face was gone for long, but not for an instant', () => {
    expect(takeFrame(afterMouth, frameAt(5000), limits).restarts).toBe(1);
    expect(takeFrame(takeFrame(afterMouth, frameAt(2500, null), limits), frameAt(2700), limits).restarts).toBe(0);
  });
});

describe('what is wrong with the picture', () => {
  it.each([
    ['no-face', frameAt(0, null)],
    ['several-faces', frameAt(0, {}, { faces: 2 })],
    ['too-dark', frameAt(0, {}, { light: 0.05 })],
    ['too-dark', frameAt(0, null, { light: 0.05 })],
    ['too-far', frameAt(0, { eyeDistancePx: 30 })],
    ['too-near', frameAt(0, { eyeDistancePx: 230 })],
    ['too-near', frameAt(0, { box: { x: 220, y: -120, width: 200, height: 240 } })],
    ['too-far-right', frameAt(0, { box: { x: -80, y: 120, width: 200, height: 240 } })],
    ['too-far-left', frameAt(0, { box: { x: 520, y: 120, width: 200, height: 240 } })],
    ['too-far-left', frameAt(0, { box: { x: 368, y: 47, width: 272, height: 391 } })],
    ['turned-left', frameAt(0, { yaw: 1.2 })],
    ['turned-right', frameAt(0, { yaw: -1.2 })],
    ['facing-down', frameAt(0, { pitch: 0.9 })],
    ['facing-up', frameAt(0, { pitch: -0.9 })],
  ] as const)('is told: %s', (problem, frame) => {
    expect(takeFrame(beginLiveness(['open-mouth']), frame, limits).problem).toBe(problem);
  });

  it('is not where somebody stands or looks while they show what was asked', () => {
    expect(takeFrame(settled, frameAt(settled.since + 300, { yaw: 1.2, box: { x: 330, y: 120, width: 200, height: 240 }, eyeDistancePx: 190 }), limits).problem).toBeNull();
  });

  it('is dated from when it began, and forgotten when it is over', () => {
    const dark = watch([0, 100, 200].map((at) => frameAt(at, {}, { light: 0.05 })), ['open-mouth']);
    expect(dark.problemSince).toBe(0);
    expect(takeFrame(dark, frameAt(300), limits)).toMatchObject({ problem: null, problemSince: null });
  });

  it('breaks off the taking of the neutral face', () => {
    const broken = watch([...sequence(repeated(16)), frameAt(1650, null), ...sequence(repeated(16), 1700)], ['open-mouth']);
    expect(broken.phase).toBe('positioning');
  });
});
