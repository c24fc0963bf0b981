/** Lets somebody listen to what a slot exchanges with its card, whichever driver carries it. */
import type { CardSlot, PoweredCard } from './slot.ts';

/** Whose slot it is. */
type ListenedSlot = 'card' | 'psam';

/** Called with each command before it leaves and each response when it came. The bytes are only lent: copy what is to be kept, and keep nothing personal. */
export type ApduListener = (direction: 'toDevice' | 'fromDevice', apdu: Uint8Array, slot: ListenedSlot) => void;

/** The same slot, each of whose exchanges is heard; one that fails is heard only on its way out. */
export function withListener(slot: CardSlot, which: ListenedSlot, hear: ApduListener): CardSlot {
  return {
    start: (report) => slot.start(report),
    async powerOn(signal) {
      const powered = await slot.powerOn(signal);
      return powered.code === 'success' ? { ...powered, value: heard(powered.value, which, hear) } : powered;
    },
  };
}

function heard(card: PoweredCard, which: ListenedSlot, hear: ApduListener): PoweredCard {
  return {
    ...card,
    channel: {
      protocol: card.channel.protocol,
      async transmit(command, signal) {
        hear('toDevice', command, which);
        const response = await card.channel.transmit(command, signal);
        if (response.code === 'success') hear('fromDevice', response.value, which);
        return response;
      },
    },
  };
}
