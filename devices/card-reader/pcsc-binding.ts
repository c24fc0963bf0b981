/**
 * The native `pcsclite` addon behind a small typed face; here and in `pcsc-following.ts` all its traps are known:
 * - its callbacks run while it holds a reader's mutex, and without draining promises: everything is handed on by `setImmediate`;
 * - `close()` blocks the whole process while a card still owes an answer: it is only called once the reader is at rest;
 * - a request that a mute card holds cannot be taken back: SCardCancel ends only the waiting for status. Until the card is out, even
 *   `process.exit` waits for the thread that asked; whoever supervises the process has to end it by SIGKILL after its patience;
 * - a process ends only when every reader and the context were closed; `close()` also needs the context's own start (next tick) behind it;
 * - a reader whose card was pulled stays `connected` for ever, and then does not connect any more: the mark is taken off by hand;
 * - after an `error`, of the context or of one reader, monitoring has ended for good: only a new context helps;
 * - an `error` nobody listens to ends the process: listeners are attached first and never removed;
 * - a short answer means that the card was pulled in the middle, although PC/SC reports success;
 * - the ATR that monitoring told stays that of the card before where two were swapped between two looks of the service: it is asked
 *   for again after each connection, by a second monitor of the same reader, since the addon has no other way;
 * - monitors of one process share a table in libpcsclite before 2.0 without a lock, so that an older answer to one of them can hide
 *   the newest event from another, which is then told a minute later: after every stir the reader is looked at once more;
 * - a monitor that is closed after it told something and before it waits again ends without a word: its handle keeps the process
 *   from ending and its context in the service is lost for good. It is closed only after a while without news.
 */
import type { Clock } from '../clock.ts';
import { maximumResponseLength } from './apdu.ts';
import type { TransmissionProtocol } from './card-channel.ts';
import { followCard, type PcscCardState } from './pcsc-following.ts';
import { createNativeContext, type Callback, type NativeReader } from './pcsc-native.ts';

/** PC/SC codes told apart (pcsc-lite `winscard.h`). */
export const pcscError = {
  unknownReader: 0x80100009,
  sharingViolation: 0x8010000b,
  noSmartCard: 0x8010000c,
  protocolMismatch: 0x8010000f,
  communication: 0x80100013,
  notTransacted: 0x80100016,
  readerUnavailable: 0x80100017,
  noService: 0x8010001d,
  serviceStopped: 0x8010001e,
  unsupportedCard: 0x80100065,
  unresponsiveCard: 0x80100066,
  unpoweredCard: 0x80100067,
  resetCard: 0x80100068,
  removedCard: 0x80100069,
  unknown: 0,
} as const;

export type PcscReply<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: number };

export interface PcscConnection {
  readonly protocol: TransmissionProtocol;
  /** Of the card now under power; empty where the service could not tell. */
  readonly atr: Buffer;
}

export interface PcscReader {
  readonly name: string;
  /** Powers the card. */
  connect(): Promise<PcscReply<PcscConnection>>;
  transmit(command: Buffer, protocol: TransmissionProtocol): Promise<PcscReply<Buffer>>;
  /** Powers the card down. */
  disconnect(): Promise<void>;
}

export interface PcscListener {
  readerFound(reader: PcscReader): void;
  cardChanged(reader: PcscReader, state: PcscCardState): void;
  readerLost(reader: PcscReader): void;
  /** The context is of no more use: close it and open another. */
  serviceLost(): void;
}

export interface PcscContext {
  /** Resolves when every reader was at rest and is closed; waits without limit for a card that still owes an answer. */
  close(): Promise<void>;
}

/** Null: no PC/SC service answers, or the addon is not built on this machine. */
export type OpenPcsc = (listener: PcscListener, clock: Clock) => PcscContext | null;

/**
 * Exclusive, not shared: while a holder's card is open with its PIN verified or EF06 unlocked, no other program of the machine
 * may use those rights. The card is let go at `powerOff`, so other programs have it between visits.
 */
const shareExclusive = 1;
const anyProtocol = 3;
const protocolNumber: Readonly<Record<TransmissionProtocol, number>> = { 'T=0': 1, 'T=1': 2 };
const unpowerCard = 2;

interface OpenReader extends PcscReader {
  close(): Promise<void>;
}

const errorCodeOf = (error: Error): number => Number(/\((0x[0-9a-f]{1,8})\)/i.exec(error.message)?.[1] ?? pcscError.unknown);

/** `tell` is called with every state of the card that is news, in order. */
export function openReader(native: NativeReader, clock: Clock, tell: (card: PcscCardState) => void): OpenReader {
  let atRest: Promise<void> = Promise.resolve();
  const following = followCard(native, clock, tell);

  /** Waits for it too. What it brings is let go: a reader stays open for months, and answers of cards are personal. */
  function owe(answer: Promise<unknown>): void {
    atRest = Promise.all([atRest, answer]).then(() => undefined);
  }

  function ask<Value>(call: (done: Callback<Value>) => void): Promise<PcscReply<Value>> {
    const reply = new Promise<PcscReply<Value>>((resolve) => {
      try {
        call((error, value) => setImmediate(() => resolve(error ? { ok: false, error: errorCodeOf(error) } : { ok: true, value })));
      } catch {
        resolve({ ok: false, error: pcscError.unknown });
      }
    });
    owe(reply);
    return reply;
  }

  const disconnect = async (): Promise<void> => {
    await ask<undefined>((done) => native.disconnect(unpowerCard, done));
    following.stirred();
  };

  return {
    name: native.name,
    async connect() {
      native.connected = false;
      const reply = await ask<number>((done) => native.connect({ share_mode: shareExclusive, protocol: anyProtocol }, done));
      if (!reply.ok) return reply;
      const seen = await following.look();
      return { ok: true, value: { protocol: reply.value === protocolNumber['T=1'] ? 'T=1' : 'T=0', atr: seen?.atr ?? Buffer.alloc(0) } };
    },
    async transmit(command, protocol) {
      const reply = await ask<Buffer>((done) => native.transmit(command, maximumResponseLength, protocolNumber[protocol], done));
      return reply.ok && reply.value.length < 2 ? { ok: false, error: pcscError.removedCard } : reply;
    },
    disconnect,
    async close() {
      await atRest;
      await disconnect();
      await following.close();
    },
  };
}

export const openPcsc: OpenPcsc = (listener, clock) => {
  const readers = new Set<OpenReader>();
  const native = createNativeContext();
  if (!native) return null;
  native.on('error', () => setImmediate(() => listener.serviceLost()));
  native.on('reader', (found: NativeReader) => {
    const reader = openReader(found, clock, (card) => listener.cardChanged(reader, card));
    readers.add(reader);
    found.on('error', () => setImmediate(() => listener.serviceLost()));
    found.on('end', () => {
      readers.delete(reader);
      setImmediate(() => {
        listener.readerLost(reader);
        void reader.close();
      });
    });
    setImmediate(() => listener.readerFound(reader));
  });
  return {
    async close() {
      await new Promise((resolve) => setImmediate(resolve));
      // The context first: after it no reader can be found any more.
      native.close();
      await Promise.all([...readers].map((reader) => reader.close()));
    },
  };
};
