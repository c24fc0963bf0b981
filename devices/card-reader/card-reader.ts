/** The card reader as a device: commands over a slot, and one live status made of the slot's state and the chip's. */
import { createDevice, type CommandHandlers, type StatusReport } from '../device.ts';
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { Personal } from '../personal.ts';
import type { CardReaderStatus } from '../../main/contract/index.ts';
import { isContactless } from './atr.ts';
import type { CardAuthentication } from './authentication.ts';
import { readFile, type ReadKeyIds } from './card-file.ts';
import { readHolder } from './card-holder.ts';
import { countPinTries, verifyPin } from './card-pin.ts';
import type { CardSession } from './card-session.ts';
import { performWrite, type WriteDesk } from './card-write.ts';
import type { CardFaultDetail, CardReader, CardReaderCommands, CardReaderReason } from './contract.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';
import { changingPin, resettingPin, unblockingPin } from './pin-writes.ts';
import type { Psam, PsamPresence } from './psam.ts';
import { isSameState, type CardSlot, type PoweredCard, type SlotState } from './slot.ts';
import { hasValidCheckDigit } from './social-security-application.ts';

type Chip = CardReaderStatus['chip'];
type Work<Value> = (session: CardSession, signal: AbortSignal) => Promise<CardOutcome<Value>>;

/** After one of these the conversation is over, and the next command powers the card anew. */
const endsPower = (outcome: CardOutcome<unknown>): boolean =>
  outcome.code === 'hardwareError' || (outcome.code !== 'success' && (outcome.reason === 'cardRemoved' || outcome.reason === 'authenticationFailed'));

interface CardReaderParts {
  readonly name: string;
  readonly authentication: CardAuthentication;
  readonly clock: Clock;
  /** Identifiers of the applications' read keys on this region's cards. */
  readonly readKeyIds?: ReadKeyIds;
  /** The PSAM that is to be there; absent where none is. */
  readonly psam?: Pick<Psam, 'watch'>;
  readonly log?: DeviceLog;
}

/** Puts the card reader's commands on a slot. */
export function createCardReaderOn(
  slot: CardSlot,
  { name, authentication, clock, readKeyIds = {}, psam, log = noLog }: CardReaderParts,
): CardReader {
  let state: SlotState = { kind: 'starting' };
  let chip: Chip = 'poweredOff';
  /** Undefined where none is to be there. */
  let psamPresence: PsamPresence | undefined = psam && 'unknown';
  let powered: PoweredCard | null = null;
  let report: (status: StatusReport<CardReaderStatus>) => void = () => undefined;

  const onState = new Set<() => void>();

  const currentStatus = (): StatusReport<CardReaderStatus> => {
    const { generic, specific } = statusOf(state, chip);
    return { generic, specific: { ...specific, ...(psamPresence && { psam: psamPresence }) } };
  };

  function setChip(next: Chip): void {
    chip = next;
    report(currentStatus());
  }

  function followSlot(next: SlotState): void {
    if (isSameState(state, next)) return;
    state = next;
    void letGo();
    setChip('poweredOff');
    for (const call of [...onState]) call();
  }

  const insertion = (): number | null => (state.kind === 'card' ? state.insertion : null);

  function untilOtherInsertion(before: number | null, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const look = (): void => {
        const isOther = insertion() !== null && insertion() !== before;
        if (!isOther && !signal.aborted) return;
        onState.delete(look);
        signal.removeEventListener('abort', look);
        resolve(isOther);
      };
      onState.add(look);
      signal.addEventListener('abort', look, { once: true });
      look();
    });
  }

  async function letGo(): Promise<void> {
    const card = powered;
    powered = null;
    await card?.powerOff();
  }

  async function power(signal: AbortSignal): Promise<CardOutcome<PoweredCard>> {
    const absent = absenceIn(state);
    if (absent) return failFor(absent);
    if (powered) return succeed(powered);
    const before = state;
    const answer = await slot.powerOn(signal);
    if (answer.code !== 'success') return answer;
    if (state !== before) {
      await answer.value.powerOff();
      return failFor('cardRemoved');
    }
    powered = answer.value;
    return answer;
  }

  async function withCard<Value>(signal: AbortSignal, work: Work<Value>): Promise<CardOutcome<Value>> {
    if (state.kind === 'card') setChip('busy');
    const card = await power(signal);
    const outcome = card.code === 'success' ? await work({ ...card.value, authentication }, signal) : card;
    // Not awaited: a mute card may hold the wire for long, and the answer is known now. The next command waits its turn.
    if (endsPower(outcome)) void letGo();
    if (state.kind === 'card') setChip(chipAfter(outcome, powered !== null));
    return outcome;
  }

  const desk: WriteDesk = { clock, withCard, insertion, untilOtherInsertion };

  const handlers: CommandHandlers<CardReaderCommands, CardReaderReason, CardFaultDetail> = {
    async readHolder(_input, { signal }) {
      const read = await withCard(signal, readHolder);
      // Genuine cards that break the rule are about: whoever looks after the kiosk hears of it, the holder is not held up.
      if (read.code === 'success' && !hasValidCheckDigit(read.value.cardNumber.reveal())) log('card-number-check-digit-wrong', {});
      return read;
    },
    verifyPin: (input, { signal }) => withCard(signal, (session) => verifyPin(session, input, signal)),
    countPinTries: (_input, { signal }) => withCard(signal, countPinTries),
    powerOn: (_input, { signal }) => withCard(signal, async ({ atr, channel: { protocol } }) =>
      succeed({ atr: new Personal(atr.toString('hex').toUpperCase()), protocol, contactless: isContactless(atr) })),
    readFile: (input, { signal }) => withCard(signal, (session) => readFile(session, { ...input, cardId: input.cardId.reveal(), readKeyIds }, signal)),
    changePin: ({ cardId, ...pins }, work) => performWrite(desk, changingPin({ ...pins, cardId: cardId.reveal() }), work),
    resetPin: ({ cardId, newPin }, work) => performWrite(desk, resettingPin({ newPin, cardId: cardId.reveal() }), work),
    unblockPin: ({ cardId }, work) => performWrite(desk, unblockingPin({ cardId: cardId.reveal() }), work),
    async powerOff() {
      await letGo();
      if (state.kind === 'card') setChip('poweredOff');
      return succeed(null);
    },
  };

  const device = createDevice<CardReaderCommands, CardReaderStatus, CardReaderReason, CardFaultDetail>({
    name,
    initial: currentStatus(),
    handlers,
    start(listener) {
      report = listener;
      const stop = slot.start(followSlot);
      psam?.watch((presence) => {
        psamPresence = presence;
        report(currentStatus());
      });
      return stop;
    },
  }, clock);
  return zeroingPins(device);
}

const pinsIn = (input: CardReaderCommands[keyof CardReaderCommands]['input']): readonly Buffer[] =>
  input ? Object.values(input).filter((part): part is Buffer => Buffer.isBuffer(part)) : [];

/** PINs are zeroed when the command completes, also those of one refused or cancelled before it reached a handler. */
function zeroingPins(device: CardReader): CardReader {
  return {
    ...device,
    execute(name, input, options) {
      const execution = device.execute(name, input, options);
      const pins = pinsIn(input);
      if (pins.length > 0) void execution.completion.then(() => pins.forEach((pin) => pin.fill(0)));
      return execution;
    },
  };
}

function absenceIn(state: SlotState): CardReaderReason | null {
  switch (state.kind) {
    case 'card': return null;
    case 'empty': return 'noCard';
    case 'starting':
    case 'offline':
    case 'noReader': return 'noReader';
    default: return state satisfies never;
  }
}

function chipAfter(outcome: CardOutcome<unknown>, isPowered: boolean): Chip {
  if (outcome.code !== 'success' && outcome.reason === 'cardMute') return 'hardwareError';
  return isPowered ? 'online' : 'poweredOff';
}

function statusOf(state: SlotState, chip: Chip): StatusReport<CardReaderStatus> {
  switch (state.kind) {
    case 'starting': return { generic: 'starting', specific: { media: 'unknown', chip: 'unknown' } };
    case 'offline': return { generic: 'offline', specific: { media: 'unknown', chip: 'unknown' } };
    case 'noReader': return { generic: 'noDevice', specific: { media: 'unknown', chip: 'unknown' } };
    case 'empty': return { generic: 'online', specific: { media: 'notPresent', chip: 'noCard' } };
    case 'card': return { generic: 'online', specific: { media: 'present', chip } };
    default: return state satisfies never;
  }
}
