/**
 * Passive liveness: what models that look for paper, screens and prints make of a face, nothing being asked of the person. Pure.
 * They err both ways, so that a profile says whether their word counts; nobody hears it where it says nothing.
 */
import type { PassiveScores } from '../../main/contract/index.ts';
import { median } from './face-decision.ts';

export interface PassiveLiveness {
  /** `advisory`: whoever looks like a picture is asked for one action more than others. `required`: is refused as not alive. */
  readonly use: 'advisory' | 'required';
  /** What the middle of an attempt's scores must reach in each model, 0 to 1. */
  readonly antispoofFrom: number;
  readonly livenessFrom: number;
}

/** `unscored`: the models said nothing. */
export type PassiveVerdict = 'person' | 'picture' | 'unscored';

/** A person's face passes both models; one lucky or unlucky frame decides nothing. */
export function passiveVerdict(scores: readonly PassiveScores[], { antispoofFrom, livenessFrom }: Omit<PassiveLiveness, 'use'>): PassiveVerdict {
  const antispoof = median(scores.map((score) => score.antispoof));
  const liveness = median(scores.map((score) => score.liveness));
  if (antispoof === null || liveness === null) return 'unscored';
  return antispoof >= antispoofFrom && liveness >= livenessFrom ? 'person' : 'picture';
}
