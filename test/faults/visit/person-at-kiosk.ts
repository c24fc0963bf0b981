/** A person who wants to be certified and does what the screens ask, whatever goes wrong; gives up in the end, or forgets about it. */
import { createTurns } from '../../../devices/turns.ts';
import { zoneOf } from '../../../devices/simulators/document-reader/index.ts';
import { issueDocument } from '../../../devices/simulators/id-scanner/index.ts';
import { receiptText } from '../../../devices/simulators/receipt-printer/index.ts';
import type { Screen, ScreenBody } from '../../../main/contract/index.ts';
import { cardNamed } from '../../support/cards.ts';
import type { Visitor } from './visitors.ts';
import type { WiredKiosk } from './wired-kiosk.ts';

const mostTouches = 60;
const mostRetries = 3;
/** The card that an attendant brings to co-sign. */
const attendantsCard = 'attendant';

const choicesOf = (body: ScreenBody): readonly string[] => ('choices' in body ? body.choices.map(({ id }) => id) : []);
const firstOffered = (offered: readonly string[], wanted: readonly string[]): string | undefined => wanted.find((choice) => offered.includes(choice));

/** What a failure offers that this person takes, the dearest wish first. */
function wishesAfter(code: string, retries: number): readonly string[] {
  // Who was told that paper may have come out does not ask for it again.
  if (/printer|receipt/.test(code) || retries > mostRetries) return ['continue', 'leave'];
  // Nobody poses before a broken camera for long.
  if (code.startsWith('face-') && retries > 1) return ['other-way', 'leave'];
  return ['retry', 'continue', 'other-way', 'leave'];
}

export interface PersonAtKiosk {
  /** Does what this screen asks; to be called again where nothing has come of it. */
  act(screen: Screen): void;
  /** The papers taken out of the printer so far, as text. */
  readonly papers: readonly string[];
  /** The codes of an electronic card that were shown to the scanner so far. */
  readonly codes: readonly string[];
  /** Takes everything along. */
  leave(): Promise<void>;
}

export function personAt({ visits, hall, id, card, document, code, printer }: WiredKiosk, visitor: Visitor): PersonAtKiosk {
  /** The card is put in and taken out by one hand: one after the other. */
  const hand = createTurns();
  const papers: string[] = [];
  const codes: string[] = [];
  /** Name of the card that was put in last, and is put in again where it was not read. */
  let cardInUse: string | null = null;
  let touches = 0;
  let retries = 0;

  const insert = (name: string): void => {
    cardInUse = name;
    void hand(() => card.insert(cardNamed(name)));
  };
  const insertAgain = (): void => {
    if (cardInUse !== null) insert(cardInUse);
  };

  const layIdCard = (): void => {
    const idCard = issueDocument(visitor.person);
    id.take();
    if (idCard) id.place(idCard);
  };
  const layPassport = (): void => document.present(zoneOf(`${visitor.person.id}-passport`) ?? []);
  /** A phone shows a fresh code each time. */
  const showCode = (): void => {
    const shown = hall.issueCode(visitor.person.id) ?? '';
    codes.push(shown);
    code.present(shown);
  };
  const showToken = (): void => {
    switch (visitor.token) {
      case 'resident-id-card': return layIdCard();
      case 'passport': return layPassport();
      case 'e-card-code': return showCode();
      default: return visitor.token satisfies never;
    }
  };

  const choose = ({ id: screenId }: Screen, choice: string | undefined): void =>
    visits.accept(choice === undefined ? { screenId, kind: 'cancel' } : { screenId, kind: 'choose', choice });

  const enterPin = ({ id: screenId }: Screen, pin: string): void => {
    for (const digit of pin) visits.accept({ screenId, kind: 'pin-key', key: digit as '0' });
    visits.accept({ screenId, kind: 'pin-key', key: 'enter' });
  };

  const present = (screen: Screen, accepts: readonly string[]): void => {
    if (accepts.includes('attendant-card')) insert(attendantsCard);
    else if (accepts.includes(visitor.token)) showToken();
    else if (visitor.card && accepts.includes('social-security-card')) insert(visitor.card.name);
    else choose(screen, undefined);
  };

  const meetFailure = (screen: Screen, failure: string, offered: readonly string[]): void => {
    if (failure.startsWith('card-')) insertAgain();
    if (failure.startsWith('id-')) showToken();
    const wishes = wishesAfter(failure, ++retries);
    // The card is back: that alone leads on.
    if (failure === 'card-taken' && wishes.includes('retry')) return;
    choose(screen, firstOffered(offered, wishes));
  };

  /** The first page that knows the person also takes the card, which the PIN will need. */
  const readOn = (screen: Screen, offered: readonly string[]): void => {
    if (visitor.card && cardInUse === null && offered.includes('continue')) insert(visitor.card.name);
    else choose(screen, firstOffered(offered, ['continue', 'pin', 'co-sign', 'leave']));
  };

  const takeThings = (): void => {
    id.take();
    cardInUse = null;
    void hand(() => card.remove());
    for (let paper = printer.takeReceipt(); paper; paper = printer.takeReceipt()) papers.push(receiptText(paper).join('\n'));
  };

  const act = (screen: Screen): void => {
    const { id: screenId, body } = screen;
    const offered = choicesOf(body);
    if (touches++ > mostTouches) {
      choose(screen, firstOffered(offered, ['leave']));
      return;
    }
    switch (body.kind) {
      case 'attract': return visits.accept({ screenId, kind: 'start', modes: {} });
      case 'menu': return visits.accept({ screenId, kind: 'open-service', service: 'benefit-certification' });
      case 'present': return present(screen, body.accepts);
      case 'pin': return enterPin(screen, visitor.card?.pin ?? '');
      case 'rating': return visits.accept({ screenId, kind: 'rate', level: 5 });
      case 'failure': return meetFailure(screen, body.code, offered);
      case 'information': return readOn(screen, offered);
      case 'consent': return choose(screen, firstOffered(offered, [visitor.consent]));
      case 'review':
      case 'result': return choose(screen, firstOffered(offered, ['confirm', 'continue']));
      case 'entry': return choose(screen, firstOffered(offered, ['other-way']));
      case 'take': {
        takeThings();
        if (offered.includes('done')) choose(screen, 'done');
        return;
      }
      // Whoever stands before the camera looks into it, and does what it asks.
      case 'face':
      case 'busy':
      case 'farewell':
      case 'closed': return;
      default: return body satisfies never;
    }
  };

  return {
    act, papers, codes,
    async leave() {
      takeThings();
      await hand(() => card.remove());
    },
  };
}
