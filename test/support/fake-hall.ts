/** A platform and a journal for tests of the core, both moved by hand. */
import { Personal } from '../../devices/personal.ts';
import type { AuditEvent, Journal, SubmissionState } from '../../main/core/journal/port.ts';
import type { Facts, FaceQuestion, FaceVerdict, PlatformAnswer, PlatformPort, PlatformProblem, PersonReference, PlatformSubmission } from '../../main/core/platform/port.ts';

/** What the platform is to answer to a query. */
export interface ScriptedAnswer {
  readonly outcome: string;
  readonly facts: Facts;
}

export interface FakePlatform extends PlatformPort {
  /** Answers of the queries by operation. */
  readonly answers: Map<string, ScriptedAnswer>;
  /** While set, every call ends with this. */
  problem: PlatformProblem | null;
  hasPhoto: boolean;
  /** Answer to a frame. */
  verdict: FaceVerdict;
  readonly framed: FaceQuestion[];
  /** Holders of electronic cards by the code they show. */
  readonly holders: Map<string, PersonReference>;
  readonly asked: { readonly operation: string; readonly parameters: Readonly<Record<string, string>> }[];
}

const codeNotValid: PlatformProblem = { kind: 'refused', reason: 'code-not-valid', message: { 'zh-CN': '二维码失效', en: 'The code is not valid.' } };

export function fakePlatform(): FakePlatform {
  const said = <Value>(value: Value): Promise<PlatformAnswer<Value>> =>
    Promise.resolve(fake.problem ? { ok: false, problem: fake.problem } : { ok: true, value });
  const fake: FakePlatform = {
    answers: new Map<string, ScriptedAnswer>([
      ['card-status', { outcome: 'normal', facts: {} }],
      ['benefit-status', { outcome: 'due', facts: { certifiedUntil: { type: 'date', value: '2026-12-12' }, daysLeft: { type: 'number', value: 20 } } }],
    ]),
    problem: null,
    hasPhoto: true,
    verdict: { outcome: 'compared', engine: 'hall', similarity: 0.8, threshold: 0.5, falseMatchRate: 0.001 },
    framed: [],
    holders: new Map(),
    asked: [],
    query(operation, _person, parameters) {
      fake.asked.push({ operation, parameters });
      const { outcome, facts } = fake.answers.get(operation) ?? { outcome: 'unheard-of', facts: {} };
      return said({ outcome, facts: new Personal(facts) });
    },
    referencePhoto: () => said(fake.hasPhoto ? new Personal(new Uint8Array([0xff, 0xd8])) : null),
    identifyByCode(code) {
      const holder = fake.holders.get(code.reveal());
      return holder ? said(holder) : Promise.resolve({ ok: false, problem: fake.problem ?? codeNotValid });
    },
    decodePhoto: () => said(null),
    compareFace(question) {
      fake.framed.push(question);
      return said(fake.verdict);
    },
    submit: () => Promise.reject(new Error('the visit never submits past the journal')),
    check: () => said(null),
  };
  return fake;
}

export interface FakeJournal extends Journal {
  readonly kept: PlatformSubmission[];
  readonly audited: AuditEvent[];
  readonly counted: string[];
  /** What settling reaches. */
  reaches: SubmissionState;
  /** While true, nothing can be kept. */
  diskFull: boolean;
}

export function fakeJournal(): FakeJournal {
  const fake: FakeJournal = {
    kept: [],
    audited: [],
    counted: [],
    reaches: { state: 'accepted', number: 'PT20261122000001', acceptedAt: '2026-11-22T09:00:05+08:00', verificationCode: 'ACDE3467' },
    diskFull: false,
    keep(submission) {
      if (fake.diskFull) return Promise.reject(new Error('disk full'));
      if (!fake.kept.some(({ id }) => id === submission.id)) fake.kept.push(submission);
      return Promise.resolve({ number: 'K-000017' });
    },
    state: (id) => (fake.kept.some((submission) => submission.id === id) ? fake.reaches : null),
    settle: () => Promise.resolve(fake.reaches),
    audit: (event) => void fake.audited.push(event),
    count: (counter) => void fake.counted.push(counter),
    waiting: () => 0,
    close: () => Promise.resolve(),
  };
  return fake;
}
