/** The field of a question page: which kind of value is asked for, and within which limits. */
import * as z from 'zod';

/** The largest amount of money there is here, in fen: a hundred million yuan. */
export const largestAmountFen = 10_000_000_000;
const Fen = z.int().min(0).max(largestAmountFen);

/** What an amount is told in: `yuan`, whole ones only, or `fen`, with up to two decimal places. */
export const AmountUnit = z.enum(['yuan', 'fen']);
export type AmountUnit = z.infer<typeof AmountUnit>;

/** A division of China by its code (GB/T 2260): 440000 a province, 440100 a city in it, 440106 a district of that. */
export const DivisionCode = z.string().regex(/^[1-9]\d{5}$/);

export const EntryField = z.discriminatedUnion('kind', [
  /** A mobile or fixed-line number of the mainland, or an overseas one that begins with `+`. */
  z.strictObject({ kind: z.literal('phone') }),
  /** An amount of money, both limits included. */
  z.strictObject({ kind: z.literal('amount'), unit: AmountUnit, leastFen: Fen, mostFen: Fen }),
  /** A calendar day, both limits included. */
  z.strictObject({ kind: z.literal('date'), earliest: z.iso.date(), latest: z.iso.date() }),
  /** A county-level division of China, by its six-digit code (GB/T 2260). `near`, and what it lies in, is offered first: a division of any level. */
  z.strictObject({ kind: z.literal('region'), near: DivisionCode.exactOptional() }),
  /** Words, `longest` characters at most. */
  z.strictObject({ kind: z.literal('text'), purpose: z.enum(['address', 'name']), longest: z.int().min(1).max(100) }),
]);
export type EntryField = z.infer<typeof EntryField>;
export type EntryFieldKind = EntryField['kind'];
export type EntryFieldOf<Kind extends EntryFieldKind> = Extract<EntryField, { kind: Kind }>;

/** Longest value a page may send for a field, in UTF-16 units. */
export const longestEntry = 200;
