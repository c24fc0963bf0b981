/** The parts of a visit around its journeys, in the grammar of steps: leaving, a card taken out, taking one's things. */
import type { VisitTexts } from '../../../kiosk-config/schema/visit-texts.ts';
import type { LocalizedText, MediaPresence, ScreenBodyOf } from '../../contract/index.ts';
import type { EffectCall, EffectResult, Watch } from './effect.ts';
import { cardReaderFailure, cardReaderFailures, cardTaken, differentCard, readerGone } from './failures/card.ts';
import { exit, running, to } from './step-kind.ts';
import type { AskState, FailState, View } from './step-kind.ts';
import type { StepTexts } from './service-plan.ts';
import { cardPresent, untilStatus } from './steps/device-waits.ts';
import { information } from './steps/paint.ts';
import type { VisitNotes } from './values.ts';
import type { VisitWorld } from './world.ts';

/** Asks before something begun is given up. */
export const leaving: AskState = {
  type: 'ask',
  screen: (view) => information(view, 'attention', [view.text('text')]),
  answers: {
    stay: { to: exit('stay'), weight: 'primary' },
    leave: { to: exit('leave'), weight: 'equal' },
  },
};

/** Waits for the very card of this visit to be put back. */
const sameCard: Watch<'back'> = {
  outcomes: ['back'],
  fails: cardReaderFailures,
  async run(call: EffectCall): Promise<EffectResult<'back'>> {
    const reader = call.world.devices.cardReader;
    const expected = call.values.card?.cardId.reveal();
    if (!reader || !(await untilStatus(reader, cardPresent, call.signal))) return { failure: readerGone };
    const { completion } = reader.execute('readHolder', null, { deadlineMs: call.world.kiosk.deadlines.cardSeconds * 1000, signal: call.signal });
    const reading = await completion;
    if (reading.code !== 'success') return { failure: cardReaderFailure(reading) };
    return reading.value.cardId.reveal() === expected ? { outcome: 'back' } : { failure: differentCard };
  },
};

/** The card left the reader in the middle of a journey. */
export const cardOut: FailState = {
  type: 'fail',
  code: cardTaken,
  recovery: {},
  meanwhile: running(sameCard, { back: { to: exit('resume') } }, { retry: to('out'), 'other-way': exit('leave') }),
};

type TakeItem = ScreenBodyOf<'take'>['items'][number];

const presenceOf = (media: MediaPresence, handedOut: boolean): TakeItem['presence'] | null => {
  switch (media) {
    case 'present':
    case 'latched':
    case 'entering':
    case 'jammed':
      return 'present';
    case 'notPresent':
      return null;
    case 'unknown':
      return handedOut ? 'unknown' : null;
    default:
      return media satisfies never;
  }
};

/** What the person still has to take with them, as far as the devices can tell. */
export function thingsLeft({ devices, texts }: VisitWorld, notes: VisitNotes): TakeItem[] {
  const card = presenceOf(devices.cardReader?.status().specific.media ?? 'notPresent', false);
  const idCard = presenceOf(devices.idScanner?.status().specific.media ?? 'notPresent', notes.idCardUsed);
  const passport = presenceOf(devices.documentReader?.status().specific.media ?? 'notPresent', notes.passportUsed);
  const paper = presenceOf(devices.receiptPrinter?.status().specific.media ?? 'notPresent', notes.receiptPrinted);
  return [
    ...(card ? [{ item: 'card' as const, label: texts.take.card, presence: card }] : []),
    ...(idCard ? [{ item: 'id-card' as const, label: texts.take.idCard, presence: idCard }] : []),
    ...(passport ? [{ item: 'passport' as const, label: texts.take.passport, presence: passport }] : []),
    ...(paper ? [{ item: 'receipt' as const, label: texts.take.receipt, presence: paper }] : []),
  ];
}

/** Ends when nothing is left that a device can see or cannot tell. */
const everythingTaken: Watch<'taken'> = {
  outcomes: ['taken'],
  fails: [],
  run: ({ world, notes, signal, show }) => new Promise((resolve) => {
    const { cardReader, idScanner, documentReader, receiptPrinter } = world.devices;
    const stops: (() => void)[] = [];
    const end = (): void => {
      signal.removeEventListener('abort', end);
      queueMicrotask(() => stops.forEach((stop) => stop()));
      resolve({ outcome: 'taken' });
    };
    const had = new Set<TakeItem['item']>();
    const look = (): void => {
      const left = thingsLeft(world, notes);
      for (const { item } of left) had.add(item);
      if (left.length === 0) end();
      else show({ had: [...had].join(' ') });
    };
    signal.addEventListener('abort', end, { once: true });
    if (cardReader) stops.push(cardReader.watch(look));
    if (idScanner) stops.push(idScanner.watch(look));
    if (documentReader) stops.push(documentReader.watch(look));
    if (receiptPrinter) stops.push(receiptPrinter.watch(look));
    look();
  }),
};

/** Things that were there when the page came up and are gone now: ticked off rather than vanished. */
function thingsTaken({ progress, world }: View, left: readonly TakeItem[]): TakeItem[] {
  const { card, idCard, passport, receipt } = world.texts.take;
  const labels: Readonly<Record<TakeItem['item'], LocalizedText>> = { card, 'id-card': idCard, passport, receipt };
  const had = String(progress?.['had'] ?? '').split(' ');
  const gone = (['card', 'id-card', 'passport', 'receipt'] as const).filter((item) => had.includes(item) && !left.some((other) => other.item === item));
  return gone.map((item) => ({ item, label: labels[item], presence: 'taken' }));
}

function takeBody(view: View): ScreenBodyOf<'take'> {
  const left = thingsLeft(view.world, view.notes);
  const items = [...left, ...thingsTaken(view, left)];
  const seen = items.some(({ presence }) => presence === 'present');
  // What a device still sees is not taken on anybody's word.
  return { kind: 'take', title: view.text('title'), items, choices: seen ? [] : view.choices };
}

export const take: AskState = {
  type: 'ask',
  screen: takeBody,
  answers: { done: { to: exit('done'), weight: 'primary' } },
  meanwhile: running(everythingTaken, { taken: { to: exit('done') } }, { retry: exit('done'), continue: exit('done') }),
};

/** The frame's texts in the keys its parts use. */
export function frameTexts({ leaving: leave, take: things }: VisitTexts): { readonly leaving: StepTexts; readonly take: StepTexts } {
  return {
    leaving: { title: leave.title, text: leave.text, 'choice.stay': leave.stay, 'choice.leave': leave.leave },
    take: { title: things.title, 'choice.done': things.done },
  };
}

