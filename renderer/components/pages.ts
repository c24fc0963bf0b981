/** Splits a long list into pages that fit, between items and never through one, so that nothing hides behind a scroll. */

/** Where an item lies in the whole, unsplit list; same unit throughout. */
export interface ItemPlace {
  readonly top: number;
  readonly height: number;
}

/**
 * Index of the first item of every page. Items that share a top (a grid's row) stay together. `whole` is the room
 * when everything fits on one page, `paged` the smaller room beside the page buttons. An item higher than the room
 * has a page of its own.
 */
export function pageStarts(items: readonly ItemPlace[], whole: number, paged: number): number[] {
  const end = items.reduce((lowest, item) => Math.max(lowest, item.top + item.height), 0);
  const begin = items[0]?.top ?? 0;
  // Half a pixel of rounding is not an overflow.
  if (end - begin <= whole + 0.5) return [0];
  const starts = [0];
  let pageTop = begin;
  for (const [index, item] of items.entries()) {
    if (item.top === pageTop || item.top + item.height - pageTop <= paged + 0.5) continue;
    const row = items.findIndex((other) => other.top === item.top);
    if (row > (starts.at(-1) ?? 0)) starts.push(row);
    pageTop = items[index]?.top ?? pageTop;
  }
  return starts;
}
