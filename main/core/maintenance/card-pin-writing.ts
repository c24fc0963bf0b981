/** Writing a PIN from the workbench: on a test card, by decision of the attendant who types it, with the card asked for again where it is pulled. */
import { reinsertWaitMs, type CardFaultDetail, type CardReader, type CardReaderReason, type CardWriteEvent, type PinChange } from '../../../devices/card-reader/index.ts';
import type { Personal } from '../../../devices/personal.ts';
import type { Completion } from '../../../devices/device.ts';
import { commandWithinMs, type Test } from './self-test-steps.ts';

export const pinActs = ['change', 'reset', 'unblock'] as const;
/** By the old PIN; by MAC with a new PIN; by MAC, giving the tries back. */
export type PinAct = (typeof pinActs)[number];

export interface PinWriting {
  readonly act: PinAct;
  /** Asks for digits without showing them. Null where the person wants to leave the card as it is, or does not answer. */
  readonly ask: (prompt: string, signal: AbortSignal) => Promise<Buffer | null>;
}

/** What became of it; null where the person left the card as it is. */
export type PinWritten = Completion<PinChange, CardReaderReason, CardFaultDetail> | null;

const sentences: Readonly<Record<CardWriteEvent['kind'], string>> = {
  reinsert: 'The card left while it was written. Put the very same card back: only it can tell what became of its PIN.',
  otherCard: 'This is another card. Put in the one that was being written.',
};

/** Every PIN typed is zeroed when this ends. */
export async function writePin(reader: CardReader, test: Test, cardId: Personal<string>, { act, ask }: PinWriting): Promise<PinWritten> {
  const typed: Buffer[] = [];
  const secret = async (prompt: string): Promise<Buffer | null> => {
    const digits = await ask(prompt, test.signal);
    if (digits) typed.push(digits);
    return digits;
  };
  const newPin = async (): Promise<Buffer | null> => {
    const [first, second] = [await secret('New PIN'), await secret('New PIN again')];
    if (first && second && !first.equals(second)) test.talk.guide('The two new PINs differ; the card is left as it is.');
    return first && second && first.equals(second) ? first : null;
  };
  const options = {
    deadlineMs: reinsertWaitMs + commandWithinMs, signal: test.signal, onEvent: ({ kind }: CardWriteEvent): void => test.talk.guide(sentences[kind]),
  };

  async function perform(): Promise<PinWritten> {
    switch (act) {
      case 'change': {
        const currentPin = await secret('Current PIN');
        const next = currentPin && await newPin();
        return currentPin && next && reader.execute('changePin', { currentPin, newPin: next, cardId }, options).completion;
      }
      case 'reset': {
        const next = await newPin();
        return next && reader.execute('resetPin', { newPin: next, cardId }, options).completion;
      }
      case 'unblock': {
        const isWanted = await secret('Enter gives all PIN tries back, Ctrl-C leaves the card as it is');
        return isWanted && reader.execute('unblockPin', { cardId }, options).completion;
      }
      default: return act satisfies never;
    }
  }

  try {
    return await perform();
  } finally {
    for (const digits of typed) digits.fill(0);
  }
}
