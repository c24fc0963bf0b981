/** A platform that answers submissions as a test's script says, and remembers what it was sent. */
import type { Acceptance, PlatformAnswer, PlatformPort, PlatformSubmission } from '../../main/core/platform/port.ts';

/** What becomes of one submission; `silence` ends only when the caller gives up. */
export type Scripted = PlatformAnswer<Acceptance> | 'silence';

export interface ScriptedPlatform extends PlatformPort {
  /** Ids in the order in which they arrived, repetitions included. */
  readonly arrived: string[];
  readonly submissions: PlatformSubmission[];
  /** The script from now on. */
  answer: (submission: PlatformSubmission) => Scripted;
  /** Answer of `check` from now on. */
  reachable: PlatformAnswer<null>;
}

export const accepted = (number = 'PT1'): Scripted =>
  ({ ok: true, value: { status: 'accepted', number, acceptedAt: '2026-11-22T09:00:00.000+08:00', verificationCode: 'CODE' } });
export const unreachable = { ok: false, problem: { kind: 'unreachable' } } as const;
export const invalidAnswer = { ok: false, problem: { kind: 'invalidAnswer' } } as const;

const notScripted = { ok: false, problem: { kind: 'invalidAnswer' } } as const;

export function scriptedPlatform(): ScriptedPlatform {
  const platform: ScriptedPlatform = {
    arrived: [],
    submissions: [],
    answer: () => accepted(),
    reachable: { ok: true, value: null },
    query: () => Promise.resolve(notScripted),
    referencePhoto: () => Promise.resolve(notScripted),
    identifyByCode: () => Promise.resolve(notScripted),
    decodePhoto: () => Promise.resolve(notScripted),
    compareFace: () => Promise.resolve(notScripted),
    check: () => Promise.resolve(platform.reachable),
    submit(submission, { signal }) {
      platform.arrived.push(submission.id);
      platform.submissions.push(submission);
      const answer = platform.answer(submission);
      if (answer !== 'silence') return Promise.resolve(answer);
      return new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve({ ok: false, problem: { kind: 'canceled' } }), { once: true });
      });
    },
  };
  return platform;
}
