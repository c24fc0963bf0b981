/** The audit chain: rows each of which carries the SM3 hash of itself and of the row before it, so that a change shows. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../transaction.ts';
import type { AuditEvent } from './port.ts';

export interface AuditRow extends AuditEvent {
  /** From 1, without gaps. */
  readonly seq: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** SM3 of the row before, hex; 64 zeros for the first. */
  readonly previous: string;
  readonly hash: string;
}

/** `brokenAt`: the first seq whose row is changed, missing, or not joined to the one before; one more than the last row where the end was cut off. */
export type ChainVerdict = { readonly whole: true; readonly rows: number } | { readonly whole: false; readonly brokenAt: number };

export interface AuditChain {
  append(event: AuditEvent): void;
  /** Rows in order, from `fromSeq` on, at most `limit`. */
  read(fromSeq?: number, limit?: number): readonly AuditRow[];
  verify(): ChainVerdict;
}

const genesis = '0'.repeat(64);

/** What stands in the chain in place of a text that is no code, number or time. */
const withheld = '[withheld]';

/**
 * Codes, numbers and times only. A second net under the type `Personal`: text in a script other than Latin and runs of digits as long as an
 * identity or card number never enter the chain, which nothing can be removed from later.
 */
const isCode = (text: string): boolean => /^[\w.:+@/-]{0,100}$/.test(text) && !/\d{15,}/.test(text);

function withoutPersonal(details: AuditEvent['details']): AuditEvent['details'] {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, typeof value === 'string' && !isCode(value) ? withheld : value]));
}

const hashOf = (seq: number, at: number, event: string, details: string, previous: string): string =>
  createHash('sm3').update(JSON.stringify([seq, at, event, details, previous])).digest('hex');

interface StoredRow {
  readonly seq: number;
  readonly at: number;
  readonly event: string;
  readonly details: string;
  readonly previous: string;
  readonly hash: string;
}

const stored = (row: Record<string, unknown>): StoredRow => ({
  seq: Number(row['seq']), at: Number(row['at']), event: String(row['event']), details: String(row['details']),
  previous: String(row['previous']), hash: String(row['hash']),
});

/** `now`: whole milliseconds since the Unix epoch. */
export function createAuditChain(database: DatabaseSync, now: () => number): AuditChain {
  const head = (): { readonly seq: number; readonly hash: string } => {
    const row = database.prepare('select seq, hash from audit_head').get();
    return row ? { seq: Number(row['seq']), hash: String(row['hash']) } : { seq: 0, hash: genesis };
  };

  const append = ({ event, details }: AuditEvent): void => {
    const last = head();
    const seq = last.seq + 1;
    const at = now();
    const name = isCode(event) ? event : withheld;
    const written = JSON.stringify(withoutPersonal(details));
    const hash = hashOf(seq, at, name, written, last.hash);
    database.prepare('insert into audit (seq, at, event, details, previous, hash) values (?, ?, ?, ?, ?, ?)').run(seq, at, name, written, last.hash, hash);
    // The head stands apart, so that rows cut off at the end are missed too.
    database.prepare('insert into audit_head (only, seq, hash) values (1, ?, ?) on conflict (only) do update set seq = excluded.seq, hash = excluded.hash')
      .run(seq, hash);
  };

  return {
    append(event) {
      if (database.isTransaction) append(event);
      else inTransaction(database, () => append(event));
    },
    read(fromSeq = 1, limit = 1000) {
      return database.prepare('select * from audit where seq >= ? order by seq limit ?').all(fromSeq, limit)
        .map(stored)
        .map((row) => ({ ...row, details: JSON.parse(row.details) as AuditEvent['details'] }));
    },
    verify() {
      let seq = 0;
      let previous = genesis;
      for (const raw of database.prepare('select * from audit order by seq').iterate()) {
        const row = stored(raw);
        seq++;
        const joined = row.seq === seq && row.previous === previous;
        if (!joined || row.hash !== hashOf(row.seq, row.at, row.event, row.details, row.previous)) return { whole: false, brokenAt: seq };
        previous = row.hash;
      }
      const last = head();
      return last.seq === seq && last.hash === previous ? { whole: true, rows: seq } : { whole: false, brokenAt: seq + 1 };
    },
  };
}
