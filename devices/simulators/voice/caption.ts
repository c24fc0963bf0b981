/** The wire between the simulated voice and whoever listens to it: one JSON value a line over a local socket. */
import * as z from 'zod';

/** A voice begins to speak: with which settings, and what. */
export const CaptionBegan = z.strictObject({
  began: z.strictObject({ voice: z.string().max(40), rate: z.int().min(1).max(1000), volume: z.int().min(0).max(1000), text: z.string().max(4000) }),
});
/** It has said everything. A connection that ends without this was silenced. */
export const CaptionEnded = z.strictObject({ ended: z.literal('spoken') });
export const CaptionLine = z.union([CaptionBegan, CaptionEnded]);

/** One utterance as it was heard. */
export interface Caption {
  /** Counts from 1 since the listener began. */
  readonly number: number;
  /** The engine's name of the voice. */
  readonly voice: string;
  /** Words a minute. */
  readonly rate: number;
  readonly volume: number;
  readonly text: string;
  readonly end: 'speaking' | 'spoken' | 'stopped';
}
