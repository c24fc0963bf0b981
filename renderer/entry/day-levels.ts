/**
 * Picking a day from large to small: decade, year, month, day. What was picked so far is the beginning of an ISO day: `202` the decade,
 * `2024` the year, `2024-05` the month, `2024-05-17` the day. Pure.
 */

export type DayLevel = 'decade' | 'year' | 'month' | 'day' | 'whole';

export interface DaySpan {
  /** ISO days, both included. */
  readonly earliest: string;
  readonly latest: string;
}

const lengths: Readonly<Record<Exclude<DayLevel, 'decade' | 'whole'>, number>> = { year: 3, month: 4, day: 7 };
/** So many years fit one page, and no decade needs to be picked. */
const mostYears = 24;

const yearOf = (day: string): number => Number(day.slice(0, 4));
const counted = (from: number, to: number): readonly number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place);
const two = (number: number): string => String(number).padStart(2, '0');

const hasDecades = ({ earliest, latest }: DaySpan): boolean => yearOf(latest) - yearOf(earliest) >= mostYears;

/** What is to be picked next. */
export function levelOf(picked: string): DayLevel {
  if (picked.length < lengths.year) return 'decade';
  if (picked.length < lengths.month) return 'year';
  if (picked.length < lengths.day) return 'month';
  return picked.length < 10 ? 'day' : 'whole';
}

/** A beginning of a day lies in the span when some day that begins so does. */
const isWithin = (beginning: string, { earliest, latest }: DaySpan): boolean =>
  beginning >= earliest.slice(0, beginning.length) && beginning <= latest.slice(0, beginning.length);

function beginningsAfter(picked: string, span: DaySpan): readonly string[] {
  const first = Number(span.earliest.slice(0, 3));
  const last = Number(span.latest.slice(0, 3));
  switch (levelOf(picked)) {
    case 'decade':
      return hasDecades(span)
        ? counted(first, last).map(String).toReversed()
        : counted(yearOf(span.earliest), yearOf(span.latest)).map(String).toReversed();
    case 'year':
      return counted(0, 9).map((digit) => `${picked}${digit}`);
    case 'month':
      return counted(1, 12).map((month) => `${picked}-${two(month)}`);
    case 'day':
      return counted(1, daysIn(picked)).map((day) => `${picked}-${two(day)}`);
    case 'whole':
      return [];
  }
}

/** Days of a month, `YYYY-MM`. */
function daysIn(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

/** What can be picked next, as beginnings of an ISO day; nothing outside the span. */
export const nextPicks = (picked: string, span: DaySpan): readonly string[] => beginningsAfter(picked, span).filter((beginning) => isWithin(beginning, span));

export interface PickedLevel {
  /** The beginning of a day to which picking it led. */
  readonly beginning: string;
  /** What is left of it when this level is taken back. */
  readonly before: string;
}

/** The levels picked so far, largest first. A year tells its decade too: that is offered as a way back once the year was taken back. */
export function pickedLevels(picked: string, span: DaySpan): readonly PickedLevel[] {
  const decade = { length: 3, before: 0 };
  const steps = picked.length === decade.length ? [decade] : [{ length: 4, before: hasDecades(span) ? decade.length : 0 }, { length: 7, before: 4 }, { length: 10, before: 7 }];
  return steps.filter(({ length }) => length <= picked.length).map(({ length, before }) => ({ beginning: picked.slice(0, length), before: picked.slice(0, before) }));
}
