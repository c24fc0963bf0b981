/** Follows the card of one reader of the PC/SC service, although a monitor of the service may miss an event; see the traps in `pcsc-binding.ts`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, TimerHandle } from '../clock.ts';
import type { NativeReader } from './pcsc-native.ts';

export interface PcscCardState {
  readonly isPresent: boolean;
  /** Counts insertions and removals of this reader since the service started. */
  readonly eventCounter: number;
  readonly atr: Buffer;
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
      const left = (): number => Math.max(0, toldAt + backInWaitMs - performance.now());
      for (let waitMs = left(); waitMs > 0; waitMs = left()) await sleep(waitMs);
      unended.add(monitor);
      monitor.once('_end', () => setImmediate(() => unended.delete(monitor)));
      monitor.close();
    },
  };
}

const statePresent = 0x20;

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
/** A look may itself hide an event that comes meanwhile, so that there is always another one, later and later up to this. */
const longestUnseenMs = { cardIn: 3_000, empty: 30_000 } as const;

/** The counter has 16 bits and begins anew after them. */
const isLater = (one: PcscCardState, other: PcscCardState): boolean => {
  const ahead = (one.eventCounter - other.eventCounter) & 0xff_ff;
  return ahead > 0 && ahead < 0x80_00;
};

interface CardFollowing {
  /** What the service says of the card now; null where it does not tell. */
  look(): Promise<PcscCardState | null>;
  /** Something happened to the reader or its card: whether all of it was told is seen in a while. */
  stirred(): void;
  close(): Promise<void>;
}

/** `tell` is called with every state of the card that is news, in order. */
export function followCard(native: NativeReader, clock: Clock, tell: (card: PcscCardState) => void): CardFollowing {
  const monitoring = quietlyClosed(native);
  let looksClosed: Promise<void> = Promise.resolve();
  let newest: PcscCardState | null = null;
  let ended = false;
  let timer: TimerHandle | null = null;

  function learn(card: PcscCardState): void {
    newest = card;
    stirred();
    setImmediate(() => tell(card));
  }

  function stopTimer(): void {
    if (timer !== null) clock.clear(timer);
    timer = null;
  }

  function stirred(): void {
    lookIn(lookAgainAfterMs);
  }

  function lookIn(ms: number): void {
    stopTimer();
    if (ended) return;
    timer = clock.after(ms, () => {
      timer = null;
      void lookAgain(ms);
    });
  }

  function look(): Promise<PcscCardState | null> {
    const { card, closed } = lookAt(native);
    looksClosed = Promise.all([looksClosed, closed]).then(() => undefined);
    return card;
  }

  /** What a look tells may itself be old news. */
  async function lookAgain(waitedMs: number): Promise<void> {
    const seen = await look();
    if (ended) return;
    if (seen && newest && isLater(seen, newest)) learn(seen);
    // What has stirred meanwhile is looked at in its own time.
    else if (timer === null) lookIn(Math.min(2 * waitedMs, newest?.isPresent ? longestUnseenMs.cardIn : longestUnseenMs.empty));
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
      stopTimer();
      await looksClosed;
      await monitoring.close();
    },
  };
}
