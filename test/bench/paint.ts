/** What the probe in the kiosk's page notes: when a screen was really painted, and which touch led to it. */

/** Times are milliseconds since the Unix epoch, by the page's own clock. */
export interface Paint {
  /** Screen shown before this one in the same document; null for the first. */
  readonly from: string | null;
  readonly screenId: string;
  readonly kind: string;
  /** Last touch since the screen before was painted; null where something else than a touch led here. */
  readonly touchedAt: number | null;
  /** The second animation frame after the screen came into the document: its pixels are on their way to the panel. */
  readonly paintedAt: number;
}

/** What the page offers to whoever measures it. */
export interface PageProbe {
  /** The first screen painted in this document after `screenId`. Rejects after `withinMs`. */
  after(screenId: string, withinMs: number): Promise<Paint>;
  /** The first screen of that kind painted in this document. Rejects after `withinMs`. */
  first(kind: string, withinMs: number): Promise<Paint>;
}
