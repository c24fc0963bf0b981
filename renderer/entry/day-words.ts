/** Says the beginning of an ISO day as far as it was picked: `202`, `2024`, `2024-05`, `2024-05-17`. */

const formats: Readonly<Record<number, { readonly short: Intl.DateTimeFormatOptions; readonly whole: Intl.DateTimeFormatOptions }>> = {
  4: { short: { year: 'numeric' }, whole: { year: 'numeric' } },
  7: { short: { month: 'short' }, whole: { year: 'numeric', month: 'long' } },
  10: { short: { day: 'numeric' }, whole: { year: 'numeric', month: 'long', day: 'numeric' } },
};

/** `short`: only what was picked last (`5月`); `whole`: all of it (`2024年5月`). */
export function spokenBeginning(beginning: string, locale: string, manner: 'short' | 'whole'): string {
  const format = formats[beginning.length];
  if (!format) return beginning === '' ? '' : `${beginning}0–${beginning}9`;
  const at = Date.parse(`${`${beginning}-01-01`.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { ...format[manner], timeZone: 'UTC' }).format(at);
}
