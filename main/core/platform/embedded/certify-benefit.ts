/** The submission `certify-benefit`: the person lives and may go on drawing; the certification runs 12 months from today. */
import type { DatabaseSync } from 'node:sqlite';
import { benefitStanding } from './benefit-status.ts';
import type { BenefitStanding } from './benefit-status.ts';
import { addMonths } from './calendar.ts';
import type { RefusalReason } from './refusals.ts';

/** Months a certification runs, from the day it is made. */
const certificationMonths = 12;

function whyNot({ outcome, certifiedHereOn }: BenefitStanding): RefusalReason | null {
  switch (outcome) {
    case 'due':
    case 'overdue':
    case 'suspended':
      return null;
    case 'not-due':
      return certifiedHereOn ? 'already-certified' : 'not-due';
    case 'pending-review':
      return 'pending-review';
    case 'no-record':
      return 'no-benefit-record';
    case 'deceased-flag':
      return 'see-counter';
    default:
      return outcome satisfies never;
  }
}

/** Takes effect, or says why not. A suspended benefit is resumed. Runs inside the caller's transaction. */
export function certifyBenefit(database: DatabaseSync, number: string, today: string): RefusalReason | null {
  const refusal = whyNot(benefitStanding(database, number, today));
  if (refusal) return refusal;
  database.prepare(`update benefits set state = 'drawing', certified_until = ?, since = null, certified_here_on = ? where person = ?`)
    .run(addMonths(today, certificationMonths), today, number);
  return null;
}
