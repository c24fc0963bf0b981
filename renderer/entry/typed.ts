/** Shows what was typed so far as people write it: telephone numbers in groups, amounts with thousands. Pure. */

/** Digits in groups of these sizes; what is left over stays in the last group. */
function grouped(digits: string, sizes: readonly number[]): string {
  const [size, ...others] = sizes;
  if (size === undefined || digits.length <= size) return digits;
  return `${digits.slice(0, size)} ${grouped(digits.slice(size), others)}`;
}

/** 13800001234 → 138 0000 1234; 02012345678 → 020 1234 5678; an overseas number by fours. */
export function groupedPhone(typed: string): string {
  if (typed.startsWith('+')) return grouped(typed, [3, 4, 4, 4]);
  if (/^0(10|2)/.test(typed)) return grouped(typed, [3, 4, 4]);
  return grouped(typed, typed.startsWith('0') ? [4, 4, 4] : [3, 4, 4]);
}

/** 1234567.5 → 1,234,567.5 */
export function groupedAmount(typed: string): string {
  const [whole = '', ...parts] = typed.split('.');
  const thousands = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return [thousands, ...parts].join('.');
}

/** Longest of what a key pad takes: `+` and fifteen digits (E.164). */
const longestPhone = 16;
const longestWholeYuan = 8;

/** The number after one more key; a `+` only stands first. */
export function withPhoneKey(typed: string, key: string): string {
  if (typed.length >= longestPhone || (key === '+' && typed !== '')) return typed;
  return typed + key;
}

/** The amount after one more key: one point, two places behind it, no needless zero in front. */
export function withAmountKey(typed: string, key: string): string {
  const [whole = '', places] = typed.split('.');
  if (key === '.') return places === undefined ? `${whole === '' ? '0' : whole}.` : typed;
  if (places !== undefined) return places.length < 2 ? typed + key : typed;
  if (whole === '0') return key;
  return whole.length < longestWholeYuan ? typed + key : typed;
}

/** Without its last character, which may be two units of UTF-16. */
export const withoutLast = (typed: string): string => [...typed].slice(0, -1).join('');
