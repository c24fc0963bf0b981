/** APDUs in words for a technician's eyes. What may be personal or secret is shown by its length only: everything but what is listed here as harmless. */
import { masked } from '../masked.ts';
import { instruction } from './apdu.ts';

/** All there are: an instruction that is added asks for its name. */
const names: Readonly<Record<keyof typeof instruction, string>> = {
  blockCard: 'CARD BLOCK',
  blockApplication: 'APPLICATION BLOCK',
  verify: 'VERIFY',
  managePin: 'PIN UNBLOCK',
  changePin: 'CHANGE PIN',
  externalAuthenticate: 'EXTERNAL AUTHENTICATE',
  getChallenge: 'GET CHALLENGE',
  internalAuthenticate: 'INTERNAL AUTHENTICATE',
  select: 'SELECT',
  readBinary: 'READ BINARY',
  readRecord: 'READ RECORD',
  getResponse: 'GET RESPONSE',
  updateBinary: 'UPDATE BINARY',
  updateRecord: 'UPDATE RECORD',
  deliverSessionKey: 'DELIVERY SESSION KEY',
  cipherData: 'CIPHER DATA',
};
const nameOf = new Map(Object.entries(instruction).map(([key, code]) => [code as number, names[key as keyof typeof instruction]]));

/** One instruction byte stands for two commands, told apart by P2. */
const nameOfCommand = ([, ins = -1, , p2]: Uint8Array): string =>
  (ins === instruction.managePin && p2 === 0x01 ? 'PIN CHANGE' : nameOf.get(ins) ?? 'unknown command');

const headerLength = 4;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase().replace(/(..)(?=.)/g, '$1 ');
interface ApduTrace {
  toDevice(command: Uint8Array): string;
  fromDevice(response: Uint8Array): string;
}

/** Only what SELECT sends is shown in full: names and numbers of files, the same on every card. Status words are always shown. */
export function createApduTrace(): ApduTrace {
  return {
    toDevice(command) {
      const name = nameOfCommand(command);
      const header = hex(command.subarray(0, headerLength));
      const rest = command.subarray(headerLength);
      // One byte behind the header is an expected length, never data.
      const shown = rest.length <= 1 || command[1] === instruction.select ? (rest.length > 0 ? ` ${hex(rest)}` : '') : masked(rest.length);
      return `${name} ${header}${shown}`;
    },
    fromDevice(response) {
      if (response.length < 2) return `no response APDU${masked(response.length)}`;
      return `SW ${hex(response.subarray(-2)).replace(' ', '')}${masked(response.length - 2)}`;
    },
  };
}
