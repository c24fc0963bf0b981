/** Dates and times as a hall in China writes them: Beijing time, UTC+8 all year, whatever zone the machine is set to. */

const offsetMs = 8 * 60 * 60 * 1000;

/** ISO 8601 with offset, to the millisecond: `2026-07-15T09:30:00.000+08:00`. `at`: milliseconds since the Unix epoch. */
export const beijingDateTime = (at: number): string => new Date(at + offsetMs).toISOString().replace('Z', '+08:00');

/** The calendar day, `YYYY-MM-DD`. `at`: milliseconds since the Unix epoch. */
export const beijingDate = (at: number): string => new Date(at + offsetMs).toISOString().slice(0, 10);
