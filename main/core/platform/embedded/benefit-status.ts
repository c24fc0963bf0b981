/** The query `benefit-status`: whether a person may, must or need not certify now (人社厅发〔2018〕54号: every 12 months from the last time). */
import type { DatabaseSync } from 'node:sqlite';
import type { Fact, QueryAnswer } from '../wire.ts';
import { addDays, daysBetween } from './calendar.ts';

/** A certification may be renewed within so many days before it ends. */
const dueWindowDays = 60;

export type BenefitOutcome = 'due' | 'overdue' | 'not-due' | 'suspended' | 'pending-review' | 'no-record' | 'deceased-flag';

export interface BenefitStanding {
  readonly outcome: BenefitOutcome;
  /** Last day of the present certification; null where there is none. */
  readonly certifiedUntil: string | null;
  /** Day on which the suspension, the review or the overdue time began. */
  readonly since: string | null;
  /** Day of the last certification at this hall. */
  readonly certifiedHereOn: string | null;
}

const noBenefit: BenefitStanding = { outcome: 'no-record', certifiedUntil: null, since: null, certifiedHereOn: null };

function drawing(certifiedUntil: string, certifiedHereOn: string | null, today: string): BenefitStanding {
  const daysLeft = daysBetween(today, certifiedUntil);
  const standing = { certifiedUntil, since: null, certifiedHereOn };
  if (daysLeft < 0) return { ...standing, outcome: 'overdue', since: addDays(certifiedUntil, 1) };
  return { ...standing, outcome: daysLeft <= dueWindowDays ? 'due' : 'not-due' };
}

/** Where the benefit of a registered person stands today. */
export function benefitStanding(database: DatabaseSync, number: string, today: string): BenefitStanding {
  const row = database.prepare('select state, certified_until, since, certified_here_on from benefits where person = ?').get(number);
  if (!row) return noBenefit;
  const text = (column: string): string | null => (row[column] === null ? null : String(row[column]));
  const certifiedHereOn = text('certified_here_on');
  const certifiedUntil = text('certified_until');
  switch (row['state']) {
    case 'drawing':
      return certifiedUntil ? drawing(certifiedUntil, certifiedHereOn, today) : noBenefit;
    case 'suspended':
    case 'pending-review':
      return { outcome: row['state'], certifiedUntil, since: text('since'), certifiedHereOn };
    case 'deceased-flag':
      return { ...noBenefit, outcome: 'deceased-flag' };
    default:
      return noBenefit;
  }
}

const date = (value: string): Fact => ({ type: 'date', value });

/**
 * Facts, each where it holds: `certifiedUntil` (last day of the present certification), `daysLeft` (days to it; `due`), `nextDue` (first day
 * on which it can be renewed; `not-due`), `sinceDate` (`overdue`, `suspended`, `pending-review`). A deceased flag comes without facts.
 */
export function benefitStatus(database: DatabaseSync, number: string, today: string): QueryAnswer {
  const { outcome, certifiedUntil, since } = benefitStanding(database, number, today);
  const facts: Record<string, Fact> = {};
  if (certifiedUntil) facts['certifiedUntil'] = date(certifiedUntil);
  if (since) facts['sinceDate'] = date(since);
  if (certifiedUntil && outcome === 'due') facts['daysLeft'] = { type: 'number', value: daysBetween(today, certifiedUntil) };
  if (certifiedUntil && outcome === 'not-due') facts['nextDue'] = date(addDays(certifiedUntil, -dueWindowDays));
  return { outcome, facts };
}
