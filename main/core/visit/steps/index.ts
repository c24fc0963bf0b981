/** Every step kind a service may be made of. */
import type { StepKind } from '../step-kind.ts';
import { chooseWay } from './choose-way.ts';
import { consent } from './consent.ts';
import { coSign } from './co-sign.ts';
import { identify } from './identify.ts';
import { inform } from './inform.ts';
import { query } from './query.ts';
import { question } from './question.ts';
import { rating } from './rating.ts';
import { receipt } from './receipt.ts';
import { review } from './review.ts';
import { submit } from './submit.ts';
import { verifyFace } from './verify-face.ts';
import { verifyPin } from './verify-pin.ts';

export const stepKinds: ReadonlyMap<string, StepKind> = new Map(
  [consent, identify, query, inform, verifyFace, chooseWay, verifyPin, coSign, question, review, submit, receipt, rating].map((kind) => [kind.kind, kind]),
);
