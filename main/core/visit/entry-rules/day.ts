/** Calendar days within so many years of today. */
import { beijingDate } from '../../beijing-time.ts';
import { spokenDay } from '../wording.ts';
import type { VisitWorld } from '../world.ts';
import type { EntryRule, Reading } from './rule.ts';
import { judgementOf } from './rule.ts';

export interface DayLimits {
  readonly yearsBack: number;
  /** 0: today is the latest. */
  readonly yearsAhead: number;
}

interface Span {
  readonly earliest: string;
  readonly latest: string;
}

const problems = ['empty', 'not-a-day', 'too-early', 'too-late'] as const;

/** 29 February of a year that has none is the 28th. */
function sameDayIn(today: string, years: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const moved = new Date(Date.UTC(year + years, month - 1, day));
  if (moved.getUTCMonth() !== month - 1) moved.setUTCDate(0);
  return moved.toISOString().slice(0, 10);
}

function spanFrom({ yearsBack, yearsAhead }: DayLimits, { clock }: Pick<VisitWorld, 'clock'>): Span {
  const today = beijingDate(clock.now());
  return { earliest: sameDayIn(today, -yearsBack), latest: sameDayIn(today, yearsAhead) };
}

function isDay(iso: string): boolean {
  const at = Date.parse(`${iso}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso);
}

export function readDay(typed: string, { earliest, latest }: Span): Reading<(typeof problems)[number]> {
  if (typed === '') return { problem: 'empty' };
  if (!isDay(typed)) return { problem: 'not-a-day' };
  if (typed < earliest) return { problem: 'too-early' };
  return typed > latest ? { problem: 'too-late' } : { value: typed };
}

export const dayRule = (limits: DayLimits): EntryRule => ({
  problems,
  placeholders: ['earliest', 'latest'],
  limitedBy: [],
  fills({ world }) {
    const { earliest, latest } = spanFrom(limits, world);
    return { earliest: spokenDay(earliest, world.languages), latest: spokenDay(latest, world.languages) };
  },
  field: ({ world }) => ({ kind: 'date', ...spanFrom(limits, world) }),
  judge: (typed, { world }) => judgementOf('date', typed, (words) => readDay(words, spanFrom(limits, world))),
  stands: () => true,
});
