/**
 * Decides what handwriting is looked at: only what is written on the screen that is shown, only where that asks for words. One look at
 * a time; of those that wait only the newest counts. A new screen and the end of the visit end the look at once, unanswered.
 */
import type { HandwritingEngine } from '../../../devices/handwriting/index.ts';
import { Personal } from '../../../devices/personal.ts';
import type { HandwritingMessage, HandwritingRequest, Screen } from '../../contract/index.ts';
import type { HandwritingLink } from '../bridge/index.ts';

export interface HandwritingDesk {
  /** The screen that is shown now. */
  shown(screen: Screen): void;
  /** The visit is over. */
  wiped(): void;
  close(): void;
}

export interface HandwritingDeskOptions {
  /** Null: this machine has none. */
  readonly engine: HandwritingEngine | null;
  readonly link: HandwritingLink;
}

/** Some sixty times as long as zinnia takes; whoever waits longer is told that it does not work. */
const lookDeadlineMs = 1500;

const asksForWords = ({ body }: Screen): boolean => body.kind === 'entry' && body.field.kind === 'text';

export function openHandwritingDesk({ engine, link }: HandwritingDeskOptions): HandwritingDesk {
  let screen: Screen | null = null;
  /** The newest that was asked for and not yet answered. */
  let newest: HandwritingRequest | null = null;
  let looking: AbortController | null = null;

  const languages = (): string[] => [...(engine?.status().specific.languages ?? [])];
  const tellOffer = (): void => link.send({ kind: 'offer', languages: languages() });
  const forget = (): void => {
    newest = null;
    looking?.abort();
  };

  const lookAt = async ({ lookId, strokes }: HandwritingRequest, { modes }: Screen, signal: AbortSignal): Promise<HandwritingMessage> => {
    const outcome = await engine?.execute('recognise', { language: modes.language, strokes: new Personal(strokes) }, { deadlineMs: lookDeadlineMs, signal }).completion;
    return outcome?.code === 'success' ? { kind: 'candidates', lookId, characters: [...outcome.value.reveal()] } : { kind: 'unavailable', lookId };
  };

  /** Looks until the newest is answered: more may come while one is looked at. */
  const look = async (): Promise<void> => {
    while (looking === null && newest !== null && screen !== null) {
      const request = newest;
      const mine = new AbortController();
      looking = mine;
      const answer = await lookAt(request, screen, mine.signal);
      looking = null;
      if (request !== newest) continue;
      newest = null;
      link.send(answer);
    }
  };

  const stops = [
    engine?.watch(tellOffer),
    link.onPresence((there) => {
      if (there) tellOffer();
      else forget();
    }),
    link.onRequest((request) => {
      if (screen === null || request.screenId !== screen.id || !asksForWords(screen)) return;
      newest = request;
      void look();
    }),
  ];

  return {
    shown(next) {
      if (next.id !== screen?.id) forget();
      screen = next;
    },
    wiped() {
      forget();
      screen = null;
    },
    close() {
      forget();
      for (const stop of stops) stop?.();
    },
  };
}
