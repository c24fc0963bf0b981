/** Obeys lines such as `insert forged` or `pull 3`: what somebody at the reader does with the cards of the tray. */
import { cardNames } from './card-names.ts';
import { cardByName } from './card-tray.ts';
import { holdCard, type HeldCard } from './held-card.ts';
import { psamByName, psamNames } from './psam-card.ts';
import { laidOnContactless, type VirtualCard } from './virtual-card.ts';
import type { CardPeer } from './vpcd-peer.ts';

export const handHelp = `Commands: insert <card> [contactless] | psam <${psamNames.join('|')}> | remove | mute [<n>] | pull [<n>] [obeyed] | sound | quit
mute: no answer any more, or none after n commands. pull: taken out at the n-th command from now, which it never hears, or has obeyed.
sound: neither. A card put in again is the same card, with the PIN and the tries it has left.
Cards: ${cardNames.join(', ')}`;

export interface CardHand {
  /** The sentence to answer with; null where the hand is to leave. */
  obey(line: string): Promise<string | null>;
}

const emptyReader = 'the reader is empty';

export function createCardHand(peer: Pick<CardPeer, 'insert' | 'remove'>): CardHand {
  const issued = new Map<string, VirtualCard>();
  let inReader: HeldCard | null = null;

  async function leave(): Promise<string> {
    inReader = null;
    await peer.remove();
    return emptyReader;
  }

  /** `place`: how it meets the reader. */
  async function put(name: string, card: VirtualCard | null, place: (card: VirtualCard) => VirtualCard): Promise<string> {
    if (!card) return `there is no card "${name}"\n${handHelp}`;
    issued.set(name, card);
    inReader = holdCard(place(card), () => void leave());
    await peer.insert(inReader);
    return `${name} is in the reader`;
  }

  function insert(words: string): Promise<string> {
    const [name = '', laid] = words.split(/\s+/);
    return put(name, issued.get(name) ?? cardByName(name), laid === 'contactless' ? laidOnContactless : (card) => card);
  }

  function mute(words: string): string {
    const count = /^\d{0,4}$/.test(words) ? Number(words) : null;
    if (count === null) return handHelp;
    if (!inReader) return emptyReader;
    inReader.muteAfter(count);
    return count === 0 ? 'the card is mute' : `the card is mute after ${count} commands`;
  }

  function pull(words: string): string {
    const asked = /^([1-9]\d{0,3})?\s*(obeyed)?$/.exec(words);
    if (!asked) return handHelp;
    if (!inReader) return emptyReader;
    const [, number = '1', obeyed] = asked;
    inReader.pullAt(Number(number), obeyed ? 'obeyed' : 'unheard');
    return `the card is pulled at command ${number}${obeyed ? ', which it has obeyed' : ''}`;
  }

  function makeSound(): string {
    inReader?.release();
    return inReader ? 'the card answers, and stays' : emptyReader;
  }

  return {
    async obey(line) {
      const [, verb = '', words = ''] = /^(\S+)\s*(.*)$/.exec(line.trim()) ?? [];
      switch (verb) {
        case 'insert': return insert(words);
        case 'psam': return put(`psam ${words}`, issued.get(`psam ${words}`) ?? psamByName(words), (card) => card);
        case 'remove': return leave();
        case 'mute': return mute(words);
        case 'pull': return pull(words);
        case 'sound': return makeSound();
        case 'quit': return null;
        default: return handHelp;
      }
    },
  };
}
