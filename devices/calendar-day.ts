/** Days of the calendar, as documents, cards and zones write them. Pure. */

/** Whether `YYYY-MM-DD` is a day that there is. */
export function isRealDay(iso: string): boolean {
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString() === `${iso}T00:00:00.000Z`;
}

/** `YYYYMMDD` of a real day as an ISO date; null for anything else. */
export function dayOfDigits(text: string): string | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  return day !== undefined && isRealDay(iso) ? iso : null;
}
