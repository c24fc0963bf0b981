/**
 * The wire between core and shell: a local stream socket, one JSON frame a line. The shell passes `page` frames on
 * without looking into them; the others are its own.
 */
import * as z from 'zod';

/** Largest frame accepted on the socket, in UTF-8 bytes. */
export const maxFrameBytes = 4 * 1024 * 1024;

/** Shell → core. */
export const ShellFrame = z.discriminatedUnion('channel', [
  /** A page document was opened (a new number each time) or has gone. */
  z.strictObject({ channel: z.literal('document'), number: z.int().min(1), state: z.enum(['opened', 'gone']) }),
  z.strictObject({ channel: z.literal('page'), document: z.int().min(1), message: z.unknown() }),
  z.strictObject({ channel: z.literal('ping'), n: z.int() }),
]);
export type ShellFrame = z.infer<typeof ShellFrame>;

/** Core → shell. */
export const CoreFrame = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('page'), document: z.int().min(1), message: z.unknown() }),
  /** That document must go now, whatever it is doing: load a fresh one. */
  z.strictObject({ channel: z.literal('drop'), document: z.int().min(1) }),
  z.strictObject({ channel: z.literal('pong'), n: z.int() }),
]);
export type CoreFrame = z.infer<typeof CoreFrame>;
