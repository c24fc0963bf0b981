/** A person who wants to be certified at a wired kiosk and does what its screens ask, whatever goes wrong; gives up in the end, or forgets about it. */
import { createTurns } from '../../../devices/turns.ts';
import { cardByName } from '../../../devices/simulators/card/index.ts';
import { issueDocument } from '../../../devices/simulators/id-scanner/index.ts';
import { receiptText } from '../../../devices/simulators/receipt-printer/index.ts';
import type { Screen, ScreenBody } from '../../../main/contract/index.ts';
import { visitor, type WiredKiosk } from './wired-kiosk.ts';

export interface Walked {
  /** The kiosk is nobody's again. */
  readonly ended: boolean;
  /** The number on the result page; null where there was none. */
  readonly number: string | null;
  /** The platform accepted it, as the person was told. */
  readonly accepted: boolean;
  /** The papers taken out of the printer, as text. */
  readonly papers: readonly string[];
  /** Kinds of screens and codes of failures, in order: the story of the visit. */
  readonly story: readonly string[];
}

/** A screen that has not changed for so long is touched once more. */
const patienceMs = 15_000;
/** Of the whole visit, waiting to be sent away included. */
const longestVisitMs = 15 * 60_000;
const mostTouches = 60;
const mostRetries = 3;
const pin = '260715';

const choicesOf = (body: ScreenBody): readonly string[] => ('choices' in body ? body.choices.map(({ id }) => id) : []);
const firstOffered = (offered: readonly string[], wanted: readonly string[]): string | undefined => wanted.find((choice) => offered.includes(choice));

/** From the first screen back to the first screen. */
export async function walkVisit(kiosk: WiredKiosk): Promise<Walked> {
  const { clock, visits } = kiosk;
  const person = personAt(kiosk);
  const story: string[] = [];
  const end = clock.now() + longestVisitMs;
  let result: { readonly number: string; readonly accepted: boolean } | null = null;
  let seen = '';
  let begun = false;
  while (clock.now() < end) {
    const screen = visits.current();
    if (screen.body.kind === 'attract' && begun) break;
    begun = true;
    if (screen.id !== seen) story.push(screen.body.kind === 'failure' ? screen.body.code : screen.body.kind);
    seen = screen.id;
    if (screen.body.kind === 'result') result ??= { number: screen.body.number, accepted: screen.body.tone === 'success' };
    person.act(screen);
    const again = clock.now() + patienceMs;
    await clock.advanceUntil(() => visits.current().id !== screen.id || clock.now() >= Math.min(again, end));
  }
  await person.leave();
  return { ended: visits.current().body.kind === 'attract', number: result?.number ?? null, accepted: result?.accepted ?? false, papers: person.papers, story };
}

function personAt({ visits, id, card, printer }: WiredKiosk) {
  /** The card is put in and taken out by one hand: one after the other. */
  const hand = createTurns();
  const papers: string[] = [];
  let holdsCard = true;
  let touches = 0;
  let retries = 0;

  const layDocument = (): void => {
    const document = issueDocument(visitor);
    id.take();
    if (document) id.place(document);
  };
  const insertCard = (): void => {
    const own = cardByName(visitor.id);
    holdsCard = false;
    if (own) void hand(() => card.insert(own));
  };

  const choose = ({ id: screenId }: Screen, choice: string | undefined): void =>
    visits.accept(choice === undefined ? { screenId, kind: 'cancel' } : { screenId, kind: 'choose', choice });

  const enterPin = ({ id: screenId }: Screen): void => {
    for (const digit of pin) visits.accept({ screenId, kind: 'pin-key', key: digit as '0' });
    visits.accept({ screenId, kind: 'pin-key', key: 'enter' });
  };

  const present = (screen: Screen, accepts: readonly string[]): void => {
    if (accepts.includes('resident-id-card')) layDocument();
    else if (accepts.includes('social-security-card')) insertCard();
    else choose(screen, undefined);
  };

  const meetFailure = (screen: Screen, code: string, offered: readonly string[]): void => {
    if (code.startsWith('card-')) insertCard();
    if (code.startsWith('id-')) layDocument();
    // Who was told that paper may have come out does not ask for it again.
    const mayRetry = !/printer|receipt/.test(code) && retries++ < mostRetries;
    if (code === 'card-taken' && mayRetry) return;
    choose(screen, firstOffered(offered, mayRetry ? ['retry', 'continue', 'other-way', 'leave'] : ['continue', 'leave']));
  };

  const act = (screen: Screen): void => {
    const { id: screenId, body } = screen;
    const offered = choicesOf(body);
    if (touches++ > mostTouches) {
      choose(screen, firstOffered(offered, ['leave']));
      return;
    }
    switch (body.kind) {
      case 'attract':
        visits.accept({ screenId, kind: 'start', modes: {} });
        return;
      case 'menu':
        visits.accept({ screenId, kind: 'open-service', service: 'benefit-certification' });
        return;
      case 'present':
        present(screen, body.accepts);
        return;
      case 'pin':
        enterPin(screen);
        return;
      case 'rating':
        visits.accept({ screenId, kind: 'rate', level: 5 });
        return;
      case 'failure':
        meetFailure(screen, body.code, offered);
        return;
      case 'information':
        // The first page that knows the person also takes the card, which the PIN will need.
        if (holdsCard && offered.includes('continue')) insertCard();
        else choose(screen, firstOffered(offered, ['continue', 'pin', 'leave']));
        return;
      case 'take':
        takeThings();
        if (offered.includes('done')) choose(screen, 'done');
        return;
      case 'consent':
      case 'review':
      case 'result':
        choose(screen, firstOffered(offered, ['other-way', 'confirm', 'continue']));
        return;
      case 'face':
      case 'entry':
        choose(screen, firstOffered(offered, ['other-way']));
        return;
      case 'busy':
      case 'farewell':
      case 'closed':
        return;
      default: return body satisfies never;
    }
  };

  const takePapers = (): void => {
    for (let paper = printer.takeReceipt(); paper; paper = printer.takeReceipt()) papers.push(receiptText(paper).join('\n'));
  };
  const takeThings = (): void => {
    id.take();
    holdsCard = true;
    void hand(() => card.remove());
    takePapers();
  };

  return {
    act,
    papers,
    async leave(): Promise<void> {
      takeThings();
      await hand(() => card.remove());
    },
  };
}
