/** Keeps a byte stream to one address open: after a loss it is opened again, with back-off, until let go. */
import type { GenericStatus } from '../main/contract/index.ts';
import { openByteStream, type ByteStream, type OpenProblem } from './byte-stream.ts';
import type { Clock } from './clock.ts';

/** `lost`: it was open and closed from the other end. `dropped`: we let go of it ourselves, to begin afresh. */
export type DownReason = OpenProblem | 'lost' | 'dropped';

/** What a device without its wire is: held by another program, or not there. */
export const statusWhenDown = (reason: DownReason): Extract<GenericStatus, 'busy' | 'noDevice'> => (reason === 'inUse' ? 'busy' : 'noDevice');

interface KeptStreamOptions {
  /** A function is asked before every attempt: one line may be had under several addresses, such as at several speeds. */
  readonly address: string | (() => string);
  readonly clock: Clock;
  readonly onOpen: (stream: ByteStream) => void;
  readonly onDown: (reason: DownReason) => void;
}

export interface KeptStream {
  /** The stream while open, else null. */
  current(): ByteStream | null;
  /** The stream while open; else what comes of an attempt that is under way or begins now instead of after its pause. Null where it fails, within three seconds. */
  openNow(): Promise<ByteStream | null>;
  /** Drops the present stream, undelivered bytes included, and opens a new one. */
  renew(): void;
  close(): Promise<void>;
}

const openDeadlineMs = 3000;
const firstRetryMs = 250;
const longestRetryMs = 4000;

export function keepStreamOpen({ address, clock, onOpen, onDown }: KeptStreamOptions): KeptStream {
  const ending = new AbortController();
  let stream: ByteStream | null = null;
  let retryMs = firstRetryMs;
  let retry: number | null = null;
  let attempt: Promise<void> | null = null;
  let downReason: DownReason = 'lost';

  const retryLater = (): void => {
    if (ending.signal.aborted) return;
    retry = clock.after(retryMs, () => void tryNow());
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  };
  const open = async (): Promise<void> => {
    const outcome = await openByteStream(typeof address === 'string' ? address : address(), { clock, deadlineMs: openDeadlineMs, signal: ending.signal });
    if (ending.signal.aborted) {
      if (outcome.ok) await outcome.stream.close();
      return;
    }
    if (!outcome.ok) {
      onDown(outcome.problem);
      // An address that is none stays none.
      if (outcome.problem !== 'invalidAddress') retryLater();
      return;
    }
    stream = outcome.stream;
    retryMs = firstRetryMs;
    downReason = 'lost';
    stream.onClose(() => {
      stream = null;
      if (ending.signal.aborted) return;
      onDown(downReason);
      retryLater();
    });
    if (stream) onOpen(stream);
  };
  /** One attempt at a time; a pause before it is over. */
  const tryNow = (): Promise<void> => {
    if (retry !== null) clock.clear(retry);
    retry = null;
    attempt ??= open().finally(() => { attempt = null; });
    return attempt;
  };
  void tryNow();

  return {
    current: () => stream,
    async openNow() {
      if (!stream && !ending.signal.aborted) await tryNow();
      return stream;
    },
    renew() {
      downReason = 'dropped';
      void stream?.close();
    },
    async close() {
      ending.abort();
      if (retry !== null) clock.clear(retry);
      await stream?.close();
    },
  };
}
