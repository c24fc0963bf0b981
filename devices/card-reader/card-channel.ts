/** The way to a powered card, and the one exchange over it that hides the transport's `61xx` and `6Cxx` from its users. */
import { getResponse, meaningOf, parseResponse, withExpectedLength, type ResponseApdu } from './apdu.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';

/** T=0 forbids an expected length after command data; T=1 (and contactless) wants it. */
export type TransmissionProtocol = 'T=0' | 'T=1';

export interface CardChannel {
  readonly protocol: TransmissionProtocol;
  /** One command APDU out, one response APDU back. Ends soon after the signal aborts. Never rejects. */
  transmit(command: Buffer, signal: AbortSignal): Promise<CardOutcome<Buffer>>;
}

/** A command that carries bytes and wants bytes back, as the protocol has it asked. */
export const expectingAnswer = ({ protocol }: CardChannel, command: Buffer): Buffer => (protocol === 'T=1' ? withExpectedLength(command, 0) : command);

/** A hostile or broken card may say "more" for ever: no answer of this application is longer. */
const maximumBodyLength = 4096;
const maximumRounds = 20;

/** Sends one command and follows `61xx` (GET RESPONSE) and `6Cxx` (repeat with that length) to the end. */
export async function exchange(channel: CardChannel, command: Buffer, signal: AbortSignal): Promise<CardOutcome<ResponseApdu>> {
  const parts: Buffer[] = [];
  let next = command;
  let length = 0;
  for (let round = 0; round < maximumRounds && length <= maximumBodyLength; round++) {
    const sent = await channel.transmit(next, signal);
    if (sent.code !== 'success') return sent;
    const response = parseResponse(sent.value);
    if (!response) return failFor('cardUnreadable');
    parts.push(response.body);
    length += response.body.length;
    const meaning = meaningOf(response.statusWord);
    if (meaning.kind === 'moreAvailable') next = getResponse(meaning.length);
    else if (meaning.kind === 'wrongExpectedLength') next = withExpectedLength(next, meaning.length);
    else return succeed({ body: Buffer.concat(parts), statusWord: response.statusWord });
  }
  return failFor('cardUnreadable');
}
