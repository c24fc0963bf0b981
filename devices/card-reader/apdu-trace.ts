/** APDUs in words for a technician's eyes. What may be personal or secret is shown by its length only: everything but what is listed here as harmless. */
import { instruction } from './apdu.ts';

const names = new Map<number, string>([
  [instruction.select, 'SELECT'],
  [instruction.readRecord, 'READ RECORD'],
  [instruction.readBinary, 'READ BINARY'],
  [instruction.getResponse, 'GET RESPONSE'],
  [instruction.getChallenge, 'GET CHALLENGE'],
  [instruction.internalAuthenticate, 'INTERNAL AUTHENTICATE'],
  [instruction.externalAuthenticate, 'EXTERNAL AUTHENTICATE'],
  [instruction.verify, 'VERIFY'],
  [instruction.changePin, 'CHANGE PIN'],
]);

const headerLength = 4;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase().replace(/(..)(?=.)/g, '$1 ');
const masked = (length: number): string => (length === 0 ? '' : ` [${length} bytes masked]`);

export interface ApduTrace {
  toDevice(command: Uint8Array): string;
  fromDevice(response: Uint8Array): string;
}

/** Only what SELECT sends is shown in full: names and numbers of files, the same on every card. Status words are always shown. */
export function createApduTrace(): ApduTrace {
  return {
    toDevice(command) {
      const name = names.get(command[1] ?? -1) ?? 'unknown command';
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
