/**
 * The native `pcsclite` addon behind a small typed face that knows all its traps:
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
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventEmitter } from 'node:events';
import { maximumResponseLength } from './apdu.ts';
import type { TransmissionProtocol } from './card-channel.ts';

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

export interface PcscCardState {
  readonly isPresent: boolean;
  /** Counts insertions and removals of this reader since the service started. */
  readonly eventCounter: number;
  readonly atr: Buffer;
}

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
export type OpenPcsc = (listener: PcscListener) => PcscContext | null;

type Callback<Value> = (error: Error | null | undefined, value: Value) => void;

/** A reader as the addon hands it out. */
export interface NativeReader extends EventEmitter {
  readonly constructor: new (name: string) => NativeReader;
  readonly name: string;
  connected: boolean;
  connect(options: { share_mode: number; protocol: number }, done: Callback<number>): void;
  transmit(command: Buffer, responseLength: number, protocol: number, done: Callback<Buffer>): void;
  disconnect(disposition: number, done: Callback<undefined>): void;
  /** Calls back with the state and the ATR as they are, then at every change until `close`. */
  get_status(told: (error: Error | null | undefined, state: number, atr?: Buffer) => void): void;
  close(): void;
}

interface NativeContext extends EventEmitter {
  close(): void;
}

/**
 * Exclusive, not shared: while a holder's card is open with its PIN verified or EF06 unlocked, no other program of the machine
 * may use those rights. The card is let go at `powerOff`, so other programs have it between visits.
 */
const shareExclusive = 1;
const anyProtocol = 3;
const protocolNumber: Readonly<Record<TransmissionProtocol, number>> = { 'T=0': 1, 'T=1': 2 };
const unpowerCard = 2;
const statePresent = 0x20;

interface OpenReader extends PcscReader {
  close(): Promise<void>;
}

const errorCodeOf = (error: Error): number => Number(/\((0x[0-9a-f]{1,8})\)/i.exec(error.message)?.[1] ?? pcscError.unknown);

/** `tell` is called with every state of the card that is news, in order. */
export function openReader(native: NativeReader, tell: (card: PcscCardState) => void): OpenReader {
  let atRest: Promise<void> = Promise.resolve();
  const following = followCard(native, tell);

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

/** Far longer than a monitor's thread takes from telling something to waiting for the next, on a machine that is busy with other things. */
const backInWaitMs = 300;

/** Monitors until they said that they have ended: before that the addon still looks at them. */
const unended = new Set<NativeReader>();

/** The thread's own time counts here, so no other clock will do. */
function quietlyClosed(monitor: NativeReader): { told(): void; close(): Promise<void> } {
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    told() {
      toldAt = performance.now();
    },
    async close() {
      const left = (): number => toldAt + backInWaitMs - performance.now();
      while (left() > 0) await sleep(left());
      unended.add(monitor);
      monitor.once('_end', () => setImmediate(() => unended.delete(monitor)));
      monitor.close();
    },
  };
}

const cardStateOf = (state: number, atr: Buffer | undefined): PcscCardState => ({
  isPresent: (state & statePresent) !== 0,
  eventCounter: state >>> 16,
  atr: Buffer.from(atr ?? []),
});

/** A second monitor's first word. `card`: null where the service does not tell. `closed`: that monitor is, too. */
function lookAt(native: NativeReader): { readonly card: Promise<PcscCardState | null>; readonly closed: Promise<void> } {
  const monitor = new native.constructor(native.name);
  const { told, close } = quietlyClosed(monitor);
  const card = new Promise<PcscCardState | null>((resolve) => {
    monitor.get_status((error, state, atr) => {
      told();
      setImmediate(() => resolve(error ? null : cardStateOf(state, atr)));
    });
  });
  return { card, closed: card.then(close) };
}

/** Events that come close together are over by then. */
const lookAgainAfterMs = 1_000;

/** The counter has 16 bits and begins anew after them. */
const isLater = (one: PcscCardState, other: PcscCardState): boolean => {
  const ahead = (one.eventCounter - other.eventCounter) & 0xff_ff;
  return ahead > 0 && ahead < 0x80_00;
};

interface CardFollowing {
  look(): Promise<PcscCardState | null>;
  /** Something happened to the reader or its card: whether all of it was told is seen in a while. */
  stirred(): void;
  close(): Promise<void>;
}

function followCard(native: NativeReader, tell: (card: PcscCardState) => void): CardFollowing {
  const monitoring = quietlyClosed(native);
  let looksClosed: Promise<void> = Promise.resolve();
  let newest: PcscCardState | null = null;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;

  function learn(card: PcscCardState): void {
    newest = card;
    stirred();
    setImmediate(() => tell(card));
  }

  function stirred(): void {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(() => void lookAgain(), lookAgainAfterMs);
  }

  function look(): Promise<PcscCardState | null> {
    const { card, closed } = lookAt(native);
    looksClosed = Promise.all([looksClosed, closed]).then(() => undefined);
    return card;
  }

  /** What a look tells may itself be old news. */
  async function lookAgain(): Promise<void> {
    const seen = await look();
    if (!ended && seen && newest && isLater(seen, newest)) learn(seen);
  }

  native.on('status', ({ state, atr }: { readonly state: number; readonly atr?: Buffer }) => {
    monitoring.told();
    learn(cardStateOf(state, atr));
  });
  return {
    look,
    stirred,
    async close() {
      ended = true;
      clearTimeout(timer);
      await looksClosed;
      await monitoring.close();
    },
  };
}

export const openPcsc: OpenPcsc = (listener) => {
  const readers = new Set<OpenReader>();
  const native = createNative();
  if (!native) return null;
  native.on('error', () => setImmediate(() => listener.serviceLost()));
  native.on('reader', (found: NativeReader) => {
    const reader = openReader(found, (card) => listener.cardChanged(reader, card));
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

/** The constructor throws where no service answers, and loading throws where the addon was not built. */
function createNative(): NativeContext | null {
  try {
    const create = createRequire(import.meta.url)('pcsclite') as () => NativeContext;
    return create();
  } catch {
    return null;
  }
}
