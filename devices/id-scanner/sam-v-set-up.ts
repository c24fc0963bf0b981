/** Sets a SAM_V module up as the machine's profile asks: the speed of its serial line, and the longest block on its antenna. */
import type { DeviceLog } from '../device-log.ts';
import type { SamBaud } from './sam-v-codec.ts';
import type { SamConversation } from './sam-v-conversation.ts';

/** A speed other than the one at which the module starts. */
export interface BaudSwitch {
  readonly to: SamBaud;
  /** The module's line at that speed. */
  readonly address: string;
}

export interface SamSetUpOptions {
  /** The module's line at the speed at which the module starts. */
  readonly address: string;
  /** Null: it stays at that speed. */
  readonly baudSwitch: BaudSwitch | null;
  /** Bytes; null: the module's own choice. */
  readonly rfBlock: number | null;
  readonly log: DeviceLog;
}

interface SamSetUp {
  /** At which the line is to be opened next. */
  address(): string;
  /** To be done whenever a module is there anew. `otherSpeed`: the line must be opened again, at what `address` now says. `unanswered`: to be done again. */
  apply(talk: SamConversation): Promise<'done' | 'otherSpeed' | 'unanswered'>;
}

/** Nobody can see at which speed a module listens: it may have lost its power, or have been told before this program began. Both are tried in turn. */
export function createSamSetUp({ address, baudSwitch, rfBlock, log }: SamSetUpOptions): SamSetUp {
  let isSwitched = false;

  const isAtItsSpeed = async (talk: SamConversation, { to }: BaudSwitch): Promise<boolean> => {
    if (isSwitched) {
      isSwitched = (await talk.ask('samStatus')).kind === 'reply';
      return isSwitched;
    }
    const answer = await talk.askForBaud(to);
    if (answer.kind === 'reply' && answer.reply.status !== 'ok') {
      log('id scanner keeps its speed', { asked: to, status: answer.reply.status ?? 'unpublished' });
      return true;
    }
    isSwitched = true;
    return false;
  };

  return {
    address: () => (isSwitched && baudSwitch ? baudSwitch.address : address),
    async apply(talk) {
      if (baudSwitch && !(await isAtItsSpeed(talk, baudSwitch))) return 'otherSpeed';
      if (rfBlock === null) return 'done';
      const answer = await talk.ask('setLongestRfBlock', [rfBlock]);
      if (answer.kind !== 'reply') return 'unanswered';
      if (answer.reply.status !== 'ok') log('id scanner keeps its RF block', { asked: rfBlock, status: answer.reply.status ?? 'unpublished' });
      return 'done';
    },
  };
}
