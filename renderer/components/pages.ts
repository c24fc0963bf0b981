/** Splits a long list into pages that fit, between items and never through one, so that nothing hides behind a scroll. */

/** Where an item lies in the whole, unsplit list; same unit throughout. */
export interface ItemPlace {
  readonly top: number;
  readonly height: number;
}

/** The height that is there for items, in the same unit. */
export interface PageRooms {
  /** Where everything is on one page. */
  readonly whole: number;
  /** Beside the page buttons, on every page but the last. */
  readonly onwards: number;
  /** Beside the page buttons, on the last page, which may have choices under it. */
  readonly last: number;
}

/** Half a pixel of rounding is not an overflow. */
const slack = 0.5;

/**
 * Index of the first item of every page. Items that share a top (a grid's row) stay together. An item higher than the room has a
 * page of its own.
 */
export function pageStarts(items: readonly ItemPlace[], { whole, onwards, last }: PageRooms): number[] {
  const end = items.reduce((lowest, item) => Math.max(lowest, item.top + item.height), 0);
  const begin = items[0]?.top ?? 0;
  if (end - begin <= whole + slack) return [0];
  const starts = [0];
  let pageTop = begin;
  for (const item of items) {
    if (item.top === pageTop || item.top + item.height - pageTop <= onwards + slack) continue;
    const row = items.findIndex((other) => other.top === item.top);
    if (row > (starts.at(-1) ?? 0)) starts.push(row);
    pageTop = item.top;
  }
  if (end - pageTop <= last + slack) return starts;
  // What the last page has no room for stays on the one before.
  const rest = items.findIndex(({ top }) => top > pageTop && end - top <= last + slack);
  return rest === -1 ? starts : [...starts, rest];
}
