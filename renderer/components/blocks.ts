/** The building blocks of what a screen tells, in reading order; one list of them is split over pages as a whole. */
import type { LocalizedText, Row } from '../../main/contract/index.ts';

export type Block =
  | { readonly kind: 'paragraph'; readonly text: LocalizedText }
  | { readonly kind: 'row'; readonly row: Row }
  /** What happened to this very person: read aloud for their ears only. */
  | { readonly kind: 'happening'; readonly text: LocalizedText }
  | { readonly kind: 'point'; readonly heading: LocalizedText; readonly text: LocalizedText }
  /** The number to quote at a counter. */
  | { readonly kind: 'ticket'; readonly number: string }
  | { readonly kind: 'advice'; readonly text: LocalizedText }
  | { readonly kind: 'reassurance'; readonly text: LocalizedText }
  /** A failure's code, for the attendant. */
  | { readonly kind: 'code'; readonly code: string };

export const paragraphBlocks = (paragraphs: readonly LocalizedText[]): Block[] => paragraphs.map((text) => ({ kind: 'paragraph', text }));
export const rowBlocks = (rows: readonly Row[]): Block[] => rows.map((row) => ({ kind: 'row', row }));
