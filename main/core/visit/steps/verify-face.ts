/** Step kind `verify-face`: the living person against the reference photograph, only with consent, so many attempts, then another way. */
import * as z from 'zod';
import { letGoWithinMs, type FaceProgress, type FrameProblem } from '../../../../devices/camera/index.ts';
import type { Camera } from '../../../../devices/camera/contract.ts';
import { ChallengeAction } from '../../../contract/index.ts';
import type { ScreenBodyOf } from '../../../contract/index.ts';
import type { Effect, EffectCall, EffectResult } from '../effect.ts';
import { attemptsUsedUp, faceFailures } from '../failures/face.ts';
import { platformFailures } from '../failures/platform.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { View, WorkState } from '../step-kind.ts';
import { attemptFace, type FaceAttempt, type FaceFailure } from './face-assessment.ts';

/** Failures that say something about the person's attempt, and so use one up; a broken camera does not. */
const usesAnAttempt: ReadonlySet<string> = new Set([faceFailures['no-match'], faceFailures['not-alive']]);

/** The attempt that has hold of a camera, until it has let go. */
const attempts = new WeakMap<Camera, Promise<unknown>>();

/** Makes an attempt once the one before it, which was called off for it, has let go of the camera; the step's own deadline bounds the wait. */
function inTurn(camera: Camera, signal: AbortSignal, make: () => Promise<FaceAttempt>): Promise<FaceAttempt> {
  const begin = (): Promise<FaceAttempt> => (signal.aborted ? Promise.resolve({ failure: faceFailures.canceled }) : make());
  const mine = (attempts.get(camera) ?? Promise.resolve()).then(begin);
  // Only that it is over is kept, not what came of it.
  attempts.set(camera, mine.then(() => undefined, () => undefined));
  return mine;
}

async function attempt(call: EffectCall): Promise<EffectResult<'verified'>> {
  const { world, values, notes } = call;
  const { camera } = world.devices;
  if (notes.faceAttempts >= world.kiosk.face.attempts) return { failure: attemptsUsedUp };
  if (!camera) return { failure: faceFailures['camera-unavailable'] };
  const { identity, faceConsent } = values;
  if (!identity || !faceConsent) return { failure: faceFailures['no-reference-face'] };
  const result = await inTurn(camera, call.signal, () => attemptFace(camera, identity, call));
  if ('verification' in result) return { outcome: 'verified', values: { verification: result.verification } };
  return counted(result, call);
}

/** Counts the attempt, and says so when it was the last. */
function counted(result: FaceFailure, { world, notes }: EffectCall): EffectResult<'verified'> {
  if (!usesAnAttempt.has(result.failure)) return result;
  const faceAttempts = notes.faceAttempts + 1;
  return { failure: faceAttempts >= world.kiosk.face.attempts ? attemptsUsedUp : result.failure, notes: { faceAttempts } };
}

const verify: Effect<'verified'> = {
  outcomes: ['verified'],
  fails: [...Object.values(faceFailures), attemptsUsedUp, ...platformFailures],
  late: faceFailures.canceled,
  // A verdict of the last moment is told once the lamp is out: that must not make it come too late.
  deadlineMs: ({ deadlines }, patience) => (deadlines.platformSeconds + deadlines.faceAttemptSeconds * patience) * 1000 + letGoWithinMs,
  run: attempt,
};

const phases = ['starting', 'positioning', 'steadying', 'challenge', 'returning', 'deciding'] as const satisfies readonly FaceProgress['phase'][];
const problems = [
  'no-face', 'several-faces', 'too-dark', 'too-far', 'too-near', 'too-far-left', 'too-far-right', 'turned-left', 'turned-right', 'facing-down', 'facing-up',
] as const satisfies readonly FrameProblem[];

/** What to say now: first what is wrong with the picture, then the action asked for, then the phase. */
function promptKey(problem: string | undefined, action: ChallengeAction | null, phase: (typeof phases)[number]): string {
  if (problem) return `prompt.${problem}`;
  if (phase === 'challenge') return action ? `prompt.${action}` : 'prompt.positioning';
  return `prompt.${phase}`;
}

/** Finding one's place, keeping still and looking back are one and the same to the eye, which has the picture; to the ear they are not. */
const shownPhase = (phase: (typeof phases)[number]): ScreenBodyOf<'face'>['phase'] => (phase === 'steadying' || phase === 'returning' ? 'positioning' : phase);

function faceBody(view: View): ScreenBodyOf<'face'> {
  const { faceAttempts } = view.notes;
  const { attempts } = view.world.kiosk.face;
  const phase = phases.find((name) => name === view.progress?.['phase']) ?? 'starting';
  const problem = problems.find((name) => name === view.progress?.['problem']);
  const action = ChallengeAction.safeParse(view.progress?.['action']).data ?? null;
  return {
    kind: 'face',
    title: view.text('title'),
    prompt: view.text(promptKey(problem, action, phase)),
    phase: shownPhase(phase),
    action,
    done: Number(view.progress?.['done'] ?? 0),
    total: Number(view.progress?.['total'] ?? 0),
    attempt: { number: Math.min(faceAttempts + 1, attempts), of: attempts },
    choices: view.choices,
  };
}

const looking: WorkState = {
  type: 'work',
  screen: faceBody,
  // An attempt that was called off counts for nothing: more time is a new one.
  givesTime: true,
  answers: { 'other-way': { to: exit('other-way'), weight: 'quiet' } },
  ...running(verify, { verified: { to: exit('verified'), writes: ['verification'] } }, { retry: to('looking'), 'other-way': exit('other-way') }),
};

export const verifyFace = stepKind({
  kind: 'verify-face',
  params: z.strictObject({}),
  plan: () => ({
    initial: 'asked',
    states: {
      // Nobody comes before the camera who did not agree to it in this very visit.
      asked: { type: 'decide', filled: 'faceConsent', yes: to('looking'), no: exit('other-way') },
      looking,
    },
    exits: ['verified', 'other-way'],
    texts: Object.fromEntries([['title', []], ...[...phases.filter((phase) => phase !== 'challenge'), ...problems, ...ChallengeAction.options].map((key) => [`prompt.${key}`, []])]),
    reads: ['identity', 'consent'],
    needs: [{ anyOf: ['camera'] }, 'platform'],
    withoutNeeds: ['other-way'],
    holdsCard: true,
  }),
});
