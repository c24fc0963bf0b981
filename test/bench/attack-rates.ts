/** What becomes of footage of a person or of an attack before the kiosk: alive or not, by the action challenge and by the passive models. */
import { beginLiveness, chooseActions, takeFrame } from '../../devices/camera/liveness.ts';
import { passiveVerdict } from '../../devices/camera/passive-liveness.ts';
import { seenFrame } from '../../devices/camera/seen-frame.ts';
import type { Kiosk } from '../../kiosk-config/schema/kiosk.ts';
import { PassiveLivenessProfile } from '../../kiosk-config/schema/profile.ts';
import type { ChallengeAction, PassiveScores } from '../../main/contract/index.ts';
import type { PictureMeasurement } from '../../renderer/face/measurement.ts';
import { equalErrorRate } from './face-rates.ts';

export type FaceLimits = Kiosk['face'];
export type Challenge = readonly ChallengeAction[];

/** What the camera sees of one attempt, one picture after the other at the same pace, over and over. */
export type Footage = readonly PictureMeasurement[];

/** Longer than any attempt waits for an action. */
const attemptMs = 45_000;
/** A model that errs more often than this both ways is worth no more than advice. */
const trustedErrorRate = 0.05;

/** As a profile has them that says no more than that it wants them. */
export const passiveLimits = PassiveLivenessProfile.parse({ use: 'required' });

/** Whether footage with a picture every `pictureMs` shows what was asked for, as a living person would. */
export function passesChallenge(footage: Footage, pictureMs: number, challenge: Challenge, limits: FaceLimits): boolean {
  let state = beginLiveness(challenge);
  for (let step = 0; step * pictureMs < attemptMs; step += 1) {
    const picture = footage[step % footage.length];
    if (picture) state = takeFrame(state, seenFrame({ ...picture, at: step * pictureMs }), limits);
  }
  return state.phase === 'alive';
}

const scoresOf = (footage: Footage): PassiveScores[] => footage.flatMap(({ face }) => (face?.passive ? [face.passive] : []));

/** Whether the passive models take it for a person. */
export const passesPassive = (footage: Footage): boolean => passiveVerdict(scoresOf(footage), passiveLimits) === 'person';

/** Every challenge that the kiosk may draw. */
export function drawnChallenges({ actions, challenges }: Pick<FaceLimits, 'actions' | 'challenges'>): Challenge[] {
  const steps = Array.from({ length: 6 }, (_, step) => (step + 0.5) / 6);
  const drawn = new Map<string, Challenge>();
  for (const first of steps) for (const second of steps) for (const third of steps) {
    const draws = [first, second, third];
    const challenge = chooseActions(actions, challenges, () => draws.shift() ?? first);
    drawn.set(challenge.join(), challenge);
  }
  return [...drawn.values()];
}

/** The same actions, in whichever order: a film is played over and over. */
export const isSameChallenge = (one: Challenge, other: Challenge): boolean => one.length === other.length && one.every((action) => other.includes(action));

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** How often it was so, such as `12.5 % (1 of 8)`; `-` where nothing was tried. */
export function shareOf(tried: readonly boolean[]): string {
  const count = tried.filter(Boolean).length;
  return tried.length === 0 ? '-' : `${percent(count / tried.length)} (${count} of ${tried.length})`;
}

/** How well each model parts people's faces from attacks at its best threshold, and whether that is enough to refuse anybody. */
export function tellSeparation(people: readonly Footage[], attacks: readonly Footage[]): string[] {
  const rates = (['antispoof', 'liveness'] as const).map((model) => {
    const scores = (footages: readonly Footage[]): number[] => footages.flatMap((footage) => scoresOf(footage).map((score) => score[model]));
    return { model, rate: equalErrorRate({ genuine: scores(people), impostor: scores(attacks) }) ?? 1 };
  });
  const distrusted = rates.filter(({ rate }) => rate > trustedErrorRate).map(({ model }) => model);
  return [
    `Equal error rate of single frames, each model at its best threshold: ${rates.map(({ model, rate }) => `${model} ${percent(rate)}`).join(', ')}.`,
    distrusted.length === 0
      ? 'Both part people from attacks on this material, none of which came through a camera on site: measure there before a profile requires them.'
      : `Not trusted to refuse anybody, wrong more often than ${percent(trustedErrorRate)}: ${distrusted.join(', ')}. So they are off unless a profile turns them on.`,
  ];
}
