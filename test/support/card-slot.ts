/** A card slot in memory, for tests of the card reader: cards go in, and are pulled at the very command a test names. */
import type { CardSlot, SlotState } from '../../devices/card-reader/slot.ts';
import { offeredProtocol } from '../../devices/card-reader/atr.ts';
import { failFor, succeed } from '../../devices/card-reader/outcome.ts';
import { fault } from '../../devices/device.ts';
import type { VirtualCard } from '../../devices/simulators/card/index.ts';
import { settle } from './manual-clock.ts';

/** `before`: the command never reaches the card. `after`: the card has obeyed, but its answer is lost. */
export type Loss = 'before' | 'after';

export interface MemorySlot {
  readonly slot: CardSlot;
  /** Commands as they went to the card, in hex. */
  readonly sent: string[];
  say(state: SlotState): void;
  insert(card: VirtualCard): void;
  pull(): void;
  /** Another program of the machine takes the card, or gives it back. */
  hold(by: 'another program' | 'nobody'): void;
  /** Pulls the card at the next command that begins so (hex, upper case). */
  pullAt(beginning: string, loss: Loss): void;
  /** Pulls the card, before it hears it, at the command that follows so many others. */
  pullAfter(commands: number): void;
}

export function memorySlot(): MemorySlot {
  let report: (state: SlotState) => void = () => undefined;
  let card: VirtualCard | null = null;
  let insertion = 0;
  let holder: 'another program' | 'nobody' = 'nobody';
  let losing: { readonly when: (hex: string) => boolean; readonly loss: Loss } | null = null;
  const sent: string[] = [];

  const pull = (): void => {
    card = null;
    report({ kind: 'empty' });
  };

  async function transmit(inSlot: VirtualCard, command: Buffer) {
    await settle();
    if (card !== inSlot) return failFor('cardRemoved');
    const hex = command.toString('hex').toUpperCase();
    sent.push(hex);
    const loss = losing?.when(hex) ? losing.loss : null;
    const response = loss === 'before' ? null : inSlot.transmit(command);
    if (loss) {
      losing = null;
      pull();
      return failFor('cardRemoved');
    }
    return response ? succeed(response) : failFor(card === inSlot ? 'cardMute' : 'cardRemoved');
  }

  return {
    sent,
    slot: {
      start(listener) {
        report = listener;
        return async () => undefined;
      },
      async powerOn() {
        const inSlot = card;
        if (!inSlot) return failFor('noCard');
        if (holder === 'another program') return fault('deviceNotReady');
        inSlot.powerOn();
        return succeed({
          atr: inSlot.atr,
          channel: { protocol: offeredProtocol(inSlot.atr), transmit: (command: Buffer) => transmit(inSlot, command) },
          powerOff: async () => inSlot.powerOff(),
        });
      },
    },
    say: (state) => report(state),
    insert(next) {
      card = next;
      report({ kind: 'card', insertion: ++insertion });
    },
    hold(by) {
      holder = by;
    },
    pull,
    pullAt(beginning, loss) {
      losing = { when: (hex) => hex.startsWith(beginning), loss };
    },
    pullAfter(commands) {
      const last = sent.length + commands;
      losing = { when: () => sent.length > last, loss: 'before' };
    },
  };
}
