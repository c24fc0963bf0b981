/** What the core sees of whichever page is shown: one page at a time, its messages validated, its intents about the screen it really shows. */
import type { Logger } from 'pino';
import {
  contractVersion, maxPageMessageBytes, PageMessage,
  type CameraReply, type CoreMessage, type HallStatus, type HandwritingMessage, type HandwritingRequest, type Intent, type Language, type Screen, type SpeechRequest,
} from '../../contract/index.ts';
import type { CameraLink } from '../../../devices/camera/index.ts';
import type { Clock, TimerHandle } from '../../../devices/clock.ts';
import type { SpeechLink } from '../../../devices/voice/index.ts';
import { createAllowance, type Allowance } from './allowance.ts';
import { createSubject, type Unsubscribe } from './subject.ts';

export type Welcome = Pick<Extract<CoreMessage, { type: 'welcome' }>, 'panel' | 'fittings' | 'languages'>;

/** `replaced`: a newer page took its place. `overdue`: it was told to renew itself and did not. */
export type CloseReason = 'replaced' | 'overdue';

/** The hub's way to one page document, made by the end that holds it (shell socket, loopback WebSocket). */
export interface PageConnection {
  send(message: CoreMessage): void;
  /** Makes the document go. The end still calls `detach` when it has gone, or not at all; both are fine. */
  close(reason: CloseReason): void;
}

/** The end's way to the hub, for as long as that one document lives. */
export interface PageAttachment {
  /** A value from the page, whatever it is, and its size on the wire in bytes. */
  receive(message: unknown, bytes: number): void;
  /** The document has gone. */
  detach(): void;
}

/** The way of handwriting to whichever page is shown. */
export interface HandwritingLink {
  send(message: HandwritingMessage): void;
  /** What was written on the screen now shown. */
  onRequest(call: (request: HandwritingRequest) => void): Unsubscribe;
  /** Whether a page is there; called at once and at every change. */
  onPresence(call: (present: boolean) => void): Unsubscribe;
}

export interface PageHub {
  /** Shows a screen; the same `id` again updates it in place. */
  publish(screen: Screen): void;
  /** Tells the page what is true of the kiosk, and every later page when it says hello. */
  hall(status: HallStatus): void;
  /** The visit is over: forgets the shown screen and has the page replaced by a fresh document, which gets the next screen published. */
  renew(): void;
  /** Intents that name the screen now shown; all others are dropped. */
  onIntent(call: (intent: Intent) => void): Unsubscribe;
  /** The page went while it was showing a screen and nobody had asked it to: whoever stood before it has lost their visit. */
  onPageLost(call: () => void): Unsubscribe;
  readonly camera: CameraLink;
  /** What the page wants said, of the screen now shown only, and what it is told of it. */
  readonly speech: SpeechLink;
  readonly handwriting: HandwritingLink;
  attach(connection: PageConnection): PageAttachment;
}

export interface PageHubOptions {
  readonly welcome: Welcome;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Messages a page may send in a burst, and each second in the long run: above thirty camera frames and quick fingers. */
const burstMessages = 240;
const messagesPerSecond = 120;
/** How long a page may take to go once it was told to renew itself. */
const renewWithinMs = 5_000;
/** Fresh documents in a row that may speak another contract version before loading again is given up: the built page is simply another one. */
const foreignPagesTolerated = 3;

/** `silent`: has not said hello. `shown`: has its welcome. `leaving`: was told to renew; it gets and says nothing more. */
type PageState = 'silent' | 'shown' | 'leaving';

interface Page {
  readonly connection: PageConnection;
  readonly allowance: Allowance;
  state: PageState;
  overdue: TimerHandle | null;
}

export function createPageHub({ welcome, clock, log }: PageHubOptions): PageHub {
  const intents = createSubject<Intent>();
  const losses = createSubject<void>();
  const replies = createSubject<CameraReply>();
  const speechRequests = createSubject<SpeechRequest>();
  const handwritingRequests = createSubject<HandwritingRequest>();
  const presences = createSubject<boolean>();
  let page: Page | null = null;
  let screen: Screen | null = null;
  let hallStatus: HallStatus | null = null;
  let foreignPages = 0;
  let dropped = 0;

  const isOffered = (wished: Language | undefined): boolean => wished === undefined || welcome.languages.some(({ tag }) => tag === wished);
  const isShown = (): boolean => page?.state === 'shown';

  const send = (message: CoreMessage): void => {
    if (page?.state === 'shown') page.connection.send(message);
  };

  /** Counts every dropped message, and says so at each power of two, so that a flood cannot fill the log. */
  const drop = (why: string): void => {
    dropped += 1;
    if (Number.isInteger(Math.log2(dropped))) log.warn({ why, dropped }, 'page message dropped');
  };

  const leave = (leaving: Page): void => {
    const wasShown = leaving.state === 'shown';
    leaving.connection.send({ type: 'renew' });
    leaving.state = 'leaving';
    leaving.overdue = clock.after(renewWithinMs, () => leaving.connection.close('overdue'));
    if (wasShown) presences.tell(false);
  };

  const forget = (gone: Page): void => {
    if (gone.overdue !== null) clock.clear(gone.overdue);
    const wasShown = isShown();
    page = null;
    if (wasShown) presences.tell(false);
  };

  const greet = (greeted: Page, version: number): void => {
    if (version !== contractVersion) {
      refuseForeign(greeted, version);
      return;
    }
    foreignPages = 0;
    const wasShown = greeted.state === 'shown';
    greeted.state = 'shown';
    send({ type: 'welcome', contractVersion, ...welcome });
    if (hallStatus) send({ type: 'hall', status: hallStatus });
    if (screen) send({ type: 'screen', screen });
    if (!wasShown) presences.tell(true);
  };

  const refuseForeign = (foreign: Page, version: number): void => {
    foreignPages += 1;
    if (foreignPages <= foreignPagesTolerated) leave(foreign);
    else log.error({ version, wanted: contractVersion }, 'the built page speaks another contract version; build it again');
  };

  const acceptIntent = (intent: Intent): void => {
    if (intent.screenId !== screen?.id) {
      log.debug({ kind: intent.kind, named: intent.screenId, shown: screen?.id ?? null }, 'intent about a screen no longer shown');
      return;
    }
    if ('modes' in intent && !isOffered(intent.modes.language)) return drop('a language that is not offered');
    intents.tell(intent);
  };

  const acceptSpeech = (request: SpeechRequest): void => {
    // A page may speak of nothing that is no longer on it; nobody waits for the answer.
    if ('screenId' in request && request.screenId !== screen?.id) return;
    speechRequests.tell(request);
  };

  const acceptHandwriting = (request: HandwritingRequest): void => {
    // Whoever wrote it has gone on.
    if (request.screenId === screen?.id) handwritingRequests.tell(request);
  };

  const accept = (from: Page, message: PageMessage): void => {
    if (message.type === 'hello') {
      greet(from, message.contractVersion);
      return;
    }
    if (from.state !== 'shown') {
      drop('before hello');
      return;
    }
    switch (message.type) {
      case 'intent': return acceptIntent(message.intent);
      case 'camera': return replies.tell(message.reply);
      case 'speech': return acceptSpeech(message.request);
      case 'handwriting': return acceptHandwriting(message.request);
      default: return message satisfies never;
    }
  };

  const receive = (from: Page, message: unknown, bytes: number): void => {
    if (from !== page || from.state === 'leaving') return;
    if (bytes > maxPageMessageBytes) return drop('too large');
    if (!from.allowance.take()) return drop('too many');
    const parsed = PageMessage.safeParse(message);
    if (!parsed.success) return drop('malformed');
    accept(from, parsed.data);
  };

  const detach = (gone: Page): void => {
    if (gone !== page) return;
    const wasLost = isShown() && screen !== null;
    forget(gone);
    if (wasLost) losses.tell();
  };

  const onPresence = (call: (present: boolean) => void): Unsubscribe => {
    call(isShown());
    return presences.listen(call);
  };

  return {
    publish(next) {
      screen = next;
      send({ type: 'screen', screen });
    },
    hall(status) {
      hallStatus = status;
      send({ type: 'hall', status });
    },
    renew() {
      screen = null;
      if (page?.state === 'shown') leave(page);
    },
    onIntent: intents.listen,
    onPageLost: losses.listen,
    camera: {
      send: (command) => send({ type: 'camera', command }),
      onReply: replies.listen,
      onPresence,
    },
    speech: {
      send: (message) => send({ type: 'speech', message }),
      onRequest: speechRequests.listen,
      onPresence,
    },
    handwriting: {
      send: (message) => send({ type: 'handwriting', message }),
      onRequest: handwritingRequests.listen,
      onPresence,
    },
    attach(connection) {
      const replaced = page;
      if (replaced) {
        forget(replaced);
        replaced.connection.close('replaced');
      }
      const attached: Page = { connection, allowance: createAllowance(clock, burstMessages, messagesPerSecond), state: 'silent', overdue: null };
      page = attached;
      return { receive: (message, bytes) => receive(attached, message, bytes), detach: () => detach(attached) };
    },
  };
}
