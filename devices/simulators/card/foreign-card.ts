/** Cards that are no social-security cards: they answer properly, but to other names. */
import { instruction } from '../../card-reader/apdu.ts';
import { encodeReply, parseCommand, replyBody, replyStatus, status, type CommandApdu } from './command-apdu.ts';
import type { VirtualCard } from './virtual-card.ts';

/** `applications`: the FCI of each by its name in hex, lower case. */
export function createForeignCard(atr: Buffer, applications: ReadonlyMap<string, Buffer>): VirtualCard {
  function answer({ cla, ins, p1, body }: CommandApdu) {
    if (cla !== 0x00) return replyStatus(status.wrongClass);
    if (ins !== instruction.select) return replyStatus(status.unknownInstruction);
    const fci = p1 === 0x04 ? applications.get(body.toString('hex')) : undefined;
    return fci ? replyBody(fci) : replyStatus(status.fileNotFound);
  }
  return {
    atr,
    powerOn: () => undefined,
    powerOff: () => undefined,
    transmit(bytes) {
      const command = parseCommand(bytes);
      return encodeReply(command ? answer(command) : replyStatus(status.wrongLength));
    },
  };
}
