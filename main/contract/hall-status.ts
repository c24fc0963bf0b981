/** The status line: what is true of the kiosk whoever stands before it. Nothing personal is ever in it. */
import * as z from 'zod';
import { LocalizedText } from './language.ts';

export const HallStatus = z.strictObject({
  hall: LocalizedText,
  terminal: z.string().max(40),
  /** Kiosk time when this was sent, ISO 8601 with offset. */
  now: z.iso.datetime({ offset: true }),
  /** What is out of service and for whom it matters; empty when all is well. */
  outOfService: z.array(LocalizedText).max(10),
  /** The same in two or three words each, for the status line of every screen. */
  signs: z.array(LocalizedText).max(10),
  /** What an attendant should see to soon, while everything still serves; empty when there is nothing. */
  attention: z.array(LocalizedText).max(10),
  /** Whether the devices are training peers; said to everybody, so that nobody takes a demonstration for the real thing. */
  demonstration: LocalizedText.nullable(),
});
export type HallStatus = z.infer<typeof HallStatus>;
