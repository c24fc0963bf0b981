/**
 * The monthly contribution base of people in flexible employment (灵活就业人员缴费基数申报), chosen once in each yearly window: the query
 * `contribution-base` and the submission `declare-contribution-base`.
 */
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Fact, QueryAnswer } from '../wire.ts';
import { addMonths } from './calendar.ts';
import type { RefusalReason } from './refusals.ts';

/** 60 % to 300 % of the average monthly wage (国办发〔2019〕13号), which is made up here: 8,250 yuan. */
const lowestBaseFen = 495_000;
const highestBaseFen = 2_475_000;

/** What somebody in flexible employment pays of the base each month: 20 % (国发〔2005〕38号). */
const pensionRateBasisPoints = 2000;

/** The content of `declare-contribution-base`: fen, whole yuan. */
const Declaration = z.object({ baseFen: z.int().min(0).multipleOf(100) });

interface Window {
  readonly opensOn: string;
  readonly closesOn: string;
}

interface Standing {
  readonly outcome: 'can-declare' | 'declared-already' | 'window-closed';
  /** The base that is paid on until a declaration takes effect. */
  readonly presentFen: number;
  readonly window: Window;
  /** The declaration of this window. */
  readonly declared: { readonly fen: number; readonly on: string } | null;
}

/** The window that today lies in, or else the next; it comes back every year. */
function windowAt(first: Window, today: string): Window {
  const inYear = (year: number): Window => ({ opensOn: addMonths(first.opensOn, 12 * year), closesOn: addMonths(first.closesOn, 12 * year) });
  let year = 0;
  while (inYear(year).closesOn < today) year += 1;
  return inYear(year);
}

/** Where somebody stands today; null where they are not insured as flexible employment. */
function standingOf(database: DatabaseSync, number: string, today: string): Standing | null {
  const row = database.prepare('select base_fen, window_opens_on, window_closes_on, declared_fen, declared_on from flexible_insurances where person = ?').get(number);
  if (!row) return null;
  const window = windowAt({ opensOn: String(row['window_opens_on']), closesOn: String(row['window_closes_on']) }, today);
  const last = row['declared_on'] === null ? null : { fen: Number(row['declared_fen']), on: String(row['declared_on']) };
  const declared = last && last.on >= window.opensOn ? last : null;
  const presentFen = last && !declared ? last.fen : Number(row['base_fen']);
  if (today < window.opensOn) return { outcome: 'window-closed', presentFen, window, declared };
  return { outcome: declared ? 'declared-already' : 'can-declare', presentFen, window, declared };
}

const money = (fen: number): Fact => ({ type: 'money', fen });
const date = (value: string): Fact => ({ type: 'date', value });

function factsOf({ outcome, presentFen, window, declared }: Standing): Readonly<Record<string, Fact>> {
  switch (outcome) {
    case 'can-declare':
      return {
        presentBase: money(presentFen), lowestBase: money(lowestBaseFen), highestBase: money(highestBaseFen),
        pensionRate: { type: 'rate', basisPoints: pensionRateBasisPoints }, deadline: date(window.closesOn),
      };
    case 'declared-already':
      return { ...(declared && { declaredBase: money(declared.fen), declaredOn: date(declared.on) }), deadline: date(window.closesOn) };
    case 'window-closed':
      return { presentBase: money(presentFen), opensOn: date(window.opensOn) };
    default:
      return outcome satisfies never;
  }
}

/** Tells whether a base can be declared now, and within which limits; facts as openapi.yaml lists them. */
export function contributionBase(database: DatabaseSync, number: string, today: string): QueryAnswer {
  const standing = standingOf(database, number, today);
  return standing ? { outcome: standing.outcome, facts: { ...factsOf(standing) } } : { outcome: 'not-flexible', facts: {} };
}

function whyNot({ outcome }: Standing): RefusalReason | null {
  switch (outcome) {
    case 'declared-already':
      return 'already-declared';
    case 'window-closed':
      return 'declaration-closed';
    case 'can-declare':
      return null;
    default:
      return outcome satisfies never;
  }
}

/** Takes effect, or says why not. Runs inside the caller's transaction. */
export function declareContributionBase(database: DatabaseSync, number: string, content: unknown, today: string): RefusalReason | null {
  const declaration = Declaration.safeParse(content).data;
  if (!declaration) return 'invalid-content';
  const standing = standingOf(database, number, today);
  if (!standing) return 'not-flexible';
  const refusal = whyNot(standing);
  if (refusal) return refusal;
  if (declaration.baseFen < lowestBaseFen || declaration.baseFen > highestBaseFen) return 'base-out-of-limits';
  database.prepare('update flexible_insurances set base_fen = ?, declared_fen = ?, declared_on = ? where person = ?')
    .run(standing.presentFen, declaration.baseFen, today, number);
  return null;
}
