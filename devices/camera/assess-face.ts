/** One attempt at face verification: open the camera, describe the reference, watch the person until the case is clear, let go. */
import type { ChallengeAction, FaceDescriptor, FrameMeasurement } from '../../main/contract/index.ts';
import type { Clock } from '../clock.ts';
import type { Fault } from '../device.ts';
import type { Camera } from './contract.ts';
import { medianSimilarity } from './face-decision.ts';
import { askedAction, beginLiveness, chooseActions, takeFrame, type FrameProblem, type LivenessLimits, type LivenessState } from './liveness.ts';

export interface FaceAssessmentOptions extends LivenessLimits {
  readonly camera: Camera;
  /** JPEG of the person whose face it should be. */
  readonly reference: Uint8Array;
  /** Cosine similarity from which two descriptors are taken for one person's; from a table of false-match rates. */
  readonly threshold: number;
  /** Actions that may be asked, and how many of them are. */
  readonly actions: readonly ChallengeAction[];
  readonly challenges: number;
  /** Evenly distributed in [0, 1). */
  readonly random: () => number;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FaceProgress) => void;
}

export interface FaceProgress {
  readonly phase: 'starting' | 'positioning' | 'challenge' | 'deciding';
  /** What is wrong with the picture now, for the prompt. */
  readonly problem: FrameProblem | null;
  readonly action: ChallengeAction | null;
  readonly done: number;
  readonly total: number;
}

export type FaceAssessment =
  | { readonly outcome: 'match'; readonly engine: string; readonly similarity: number }
  | {
    readonly outcome: 'no-match' | 'no-face' | 'several-faces' | 'too-dark' | 'not-alive' | 'no-reference-face'
      | 'camera-unavailable' | 'engine-unavailable' | 'canceled';
  };

/** A picture without a usable face for so long ends the attempt: the person is told, instead of being left before a lens. */
const problemPatienceMs = 15_000;
/** An action not shown for so long ends the attempt. */
const actionPatienceMs = 20_000;
/** The face was lost or became another one so often: that is not one person before the camera. */
const mostRestarts = 3;
/** Descriptors that together say "another person" before any action is asked of them. */
const earlyDescriptors = 6;
const earlyMargin = 0.1;
const letGoWithinMs = 3_000;

/** Never rejects. Descriptors live in this call only. */
export async function assessFace(options: FaceAssessmentOptions): Promise<FaceAssessment> {
  const { camera, clock, signal, onProgress } = options;
  const until = clock.now() + options.deadlineMs;
  const left = (): number => Math.max(1, until - clock.now());
  const total = Math.min(options.challenges, options.actions.length);
  onProgress({ phase: 'starting', problem: null, action: null, done: 0, total });
  try {
    const opened = await camera.execute('open', null, { deadlineMs: left(), signal }).completion;
    if (opened.code !== 'success') return { outcome: unavailable(opened) };
    const described = await camera.execute('describe', { jpeg: options.reference }, { deadlineMs: left(), signal }).completion;
    if (described.code !== 'success') return { outcome: described.reason === 'undecodableImage' ? 'no-reference-face' : unavailable(described) };
    const reference = described.value.descriptor;
    if (!reference) return { outcome: 'no-reference-face' };
    return await watch(options, { reference, engine: opened.value.engine, left });
  } finally {
    await camera.execute('close', null, { deadlineMs: letGoWithinMs }).completion;
  }
}

interface Watching {
  readonly reference: FaceDescriptor;
  readonly engine: string;
  readonly left: () => number;
}

async function watch(options: FaceAssessmentOptions, { reference, engine, left }: Watching): Promise<FaceAssessment> {
  const { camera, signal, onProgress, threshold } = options;
  const enough = new AbortController();
  let state = beginLiveness(chooseActions(options.actions, options.challenges, options.random));
  let verdict: FaceAssessment | null = null;

  const takeIn = (frame: FrameMeasurement): void => {
    if (verdict) return;
    state = takeFrame(state, frame, options);
    verdict = judge(state, frame.at, reference, threshold, engine);
    onProgress(progressOf(state));
    if (verdict) enough.abort();
  };
  const ended = await camera.execute('observe', null, {
    deadlineMs: left(),
    signal: AbortSignal.any([signal, enough.signal]),
    onEvent: takeIn,
  }).completion;

  // What the frames said comes before how the watching ended.
  const said = verdict as FaceAssessment | null;
  if (said) return said;
  if (signal.aborted) return { outcome: 'canceled' };
  if (ended.code === 'timeOut') return { outcome: outOfTime(state) };
  return { outcome: ended.code === 'success' ? 'camera-unavailable' : unavailable(ended) };
}

/** The verdict, as soon as the frames so far make one. */
function judge(state: LivenessState, at: number, reference: FaceDescriptor, threshold: number, engine: string): FaceAssessment | null {
  if (state.phase === 'alive') {
    const closeness = medianSimilarity(state.descriptors, reference);
    return closeness >= threshold ? { outcome: 'match', engine, similarity: closeness } : { outcome: 'no-match' };
  }
  if (state.descriptors.length >= earlyDescriptors && medianSimilarity(state.descriptors, reference) < threshold - earlyMargin) return { outcome: 'no-match' };
  if (state.restarts > mostRestarts) return { outcome: 'not-alive' };
  if (state.problemSince !== null && at - state.problemSince > problemPatienceMs) return { outcome: outOfTime(state) };
  if (state.phase !== 'positioning' && state.problem === null && at - state.since > actionPatienceMs) return { outcome: 'not-alive' };
  return null;
}

function outOfTime({ problem, phase }: LivenessState): Exclude<FaceAssessment['outcome'], 'match'> {
  switch (problem) {
    case 'too-dark': return 'too-dark';
    case 'several-faces': return 'several-faces';
    case 'no-face': case 'too-far': case 'not-ahead': return 'no-face';
    case null: return phase === 'positioning' ? 'no-face' : 'not-alive';
    default: return problem satisfies never;
  }
}

function progressOf(state: LivenessState): FaceProgress {
  const phase = state.phase === 'alive' ? 'deciding' : state.phase === 'challenge' ? 'challenge' : 'positioning';
  return { phase, problem: state.problem, action: askedAction(state), done: state.done, total: state.actions.length };
}

function unavailable({ code, reason }: Fault): 'canceled' | 'engine-unavailable' | 'camera-unavailable' {
  if (code === 'canceled') return 'canceled';
  return reason === 'engineFailed' ? 'engine-unavailable' : 'camera-unavailable';
}
