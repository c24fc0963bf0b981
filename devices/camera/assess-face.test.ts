import { describe, expect, it } from 'vitest';
import type { FrameMeasurement } from '../../main/contract/index.ts';
import { manualClock, settle } from '../../test/support/manual-clock.ts';
import {
  descriptorAt, described, done, frameAt, frameMs, opened, repeated, scriptedPage, sequence, type PageScript,
} from '../../test/support/scripted-camera-page.ts';
import { Personal } from '../personal.ts';
import type { FaceAssessmentOptions } from './assess-face.ts';
import { assessFace, compareLocally, createCamera, type FaceProgress } from './index.ts';

const ahead = repeated(22);
const alive = sequence([...ahead, ...repeated(4, { mouthOpenness: 0.4 }), ...ahead]);
const of = (similarity: number) => (frame: FrameMeasurement): FrameMeasurement =>
  ({ ...frame, face: frame.face && { ...frame.face, descriptor: frame.face.descriptor && descriptorAt(similarity) } });
const lasting = (ms: number, make: (at: number) => FrameMeasurement): FrameMeasurement[] =>
  Array.from({ length: Math.ceil(ms / frameMs) }, (_, index) => make(index * frameMs));

const locally = (threshold: number | null) => compareLocally({ reference: new Personal(new Uint8Array([255, 216])), thresholdOf: () => threshold });

function attempt({ completions = {}, frames = [] }: PageScript, change: Partial<FaceAssessmentOptions<never>> = {}) {
  const clock = manualClock();
  const page = scriptedPage({ completions: { open: opened, describe: described, close: done, ...completions }, frames });
  const told: FaceProgress[] = [];
  const assessment = assessFace({
    camera: createCamera({ name: 'camera', clock, link: page.link }),
    comparer: locally(0.4),
    actions: ['open-mouth'], challenges: 1, passive: null, darkBelow: 0.12, minimumEyeDistancePx: 40,
    random: () => 0, clock, deadlineMs: 45_000, patience: 1, signal: new AbortController().signal,
    onProgress: (progress) => told.push(progress),
    ...change,
  });
  return { assessment, clock, page, told };
}

const outcomeOf = async (script: PageScript): Promise<string> => (await attempt(script).assessment).outcome;

describe('one attempt at face verification', () => {
  it('matches the living person on the photograph, and tells the engine', async () => {
    await expect(attempt({ frames: alive }).assessment).resolves.toMatchObject({ outcome: 'match', engine: 'test engine' });
  });

  it('does not match another living person, however alive', async () => {
    await expect(outcomeOf({ frames: alive.map(of(0.35)) })).resolves.toBe('no-match');
  });

  it('decides on the threshold exactly as configured', async () => {
    const frames = alive.map(of(0.5));
    await expect(attempt({ frames }, { comparer: locally(0.49) }).assessment).resolves.toMatchObject({ outcome: 'match' });
    await expect(attempt({ frames }, { comparer: locally(0.51) }).assessment).resolves.toMatchObject({ outcome: 'no-match' });
  });

  it('is not decided by an engine of which nobody measured how often it errs', async () => {
    const { assessment, page } = attempt({ frames: alive }, { comparer: locally(null) });
    await expect(assessment).resolves.toEqual({ outcome: 'engine-unavailable' });
    expect(page.received.map(({ name }) => name)).toEqual(['open', 'close']);
  });

  it('asks nothing of somebody who is clearly not the person', async () => {
    const { assessment, told } = attempt({ frames: alive.map(of(-0.1)) });
    await expect(assessment).resolves.toEqual({ outcome: 'no-match' });
    expect(told.every(({ done: shown }) => shown === 0)).toBe(true);
  });

  it('tells the page of the visit what to show: finding the place, the action, the decision', async () => {
    const { assessment, told } = attempt({ frames: alive });
    await assessment;
    const phases = told.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);
    expect(phases).toEqual(['starting', 'steadying', 'challenge', 'returning', 'deciding']);
    expect(told.find(({ phase }) => phase === 'challenge')).toMatchObject({ action: 'open-mouth', done: 0, total: 1 });
  });
});

describe('what is wrong with the picture', () => {
  const problems = async (frames: readonly FrameMeasurement[]): Promise<readonly unknown[]> => {
    const { assessment, told } = attempt({ frames: [...frames, ...alive.map((frame) => ({ ...frame, at: frame.at + frames.length * frameMs }))] });
    await assessment;
    return [...new Set(told.map(({ problem }) => problem))];
  };

  it('is told once it has lasted a moment', async () => {
    await expect(problems(lasting(900, (at) => frameAt(at, { eyeDistancePx: 20 })))).resolves.toEqual([null, 'too-far']);
  });

  it('is not told of a single frame, in the midst of which a word would be broken off', async () => {
    await expect(problems([...sequence(repeated(3)), frameAt(300, null), ...sequence(repeated(3), 400)])).resolves.toEqual([null]);
  });
});

describe('the passive models', () => {
  const scored = (score: number) => alive.map((frame) => ({ ...frame, face: frame.face && { ...frame.face, passive: frame.face.descriptor && { antispoof: score, liveness: 0.9 } } }));
  const reading = (use: 'advisory' | 'required') => ({ use, antispoofFrom: 0.5, livenessFrom: 0.5 });
  const actions = ['open-mouth', 'blink'] as const;
  const asked = async (score: number): Promise<number | undefined> => {
    const { assessment, clock, told } = attempt({ frames: scored(score) }, { actions, passive: reading('advisory') });
    await clock.advance(45_000);
    await assessment;
    return told.at(-1)?.total;
  };

  it('are not listened to where they are off, whatever they say', async () => {
    await expect(attempt({ frames: scored(0) }).assessment).resolves.toMatchObject({ outcome: 'match' });
  });

  it('refuse a picture where they are required, and nobody else', async () => {
    const outcome = async (score: number) => (await attempt({ frames: scored(score) }, { passive: reading('required') }).assessment).outcome;
    await expect(outcome(0.49)).resolves.toBe('not-alive');
    await expect(outcome(0.5)).resolves.toBe('match');
  });

  it('are told as broken where they are required and say nothing', async () => {
    await expect(attempt({ frames: alive }, { passive: reading('required') }).assessment).resolves.toEqual({ outcome: 'engine-unavailable' });
  });

  it('have somebody asked for one action more where they advise and see a picture, but refuse nobody', async () => {
    await expect(asked(0.49)).resolves.toBe(2);
    await expect(asked(0.5)).resolves.toBe(1);
    const blinking = sequence([...repeated(4, { eyeOpenness: 0.1 }), ...repeated(12)], alive.length * frameMs);
    const frames = [...scored(0.1), ...blinking];
    await expect(attempt({ frames }, { actions, passive: reading('advisory') }).assessment).resolves.toMatchObject({ outcome: 'match' });
  });
});

describe('what stands in the way is told for what it is', () => {
  it.each([
    ['no-face', lasting(20_000, (at) => frameAt(at, null))],
    ['several-faces', lasting(20_000, (at) => frameAt(at, {}, { faces: 2 }))],
    ['too-dark', lasting(20_000, (at) => frameAt(at, null, { light: 0.03 }))],
    ['not-alive', lasting(30_000, (at) => frameAt(at))],
  ] as const)('%s', async (outcome, frames) => {
    await expect(outcomeOf({ frames })).resolves.toBe(outcome);
  });

  it('whoever is given more time is not told of it so soon', async () => {
    const late = [...lasting(20_000, (at) => frameAt(at, null)), ...alive.map((frame) => ({ ...frame, at: frame.at + 20_000 }))];
    await expect(outcomeOf({ frames: late })).resolves.toBe('no-face');
    await expect(attempt({ frames: late }, { patience: 3 }).assessment).resolves.toMatchObject({ outcome: 'match' });
  });

  it('a face that changes again and again is not one living person', async () => {
    const swapped = lasting(20_000, (at) => frameAt(at, { descriptor: descriptorAt(Math.floor(at / 500) % 2 === 0 ? 0.9 : -0.9) }));
    await expect(outcomeOf({ frames: swapped })).resolves.toBe('not-alive');
  });

  it('a photograph on which no face is found, or which is none', async () => {
    await expect(outcomeOf({ completions: { describe: { code: 'success', value: { faces: 0, descriptor: null } } } })).resolves.toBe('no-reference-face');
    await expect(outcomeOf({ completions: { describe: { code: 'invalidData', reason: 'undecodableImage' } } })).resolves.toBe('no-reference-face');
  });

  it('no camera, one that is not permitted, freezes or vanishes, and an engine that does not load', async () => {
    await expect(outcomeOf({ completions: { open: { code: 'deviceNotReady', reason: 'noCamera' } } })).resolves.toBe('camera-unavailable');
    await expect(outcomeOf({ completions: { open: { code: 'hardwareError', reason: 'permissionDenied' } } })).resolves.toBe('camera-blocked');
    await expect(outcomeOf({ completions: { observe: { code: 'hardwareError', reason: 'frozenFrames' } } })).resolves.toBe('camera-unavailable');
    await expect(outcomeOf({ completions: { observe: { code: 'hardwareError', reason: 'cameraVanished' } } })).resolves.toBe('camera-unavailable');
    await expect(outcomeOf({ completions: { open: { code: 'hardwareError', reason: 'engineFailed' } } })).resolves.toBe('engine-unavailable');
  });
});

describe('the end of an attempt', () => {
  it.each([
    ['a match', { frames: alive }], ['a refusal', { completions: { open: { code: 'hardwareError', reason: 'permissionDenied' } } }],
  ] as const)('puts the lamp out after %s', async (_, script) => {
    const { assessment, page } = attempt(script);
    await assessment;
    expect(page.received.at(-1)?.name).toBe('close');
  });

  it('comes by itself, when its time is over', async () => {
    const { assessment, clock } = attempt({ frames: [frameAt(0, null)] }, { deadlineMs: 9_000 });
    await clock.advance(9_000);
    await expect(assessment).resolves.toEqual({ outcome: 'no-face' });
    expect(clock.pending()).toBe(0);
  });

  it('comes at once when the person goes another way, and the lamp goes out', async () => {
    const leave = new AbortController();
    const { assessment, page } = attempt({ frames: alive.slice(0, 5) }, { signal: leave.signal });
    await settle();
    leave.abort();
    await expect(assessment).resolves.toEqual({ outcome: 'canceled' });
    expect(page.received.at(-1)?.name).toBe('close');
  });
});
