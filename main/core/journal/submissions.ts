/** The journal's table of submissions: kept sealed, decided once, erased of what is personal when the time comes. */
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { LocalizedText } from '../../contract/index.ts';
import type { Acceptance, PlatformSubmission } from '../platform/port.ts';
import { inTransaction } from '../transaction.ts';
import type { AuditChain } from './audit-chain.ts';
import { nextLocalNumber } from './local-number.ts';
import type { SubmissionState } from './port.ts';
import { readSubmission, writeSubmission } from './sealed-submission.ts';
import type { Seal } from './sealing.ts';

/** A sealed submission as it can be read back; `otherKey` and `damaged` rows stay kept. */
export type Unsealed = { readonly kind: 'submission'; readonly submission: PlatformSubmission } | { readonly kind: 'otherKey' | 'damaged' };

export interface Submissions {
  /** Keeps it; the same id again changes nothing and gives the same number. */
  keep(submission: PlatformSubmission): { readonly number: string };
  state(id: string): SubmissionState | null;
  /** Ids not yet decided, oldest first. */
  waitingIds(): readonly string[];
  waiting(): number;
  unseal(id: string): Unsealed;
  /** Notes a send that brought no decision; returns how many there were. */
  countAttempt(id: string): number;
  /** Notes the platform's decision; only the first counts. */
  decide(id: string, decision: Acceptance): void;
  /** Erases the sealed content of what was decided before `at` (milliseconds since the Unix epoch); returns of how many. */
  eraseDecidedBefore(at: number): number;
}

export interface SubmissionsSurroundings {
  readonly database: DatabaseSync;
  readonly seal: Seal;
  readonly chain: AuditChain;
  /** Whole milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly terminal: string;
  /** How many damaged journals lie aside; numbers go on past theirs. */
  readonly journalsPutAside: number;
}

const Outcome = z.union([
  z.object({ number: z.string(), acceptedAt: z.string(), verificationCode: z.string().exactOptional() }),
  z.object({ reason: z.string(), message: LocalizedText }),
]);

function outcomeOf(decision: Acceptance): z.infer<typeof Outcome> {
  switch (decision.status) {
    case 'accepted': {
      const { number, acceptedAt, verificationCode } = decision;
      return verificationCode === undefined ? { number, acceptedAt } : { number, acceptedAt, verificationCode };
    }
    case 'refused':
      return { reason: decision.reason, message: decision.message };
  }
}

function stateOf(row: Record<string, unknown>): SubmissionState {
  if (row['state'] === 'kept') return { state: 'kept', attempts: Number(row['attempts']) };
  const outcome = Outcome.parse(JSON.parse(String(row['outcome'])));
  return 'number' in outcome ? { state: 'accepted', ...outcome } : { state: 'refused', ...outcome };
}

const decisionForAudit = (decision: Acceptance): Record<string, string> =>
  decision.status === 'accepted' ? { platformNumber: decision.number } : { reason: decision.reason };

export function createSubmissions({ database, seal, chain, now, terminal, journalsPutAside }: SubmissionsSurroundings): Submissions {
  const numberOf = (id: string): string | null => {
    const row = database.prepare('select number from submissions where id = ?').get(id);
    return row ? String(row['number']) : null;
  };

  return {
    keep: (submission) => inTransaction(database, () => {
      const { id, operation, madeAt } = submission;
      const earlier = numberOf(id);
      if (earlier) return { number: earlier };
      const number = nextLocalNumber(database, terminal, madeAt, journalsPutAside);
      database.prepare(`
        insert into submissions (id, number, operation, made_at, kept_at, state, key_id, sealed) values (?, ?, ?, ?, ?, 'kept', ?, ?)
      `).run(id, number, operation, madeAt, now(), seal.keyId, seal.seal(writeSubmission(submission), id));
      chain.append({ event: 'submission.kept', details: { id, operation, number } });
      return { number };
    }),
    state(id) {
      const row = database.prepare('select state, attempts, outcome from submissions where id = ?').get(id);
      return row ? stateOf(row) : null;
    },
    waitingIds: () => database.prepare(`select id from submissions where state = 'kept' order by serial`).all().map((row) => String(row['id'])),
    waiting: () => Number(database.prepare(`select count(*) as waiting from submissions where state = 'kept'`).get()?.['waiting']),
    unseal(id) {
      const row = database.prepare('select key_id, sealed from submissions where id = ?').get(id);
      const sealed = row?.['sealed'];
      if (!(sealed instanceof Uint8Array)) return { kind: 'damaged' };
      if (row?.['key_id'] !== seal.keyId) return { kind: 'otherKey' };
      const text = seal.open(sealed, id);
      const submission = text === null ? null : readSubmission(id, text);
      return submission ? { kind: 'submission', submission } : { kind: 'damaged' };
    },
    countAttempt(id) {
      const row = database.prepare(`update submissions set attempts = attempts + 1 where id = ? and state = 'kept' returning attempts`).get(id);
      return Number(row?.['attempts'] ?? 0);
    },
    decide: (id, decision) => inTransaction(database, () => {
      const { changes } = database.prepare(`
        update submissions set state = ?, outcome = ?, decided_at = ?, attempts = attempts + 1 where id = ? and state = 'kept'
      `).run(decision.status, JSON.stringify(outcomeOf(decision)), now(), id);
      if (changes) chain.append({ event: `submission.${decision.status}`, details: { id, number: numberOf(id), ...decisionForAudit(decision) } });
    }),
    eraseDecidedBefore(at) {
      const { changes } = database.prepare(`update submissions set sealed = null where state <> 'kept' and sealed is not null and decided_at <= ?`).run(at);
      // The write-ahead log still holds the page as it was; emptying it is what erases.
      if (changes) database.exec('pragma wal_checkpoint(truncate)');
      return Number(changes);
    },
  };
}
