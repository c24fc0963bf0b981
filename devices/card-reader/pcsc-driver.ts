/** The slot of one PC/SC reader: finds it, follows its card, and outlives the PC/SC service by opening it anew with back-off. */
import { fault } from '../device.ts';
import type { DeviceLog } from '../device-log.ts';
import { sleep, type Clock } from '../clock.ts';
import type { TransmissionProtocol } from './card-channel.ts';
import { canceled, failFor, succeed, type CardOutcome } from './outcome.ts';
import { pcscError, type OpenPcsc, type PcscCardState, type PcscContext, type PcscReader, type PcscReply } from './pcsc-binding.ts';
import { answerLimitMs, type CardSlot, type PoweredCard, type SlotState } from './slot.ts';
import { createTurnstile, type Passage } from './turnstile.ts';

/** The service looks at its readers every few hundred milliseconds. */
const removalNoticedWithinMs = 1_000;
const lookEveryMs = 50;
const firstRetryMs = 250;
const longestRetryMs = 5_000;
/** The service lists its readers a moment after the context opens; before that, none is not yet "none". */
const settleMs = 1_000;

interface FoundReader {
  readonly reader: PcscReader;
  card: PcscCardState | null;
}

/** `readerName` is the beginning of the wanted reader's name; undefined takes the first found. */
export function createPcscSlot(
  { readerName, clock, open, log }:
  { readonly readerName: string | undefined; readonly clock: Clock; readonly open: OpenPcsc; readonly log: DeviceLog },
): CardSlot {
  const turnstile = createTurnstile(clock, answerLimitMs);
  const stopping = new AbortController();
  const found: FoundReader[] = [];
  let report: (state: SlotState) => void = () => undefined;
  let context: PcscContext | null = null;
  let settled = false;
  let retryMs = firstRetryMs;

  const chosen = (): FoundReader | undefined => found.find(({ reader }) => readerName === undefined || reader.name.startsWith(readerName));

  function currentState(): SlotState {
    if (!context) return { kind: 'offline' };
    const slot = chosen();
    if (!slot) return { kind: settled ? 'noReader' : 'starting' };
    if (!slot.card) return { kind: 'starting' };
    return slot.card.isPresent ? { kind: 'card', insertion: slot.card.eventCounter } : { kind: 'empty' };
  }

  const tell = (): void => {
    if (!stopping.signal.aborted) report(currentState());
  };

  function openContext(): void {
    const isCurrent = (): boolean => context !== null && context === opened;
    const opened = open({
      readerFound(reader) {
        if (!isCurrent()) return;
        found.push({ reader, card: null });
        log('card-reader-found', { reader: reader.name });
        tell();
      },
      cardChanged(reader, card) {
        const slot = found.find((one) => one.reader === reader);
        if (!slot) return;
        slot.card = card;
        retryMs = firstRetryMs;
        tell();
      },
      readerLost(reader) {
        const at = found.findIndex((one) => one.reader === reader);
        if (at === -1 || !isCurrent()) return;
        found.splice(at, 1);
        log('card-reader-lost', { reader: reader.name });
        tell();
      },
      serviceLost() {
        if (!opened || !isCurrent()) return;
        log('card-service-lost', {});
        abandonContext(opened);
        void retry();
      },
    });
    context = opened;
    settled = false;
    if (opened) void settle(opened);
    else void retry();
    tell();
  }

  async function settle(opened: PcscContext): Promise<void> {
    await sleep(clock, settleMs, stopping.signal);
    if (context !== opened) return;
    settled = true;
    tell();
  }

  function abandonContext(opened: PcscContext): void {
    context = null;
    found.length = 0;
    tell();
    void opened.close();
  }

  async function retry(): Promise<void> {
    const waitMs = retryMs;
    retryMs = Math.min(retryMs * 2, longestRetryMs);
    await sleep(clock, waitMs, stopping.signal);
    if (!stopping.signal.aborted) openContext();
  }

  async function stop(): Promise<void> {
    stopping.abort();
    const opened = context;
    context = null;
    if (!opened) return;
    const closed = opened.close();
    // A mute card can hold the service's answer for as long as it stays in; closing then would block the whole process.
    if (await turnstile.settled()) await closed;
    else log('card-reader-stuck', {});
  }

  return {
    start(listener) {
      report = listener;
      openContext();
      return stop;
    },
    async powerOn(signal) {
      const slot = chosen();
      if (!slot?.card) return failFor('noReader');
      if (!slot.card.isPresent) return failFor('noCard');
      const { reader } = slot;
      const { atr, eventCounter } = slot.card;
      const stillIn = (): boolean => slot.card?.isPresent === true && slot.card.eventCounter === eventCounter;
      // Whatever handle an earlier, broken conversation left behind goes first.
      const connecting = await turnstile.pass(async () => {
        await reader.disconnect();
        return reader.connect();
      }, signal);
      const connected = await conclude(connecting, stillIn, signal);
      return connected.code === 'success' ? succeed(poweredCard(reader, atr, connected.value, stillIn)) : connected;
    },
  };

  /** A card pulled out fails as a mute one does, until the service has looked at its reader again. */
  async function conclude<Value>(passage: Passage<PcscReply<Value>>, stillIn: () => boolean, signal: AbortSignal): Promise<CardOutcome<Value>> {
    const outcome = judge(passage, log);
    const mayBeGone = passage.kind === 'answered' && outcome.code !== 'success' && outcome.reason === 'cardMute';
    if (!mayBeGone) return outcome;
    for (let waited = 0; waited < removalNoticedWithinMs && !signal.aborted; waited += lookEveryMs) {
      if (!stillIn()) return failFor('cardRemoved');
      await sleep(clock, lookEveryMs, signal);
    }
    return stillIn() ? outcome : failFor('cardRemoved');
  }

  function poweredCard(reader: PcscReader, atr: Buffer, protocol: TransmissionProtocol, stillIn: () => boolean): PoweredCard {
    return {
      atr,
      channel: {
        protocol,
        transmit: async (command, signal) =>
          conclude(await turnstile.pass(() => reader.transmit(command, protocol), signal), stillIn, signal),
      },
      async powerOff() {
        await turnstile.pass(() => reader.disconnect(), new AbortController().signal);
      },
    };
  }
}

/** What became of a request to the service, in the words of the card reader. */
function judge<Value>(passage: Passage<PcscReply<Value>>, log: DeviceLog): CardOutcome<Value> {
  if (passage.kind === 'canceled') return canceled;
  if (passage.kind === 'silent') return failFor('cardMute');
  if (passage.value.ok) return succeed(passage.value.value);
  const { error } = passage.value;
  log('card-service-error', { code: `0x${error.toString(16)}` });
  switch (error) {
    case pcscError.removedCard:
    case pcscError.noSmartCard: return failFor('cardRemoved');
    case pcscError.notTransacted:
    case pcscError.protocolMismatch:
    case pcscError.unsupportedCard:
    case pcscError.unresponsiveCard:
    case pcscError.unpoweredCard: return failFor('cardMute');
    case pcscError.unknownReader:
    case pcscError.communication:
    case pcscError.readerUnavailable:
    case pcscError.noService:
    case pcscError.serviceStopped: return failFor('noReader');
    // Another program holds the card.
    case pcscError.sharingViolation: return fault('deviceNotReady');
    default: return fault('hardwareError');
  }
}
