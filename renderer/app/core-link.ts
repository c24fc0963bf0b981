/**
 * The page's end of the wire to the core: says hello first, checks every message against the contract, drops what does
 * not parse, and finds the core again with back-off after a loss.
 */
import { contractVersion, CoreMessage, type PageMessage } from '../../main/contract/index.ts';

/** `lost` from the moment a wire breaks until the core has welcomed this page again. */
export type LinkPhase = 'connecting' | 'open' | 'lost';

/** One connection that was or is being made. */
export interface Wire {
  send(message: PageMessage): void;
  close(): void;
}

/** What a wire tells; it ends with one of `closed` and `replaced`, and nothing comes after that. */
export interface WireEvents {
  opened(): void;
  received(value: unknown): void;
  closed(): void;
  /** The core has a newer page: this one must not come back. */
  replaced(): void;
}
export type OpenWire = (events: WireEvents) => Wire;

/** Calls back once after `ms`; the result calls it off. */
export type After = (ms: number, call: () => void) => () => void;

export interface CoreLinkListener {
  phase(phase: LinkPhase): void;
  message(message: CoreMessage): void;
}

export interface CoreLink {
  /** Sends while the link is open; a message for a core that is not there is dropped. */
  send(message: PageMessage): void;
}

const firstRetryMs = 250;
const longestRetryMs = 4000;
/** How long a core may take to answer `hello` before the wire counts as broken. */
const welcomeWithinMs = 3000;

/** Opens the link and keeps it open for the life of the document. Phases and messages go to the listener, in order. */
export function createCoreLink(openWire: OpenWire, after: After, listener: CoreLinkListener): CoreLink {
  let phase: LinkPhase = 'connecting';
  let retryMs = firstRetryMs;
  let wire: Wire | null = null;
  let callOff: () => void = () => undefined;

  const enter = (next: LinkPhase): void => {
    if (next === phase) return;
    phase = next;
    listener.phase(next);
  };

  const letGo = (): void => {
    callOff();
    wire = null;
    enter('lost');
  };

  const lose = (): void => {
    letGo();
    callOff = after(retryMs, connect);
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  };

  const take = (value: unknown): void => {
    const parsed = CoreMessage.safeParse(value);
    if (!parsed.success) return;
    if (parsed.data.type === 'welcome') {
      // A core of another contract will have this page renewed; until then nothing of it can be shown.
      if (parsed.data.contractVersion !== contractVersion) return;
      callOff();
      retryMs = firstRetryMs;
      enter('open');
    }
    if (phase === 'open' || parsed.data.type === 'renew') listener.message(parsed.data);
  };

  function connect(): void {
    let current = true;
    const mine = (call: () => void) => (): void => {
      if (current) call();
    };
    const breakOff = mine(() => {
      current = false;
      opened.close();
      lose();
    });
    const opened: Wire = openWire({
      // A wire may be open before `openWire` has returned it.
      opened: () => queueMicrotask(mine(() => {
        callOff = after(welcomeWithinMs, breakOff);
        opened.send({ type: 'hello', contractVersion });
      })),
      received: (value) => mine(() => take(value))(),
      closed: mine(() => {
        current = false;
        lose();
      }),
      replaced: mine(() => {
        current = false;
        letGo();
      }),
    });
    wire = opened;
  }

  connect();
  return {
    send(message) {
      if (phase === 'open') wire?.send(message);
    },
  };
}
