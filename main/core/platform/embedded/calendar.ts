/** Reckoning with calendar days, written `YYYY-MM-DD`. */

const dayMs = 24 * 60 * 60 * 1000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const written = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => written(at(day) + days * dayMs);

/** The same day of the month `months` later; the last day of that month where it has no such day (29 February → 28). */
export function addMonths(day: string, months: number): string {
  const date = new Date(at(day));
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const next = new Date(date);
  next.setUTCMonth(next.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(wanted, next.getUTCDate()));
  return written(date.getTime());
}

/** Days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / dayMs);
