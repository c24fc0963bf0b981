/** The core's technical log: one JSON line an event. An event is a code; personal values and raw bytes never appear, by their type. */
import pino from 'pino';
import { Personal } from '../../devices/personal.ts';
import { openCappedFile } from './capped-file.ts';

/** Called as `log.info({ submission }, 'submission.kept')`: details first, then the event's code. */
export type Log = pino.Logger;

const deepest = 6;

/** The message stays out: it may quote what a person entered. Where in the program it happened tells enough. */
function shownError(error: Error): Record<string, unknown> {
  const frames = (error.stack ?? '').split('\n').map((line) => line.trim()).filter((line) => line.startsWith('at '));
  return { name: error.name, code: 'code' in error ? error.code : undefined, frames: frames.slice(0, 4) };
}

/** Bytes may be a PIN, a photograph or a key, so they are shown by their length only. */
function shown(value: unknown, depth = 0): unknown {
  if (value instanceof Personal) return value.toJSON();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return shownError(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => shown(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item, depth + 1)]));
}

export interface LogOptions {
  /** Path of a file to append to, or a stream. */
  readonly destination: string | pino.DestinationStream;
}

/** Months of an ordinary kiosk, days of one whose reader fails every second. */
const maxFileBytes = 16 * 1024 * 1024;

/** Opens the log. A file's folder is made where absent, and the file does not grow for ever. */
export function createLog({ destination }: LogOptions): Log {
  const stream = typeof destination === 'string' ? openCappedFile(destination, maxFileBytes) : destination;
  return pino({
    base: null,
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (details) => shown(details) as Record<string, unknown>,
    },
    serializers: { err: (error: unknown) => error },
  }, stream);
}
