/** One attempt at face verification: open the camera, watch the person until they are known to be alive, have them compared, let go. */
import type { ChallengeAction, FaceDescriptor } from '../../main/contract/index.ts';
import type { Clock } from '../clock.ts';
import type { Fault } from '../device.ts';
import type { Personal } from '../personal.ts';
import { within } from './camera-call.ts';
import type { Camera } from './contract.ts';
import type { CameraAtWork, Compared, FaceComparer, FaceComparison, NotCompared } from './face-comparison.ts';
import { askedAction, askOneMore, beginLiveness, chooseActions, takeFrame, type FrameProblem, type LivenessLimits, type LivenessState } from './liveness.ts';
import { passiveVerdict, type PassiveLiveness } from './passive-liveness.ts';
import type { SeenFrame } from './seen-frame.ts';

export interface FaceAssessmentOptions<Trouble> extends LivenessLimits {
  readonly camera: Camera;
  /** Compares the living person with the one on record. */
  readonly comparer: FaceComparer<Trouble>;
  /** Actions that may be asked, and how many of them are. */
  readonly actions: readonly ChallengeAction[];
  readonly challenges: number;
  /** What comes of the passive models' scores; null where they are off. */
  readonly passive: PassiveLiveness | null;
  /** Evenly distributed in [0, 1). */
  readonly random: () => number;
  readonly clock: Clock;
  readonly deadlineMs: number;
  /** How many times as long as usual the person may take to be seen and to move; at least 1. */
  readonly patience: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FaceProgress) => void;
}

export interface FaceProgress {
  /** `positioning`: nobody is seen as they must be. `steadying`: somebody is, and is to keep still. `returning`: an action was shown. */
  readonly phase: 'starting' | 'positioning' | 'steadying' | 'challenge' | 'returning' | 'deciding';
  /** What is wrong with the picture, once it has been for a moment: for the prompt. */
  readonly problem: FrameProblem | null;
  readonly action: ChallengeAction | null;
  readonly done: number;
  readonly total: number;
}

export type FaceAssessment<Trouble = never> =
  | (Omit<Compared, 'outcome'> & { readonly outcome: 'match' })
  | { readonly outcome: Unmatched }
  | { readonly outcome: 'trouble'; readonly trouble: Trouble };

export type Unmatched =
  | 'no-match' | 'no-face' | 'several-faces' | 'too-dark' | 'not-alive' | 'no-reference-face'
  | 'camera-unavailable' | 'camera-blocked' | 'engine-unavailable' | 'canceled';

/** A picture without a usable face for so long ends the attempt: the person is told, instead of being left before a lens. */
const problemPatienceMs = 15_000;
/** What is wrong for less than this is not worth a word, which would only break off the last one. */
const problemWorthTellingMs = 700;
/** An action not shown for so long ends the attempt. */
const actionPatienceMs = 20_000;
/** The face was lost or became another one so often: that is not one person before the camera. */
const mostRestarts = 3;
/** The longest that letting go of the camera adds to an attempt. */
export const letGoWithinMs = 3_000;

/** Never rejects, unless the comparer does. Descriptors live in this call only. */
export async function assessFace<Trouble>(options: FaceAssessmentOptions<Trouble>): Promise<FaceAssessment<Trouble>> {
  const { camera, clock, signal, onProgress } = options;
  const until = clock.now() + options.deadlineMs;
  const time = { left: (): number => Math.max(1, until - clock.now()), signal };
  onProgress({ phase: 'starting', problem: null, action: null, done: 0, total: Math.min(options.challenges, options.actions.length) });
  try {
    const opened = await camera.execute('open', null, within(time)).completion;
    if (opened.code !== 'success') return { outcome: unavailable(opened) };
    return await watchAndCompare(options, { ...time, camera, engine: opened.value.engine });
  } finally {
    await camera.execute('close', null, { deadlineMs: letGoWithinMs }).completion;
  }
}

async function watchAndCompare<Trouble>(options: FaceAssessmentOptions<Trouble>, at: CameraAtWork): Promise<FaceAssessment<Trouble>> {
  const prepared = await options.comparer.prepare(at);
  if (prepared.outcome !== 'ready') return uncompared(prepared);
  const seen = await watch(options, at, prepared.comparison);
  if (seen.outcome !== 'alive') return seen;
  const compared = await prepared.comparison.compare(seen.descriptors);
  if (at.signal.aborted) return { outcome: 'canceled' };
  if (compared.outcome !== 'compared') return uncompared(compared);
  return compared.similarity >= compared.threshold ? { ...compared, outcome: 'match' } : { outcome: 'no-match' };
}

function uncompared<Trouble>(result: NotCompared<Trouble>): FaceAssessment<Trouble> {
  return result.outcome === 'camera-fault' ? { outcome: unavailable(result.fault) } : result;
}

type Seen = { readonly outcome: 'alive'; readonly descriptors: readonly Personal<FaceDescriptor>[] } | { readonly outcome: Unmatched };

async function watch<Trouble>(options: FaceAssessmentOptions<Trouble>, { camera, signal, left }: CameraAtWork, comparison: FaceComparison<Trouble>): Promise<Seen> {
  const enough = new AbortController();
  let state = beginLiveness(chooseActions(options.actions, options.challenges, options.random));
  let verdict: Seen | null = null;

  const takeIn = (frame: SeenFrame): void => {
    if (verdict) return;
    state = heedAdvice(state, takeFrame(state, frame, options), options);
    verdict = judge(state, frame.at, options, comparison);
    options.onProgress(progressOf(state, frame.at));
    if (verdict) enough.abort();
  };
  const ended = await camera.execute('observe', null, {
    deadlineMs: left(),
    signal: AbortSignal.any([signal, enough.signal]),
    onEvent: takeIn,
  }).completion;

  if (signal.aborted) return { outcome: 'canceled' };
  // What the frames said comes before how the watching ended.
  const said = verdict as Seen | null;
  if (said) return said;
  if (ended.code === 'timeOut') return { outcome: outOfTime(state) };
  return { outcome: ended.code === 'success' ? 'camera-unavailable' : unavailable(ended) };
}

type Asking = Pick<FaceAssessmentOptions<unknown>, 'actions' | 'challenges' | 'passive' | 'random'>;

/** Where the models advise: somebody who looks like a picture before the first action is asked for one more than others. */
function heedAdvice(before: LivenessState, now: LivenessState, { actions, challenges, passive, random }: Asking): LivenessState {
  const begins = before.phase === 'positioning' && now.phase === 'challenge' && now.actions.length <= Math.min(challenges, actions.length);
  return begins && passive && passiveVerdict(now.scores, passive) === 'picture' ? askOneMore(now, actions, random) : now;
}

/** Every action was shown: alive, unless the models must agree and do not. */
function shownAll({ scores, descriptors }: LivenessState, passive: PassiveLiveness | null): Seen {
  const verdict = passive?.use === 'required' ? passiveVerdict(scores, passive) : 'person';
  switch (verdict) {
    case 'person': return { outcome: 'alive', descriptors };
    case 'picture': return { outcome: 'not-alive' };
    case 'unscored': return { outcome: 'engine-unavailable' };
    default: return verdict satisfies never;
  }
}

type Judging = Pick<FaceAssessmentOptions<unknown>, 'passive' | 'patience'>;

/** The verdict, as soon as the frames so far make one. */
function judge(state: LivenessState, at: number, { passive, patience }: Judging, comparison: FaceComparison<unknown>): Seen | null {
  if (state.phase === 'alive') return shownAll(state, passive);
  if (comparison.isClearlyAnother(state.descriptors)) return { outcome: 'no-match' };
  if (state.restarts > mostRestarts) return { outcome: 'not-alive' };
  if (state.problemSince !== null && at - state.problemSince > problemPatienceMs * patience) return { outcome: outOfTime(state) };
  if (state.phase !== 'positioning' && state.problem === null && at - state.since > actionPatienceMs * patience) return { outcome: 'not-alive' };
  return null;
}

function outOfTime({ problem, phase }: LivenessState): Unmatched {
  switch (problem) {
    case 'too-dark': return 'too-dark';
    case 'several-faces': return 'several-faces';
    case 'no-face': case 'too-far': case 'too-near': case 'too-far-left': case 'too-far-right':
    case 'turned-left': case 'turned-right': case 'facing-down': case 'facing-up':
      return 'no-face';
    case null: return phase === 'positioning' ? 'no-face' : 'not-alive';
    default: return problem satisfies never;
  }
}

function phaseOf({ phase, problem, lastFace }: LivenessState): FaceProgress['phase'] {
  if (phase === 'alive') return 'deciding';
  if (phase !== 'positioning') return phase;
  return lastFace && !problem ? 'steadying' : 'positioning';
}

function progressOf(state: LivenessState, at: number): FaceProgress {
  const isTold = state.problemSince !== null && at - state.problemSince >= problemWorthTellingMs;
  return { phase: phaseOf(state), problem: isTold ? state.problem : null, action: askedAction(state), done: state.done, total: state.actions.length };
}

function unavailable({ code, reason }: Fault): Unmatched {
  if (code === 'canceled') return 'canceled';
  if (reason === 'permissionDenied') return 'camera-blocked';
  return reason === 'engineFailed' ? 'engine-unavailable' : 'camera-unavailable';
}
