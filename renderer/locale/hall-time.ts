/** The kiosk's own time on the status line: the core's clock and offset, told often enough to be right to the minute. */
const minuteMs = 60_000;

/** Offset from UTC in milliseconds, from the tail of an ISO 8601 time (`+08:00`, `Z`). */
function offsetMs(iso: string): number {
  const parts = /([+-])(\d\d):(\d\d)$/.exec(iso);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -minutes : minutes) * minuteMs;
}

export interface HallTime {
  readonly time: string;
  readonly date: string;
}

/**
 * Time and date where the kiosk stands. The offset is the core's, so that a page whose own time zone is wrong still shows
 * the hall's time. `locale` is the tag by which the language writes dates.
 */
export function hallTime(iso: string, locale: string): HallTime {
  const wall = new Date(Date.parse(iso) + offsetMs(iso));
  const format = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(wall);
  return {
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    date: format({ month: 'long', day: 'numeric', weekday: 'short' }),
  };
}
