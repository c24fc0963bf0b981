/**
 * The liveness test: a person looks ahead until their neutral face is known, then shows actions asked in random order;
 * each is measured against their own neutral face, and all frames must show the one same face. A pure reducer over
 * measurements (ISO/IEC 30107-1 calls what it is to keep out presentation attacks).
 */
import type { ChallengeAction, FaceDescriptor, PassiveScores } from '../../main/contract/index.ts';
import type { Personal } from '../personal.ts';
import { boxedSimilarity } from './face-decision.ts';
import type { SeenFace, SeenFrame } from './seen-frame.ts';

export interface LivenessLimits {
  /** Mean luminance under which the picture is too dark, 0 to 1. */
  readonly darkBelow: number;
  readonly minimumEyeDistancePx: number;
}

/**
 * Why the present frame is of no use, in the order in which a person can mend it: also one who cannot see the picture, and so
 * must be told which way to go or to turn. Sides are the person's own.
 */
export type FrameProblem =
  | 'no-face' | 'several-faces' | 'too-dark' | 'too-far' | 'too-near' | 'too-far-left' | 'too-far-right'
  | 'turned-left' | 'turned-right' | 'facing-down' | 'facing-up';

export type LivenessPhase = 'positioning' | 'challenge' | 'returning' | 'alive';

interface TimedFace {
  readonly at: number;
  readonly face: SeenFace;
}

interface Neutral {
  readonly yaw: number;
  readonly eyeOpenness: number;
  readonly mouthOpenness: number;
}

export interface LivenessState {
  readonly phase: LivenessPhase;
  /** All actions, in the order in which they are asked. */
  readonly actions: readonly ChallengeAction[];
  /** How many of them were shown. */
  readonly done: number;
  readonly problem: FrameProblem | null;
  /** Frames in a row with that problem began at this time (ms of the capture); null without one. */
  readonly problemSince: number | null;
  /** When the present phase or action began, ms of the capture. */
  readonly since: number;
  readonly neutral: Neutral | null;
  /** Descriptors of the one face seen so far, newest last. */
  readonly descriptors: readonly Personal<FaceDescriptor>[];
  /** What the passive models said of that face, newest last; empty where they are off. */
  readonly scores: readonly PassiveScores[];
  /** Frames in a row in which the face kept still, while its neutral is taken. */
  readonly steady: readonly TimedFace[];
  readonly lastFace: TimedFace | null;
  /** Frames in a row that show the action asked; one alone may be an error of measurement. */
  readonly shown: number;
  /** For a blink: the lids were seen closed. */
  readonly lidsClosed: boolean;
  readonly restarts: number;
}

/** Steady frames that make a neutral face, and descriptors among them. */
const neutralFrames = 4;
const neutralDescriptors = 2;
/** How long a face must keep still for its neutral: a glance aside or a word spoken is over sooner. */
const neutralMs = 1_800;
/** How still: radians, and mouth opening. */
const steadyYaw = 0.12;
const steadyMouth = 0.06;
/** More than a fast kiosk measures in that time. */
const keptSteady = 60;
/** Looking ahead, roughly: a face more turned than this has no neutral worth taking, radians. */
const aheadYaw = 0.85;
const aheadPitch = 0.7;
/** Eyes farther apart than this share of the picture's width leave no room for the whole face. */
const nearEyes = 0.34;
/** A face reaches so many eye distances from its middle; nearer to the edge of the picture it is cut off. */
const faceReach = 1.2;
/** How far an action must leave the neutral face. */
const turnYaw = 0.3;
const openMouth = 0.16;
const closedLids = 0.55;
const openLids = 0.8;
/** How near to neutral counts as looking ahead again. */
const returnYaw = 0.12;
const returnMouth = 0.08;
const framesToBelieve = 2;
/** Sooner after the asking nobody has answered: what is seen then was under way before. */
const reactionMs = 250;
/** Between two frames a face cannot have moved farther than this many of its widths in so many milliseconds. */
const leapWidths = 0.7;
const leapMs = 600;
/** Gone for so long, it may be another face that comes back. */
const goneMs = 1500;
/** Below this two descriptors of one capture are not of one face (cosine). */
export const sameFace = 0.25;
const keptDescriptors = 24;

/** `actions` in the order in which they are to be shown. */
export function beginLiveness(actions: readonly ChallengeAction[]): LivenessState {
  return {
    phase: 'positioning', actions, done: 0, problem: null, problemSince: null, since: 0,
    neutral: null, descriptors: [], scores: [], steady: [], lastFace: null, shown: 0, lidsClosed: false, restarts: 0,
  };
}

/** The action asked now; null outside a challenge. */
export function askedAction({ phase, actions, done }: LivenessState): ChallengeAction | null {
  return phase === 'challenge' ? actions[done] ?? null : null;
}

/**
 * What no photograph was measured to do: one that is tilted or bent looks turned by up to 0.8 rad to the mesh, one that
 * is squashed looks half blinking, but none moved its mouth by more than 0.11.
 */
const proof: ChallengeAction = 'open-mouth';

/** So many different actions in random order, `proof` always among them where it may be asked. `random` is evenly distributed in [0, 1). */
export function chooseActions(from: readonly ChallengeAction[], count: number, random: () => number): ChallengeAction[] {
  const left = [...from];
  const chosen: ChallengeAction[] = [];
  while (chosen.length < count && left.length > 0) chosen.push(...left.splice(Math.floor(random() * left.length), 1));
  if (chosen.length === 0 || chosen.includes(proof) || !left.includes(proof)) return chosen;
  return chosen.with(Math.floor(random() * chosen.length), proof);
}

/** One more action to be shown after the others: one that is not among them, else any but the last of them. */
export function askOneMore(state: LivenessState, from: readonly ChallengeAction[], random: () => number): LivenessState {
  const unasked = from.filter((action) => !state.actions.includes(action));
  const left = unasked.length > 0 ? unasked : from.filter((action) => action !== state.actions.at(-1));
  const more = left[Math.floor(random() * left.length)];
  return more ? { ...state, actions: [...state.actions, more] } : state;
}

/** Middle of a face along one side of the picture: its box is a square, of which the picture's edge cuts off what lies beyond. */
const middleOf = (start: number, length: number, whole: number): number => (start > 0 ? start + whole / 2 : start + length - whole / 2);

/** Where somebody stands wrong, or looks aside: nothing to take a neutral face from. The picture is no mirror: its right is the person's left. */
function stanceProblem({ widthPx, heightPx }: SeenFrame, { box, eyeDistancePx, yaw, pitch }: SeenFace): FrameProblem | null {
  const reach = faceReach * eyeDistancePx;
  const whole = Math.max(box.width, box.height);
  const across = middleOf(box.x, box.width, whole);
  const down = middleOf(box.y, box.height, whole);
  if (eyeDistancePx > nearEyes * widthPx || down < reach || down > heightPx - reach) return 'too-near';
  if (across > widthPx - reach) return 'too-far-left';
  if (across < reach) return 'too-far-right';
  if (Math.abs(yaw) >= aheadYaw) return yaw > 0 ? 'turned-left' : 'turned-right';
  if (Math.abs(pitch) >= aheadPitch) return pitch > 0 ? 'facing-down' : 'facing-up';
  return null;
}

/** What is wrong with a frame for any phase; while an action is shown a face need neither keep its place nor look ahead. */
function problemOf(frame: SeenFrame, limits: LivenessLimits, phase: LivenessPhase): FrameProblem | null {
  if (frame.light < limits.darkBelow) return 'too-dark';
  if (frame.faces > 1) return 'several-faces';
  if (!frame.face) return 'no-face';
  if (frame.face.eyeDistancePx < limits.minimumEyeDistancePx) return 'too-far';
  return phase === 'positioning' ? stanceProblem(frame, frame.face) : null;
}

function isShown(action: ChallengeAction, face: SeenFace, neutral: Neutral, lidsClosed: boolean): boolean {
  switch (action) {
    case 'turn-left': return face.yaw - neutral.yaw > turnYaw;
    case 'turn-right': return face.yaw - neutral.yaw < -turnYaw;
    case 'open-mouth': return face.mouthOpenness - neutral.mouthOpenness > openMouth;
    case 'blink': return lidsClosed && face.eyeOpenness > openLids * neutral.eyeOpenness;
    default: return action satisfies never;
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Another face, or one that leapt as only a cut can make it leap. */
function isAnother({ lastFace, descriptors }: LivenessState, at: number, face: SeenFace): boolean {
  if (lastFace) {
    const gap = at - lastFace.at;
    const before = lastFace.face.box;
    const moved = Math.hypot(
      face.box.x + face.box.width / 2 - before.x - before.width / 2,
      face.box.y + face.box.height / 2 - before.y - before.height / 2,
    );
    if (gap > goneMs || (gap < leapMs && moved > leapWidths * before.width)) return true;
  }
  const first = descriptors[0];
  return Boolean(first && face.descriptor && boxedSimilarity(first, face.descriptor) < sameFace);
}

/** Everything shown so far is void: it may have been somebody else's. */
const restarted = (state: LivenessState, at: number): LivenessState => ({ ...beginLiveness(state.actions), restarts: state.restarts + 1, since: at });

const enter = (state: LivenessState, phase: LivenessPhase, at: number): LivenessState => ({ ...state, phase, since: at, shown: 0, lidsClosed: false });

/** Takes the next frame. Frames come in the order of their time. */
export function takeFrame(state: LivenessState, frame: SeenFrame, limits: LivenessLimits): LivenessState {
  if (state.phase === 'alive') return state;
  const problem = problemOf(frame, limits, state.phase);
  const { face } = frame;
  if (problem || !face) return { ...state, problem, problemSince: state.problem === problem ? state.problemSince : frame.at, steady: [], shown: 0 };
  if (isAnother(state, frame.at, face)) return restarted(state, frame.at);
  const seen: LivenessState = {
    ...state,
    problem: null,
    problemSince: null,
    lastFace: { at: frame.at, face },
    descriptors: face.descriptor ? [...state.descriptors, face.descriptor].slice(-keptDescriptors) : state.descriptors,
    scores: face.passive ? [...state.scores, face.passive].slice(-keptDescriptors) : state.scores,
  };
  switch (state.phase) {
    case 'positioning': return position(seen, frame.at, face);
    case 'challenge': return challenge(seen, frame.at, face);
    case 'returning': return comeBack(seen, frame.at, face);
    default: return state.phase satisfies never;
  }
}

/** Collects steady frames until they make a neutral face. */
function position(state: LivenessState, at: number, face: SeenFace): LivenessState {
  const first = state.steady[0];
  const still = first !== undefined
    && Math.abs(face.yaw - first.face.yaw) < steadyYaw
    && Math.abs(face.mouthOpenness - first.face.mouthOpenness) < steadyMouth;
  const steady = still ? [...state.steady, { at, face }].slice(-keptSteady) : [{ at, face }];
  const faces = steady.map((one) => one.face);
  const described = faces.filter((one) => one.descriptor !== null).length;
  const heldMs = still ? at - first.at : 0;
  if (heldMs < neutralMs || faces.length < neutralFrames || described < neutralDescriptors) return { ...state, steady };
  const neutral: Neutral = {
    yaw: mean(faces.map((one) => one.yaw)),
    eyeOpenness: mean(faces.map((one) => one.eyeOpenness)),
    mouthOpenness: mean(faces.map((one) => one.mouthOpenness)),
  };
  return enter({ ...state, steady: [], neutral }, state.actions.length === 0 ? 'alive' : 'challenge', at);
}

function challenge(state: LivenessState, at: number, face: SeenFace): LivenessState {
  const action = askedAction(state);
  if (!state.neutral || !action || at - state.since < reactionMs) return state;
  const lidsClosed = state.lidsClosed || face.eyeOpenness < closedLids * state.neutral.eyeOpenness;
  const shown = isShown(action, face, state.neutral, lidsClosed) ? state.shown + 1 : 0;
  return shown < framesToBelieve ? { ...state, shown, lidsClosed } : enter({ ...state, done: state.done + 1 }, 'returning', at);
}

/**
 * After each action the neutral face must come back, on a frame that describes it as the same one: one movement is not
 * two answers, and nobody else may have made it.
 */
function comeBack(state: LivenessState, at: number, face: SeenFace): LivenessState {
  const { neutral } = state;
  const back = neutral !== null
    && Math.abs(face.yaw - neutral.yaw) < returnYaw
    && Math.abs(face.mouthOpenness - neutral.mouthOpenness) < returnMouth
    && face.descriptor !== null;
  if (!back) return state;
  return enter(state, state.done === state.actions.length ? 'alive' : 'challenge', at);
}
