/** Whether a page is written in the order in which it is seen, so that ear, keys and eye go the same way. Pure. */

export type Direction = 'ltr' | 'rtl';

/** Something that is read or done in one piece, and where it lies, in pixels of the window. */
export interface Piece {
  readonly label: string;
  readonly direction: Direction;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Lines that touch do not overlap. */
const slackPx = 2;

const least = (pieces: readonly Piece[], edge: 'left' | 'top'): number => Math.min(...pieces.map((piece) => piece[edge]));
const most = (pieces: readonly Piece[], edge: 'right' | 'bottom'): number => Math.max(...pieces.map((piece) => piece[edge]));

/** Numbers run from left to right on every page: pieces that all run one way are read that way. */
function directionOf(pieces: readonly Piece[], page: Direction): Direction {
  const ways = new Set(pieces.map(({ direction }) => direction));
  const [only] = ways;
  return only && ways.size === 1 ? only : page;
}

const isReadFirst = (first: readonly Piece[], then: readonly Piece[], direction: Direction): boolean =>
  most(first, 'bottom') <= least(then, 'top') + slackPx
  || (direction === 'ltr' ? most(first, 'right') <= least(then, 'left') + slackPx : most(then, 'right') <= least(first, 'left') + slackPx);

/**
 * The pieces, in the order of the document, that no reader could follow: a page is in order when it can be cut somewhere so that all of the
 * first part lies above the rest or, as a column of its own, before it, and both parts are in order again. Empty when it is.
 */
export function misread(pieces: readonly Piece[], page: Direction): readonly Piece[] {
  if (pieces.length < 2) return [];
  const direction = directionOf(pieces, page);
  for (let cut = 1; cut < pieces.length; cut += 1) {
    const [first, then] = [pieces.slice(0, cut), pieces.slice(cut)];
    if (!isReadFirst(first, then, direction)) continue;
    const wrong = misread(first, page);
    return wrong.length > 0 ? wrong : misread(then, page);
  }
  return pieces;
}
