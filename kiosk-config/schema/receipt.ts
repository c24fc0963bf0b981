/** A receipt's layout: what is printed, in order, in Chinese, with `{placeholders}` from a closed list and of questions. */
import * as z from 'zod';

/** What a receipt may tell. The person's own values arrive masked; a QR code carries the verification code and nothing else. */
const receiptPlaceholders = [
  'hall', 'service', 'name', 'idNumber', 'method', 'result', 'number', 'verificationCode', 'time', 'terminal', 'hotline',
] as const;
export type ReceiptPlaceholder = (typeof receiptPlaceholders)[number];

const known: ReadonlySet<string> = new Set(receiptPlaceholders);
/** The answer to a question by its name, masked where it tells a stranger something. */
const entryPlaceholder = /^entry\.[a-z][a-zA-Z0-9]{0,39}$/;

/** A placeholder in a template, such as `{hall}` or `{entry.baseFen}`. */
export const receiptPlaceholder = /\{([\w.]+)\}/g;
const namesIn = (text: string): readonly string[] => [...text.matchAll(receiptPlaceholder)].map(([, name]) => name ?? '');

const Template = z.string().min(1).max(200).refine(
  (text) => namesIn(text).every((name) => known.has(name) || entryPlaceholder.test(name)),
  `placeholders must be among: ${receiptPlaceholders.join(', ')}, entry.<question>`,
);

export const ReceiptLine = z.union([
  z.strictObject({ text: Template, align: z.enum(['left', 'center', 'right']).default('left'), size: z.union([z.literal(1), z.literal(2)]).default(1), bold: z.boolean().default(false) }),
  z.strictObject({ label: z.string().min(1).max(40), value: Template }),
  z.literal('rule'),
  z.strictObject({ feed: z.int().min(1).max(8) }),
  /** The only content a code on paper may have: it must tell a stranger nothing about the person. */
  z.strictObject({ qr: z.literal('{verificationCode}') }),
]);
export type ReceiptLine = z.infer<typeof ReceiptLine>;

/** What says that a receipt was begun before, printed above the layout where the layout does not say it in its own words. */
const usualReissue: readonly z.input<typeof ReceiptLine>[] = [
  { text: '重打凭条（副本）', align: 'center', bold: true },
  { text: '受理号 {number} 的副本', align: 'center' },
  'rule',
];
/** Without the number a duplicate could be taken for a second act. */
const namesNumber = (lines: readonly ReceiptLine[]): boolean => lines.some((line) => JSON.stringify(line).includes('{number}'));

export const ReceiptLayout = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Printed first on a receipt of which some may already be on paper: "duplicate of {number}". */
  reissue: z.array(ReceiptLine).min(1).max(8).refine(namesNumber, 'must name the {number} it is a duplicate of').prefault([...usualReissue]),
  lines: z.array(ReceiptLine).min(1).max(60),
});
export type ReceiptLayout = z.infer<typeof ReceiptLayout>;

/** The questions whose answers a layout prints, as `entry.<name>`; each once. */
export const entriesPrinted = ({ reissue, lines }: ReceiptLayout): readonly string[] =>
  [...new Set([...reissue, ...lines].flatMap((line) => namesIn(JSON.stringify(line))).filter((name) => entryPlaceholder.test(name)))];
