/** The slot of one PC/SC reader: finds it, follows its card, and outlives the PC/SC service by opening it anew with back-off. */
import { fault } from '../device.ts';
import type { DeviceLog } from '../device-log.ts';
import { sleep, type Clock } from '../clock.ts';
import type { TransmissionProtocol } from './card-channel.ts';
import { canceled, failFor, succeed, type CardOutcome } from './outcome.ts';
import { createFoundReaders, type FoundReader } from './found-readers.ts';
import { pcscError, type OpenPcsc, type PcscConnection, type PcscContext, type PcscReader, type PcscReply } from './pcsc-binding.ts';
import { answerLimitMs, type CardSlot, type PoweredCard, type SlotState } from './slot.ts';
import { createTurnstile, type Passage } from './turnstile.ts';

/** The service looks at its readers every few hundred milliseconds. */
const removalNoticedWithinMs = 1_000;
const lookEveryMs = 50;
const firstRetryMs = 250;
const longestRetryMs = 5_000;
/** The service lists its readers a moment after the context opens; before that, none is not yet "none". */
const settleMs = 1_000;

/** `readerNames`: patterns of the wanted readers' names in order of preference (see `reader-name.ts`); empty takes whichever is found. */
export function createPcscSlot(
  { readerNames, clock, open, log }:
  { readonly readerNames: readonly string[]; readonly clock: Clock; readonly open: OpenPcsc; readonly log: DeviceLog },
): CardSlot {
  const turnstile = createTurnstile(clock, answerLimitMs);
  const stopping = new AbortController();
  const readers = createFoundReaders(readerNames);
  let report: (state: SlotState) => void = () => undefined;
  let context: PcscContext | null = null;
  let settled = false;
  let retryMs = firstRetryMs;

  function currentState(): SlotState {
    if (!context) return { kind: 'offline' };
    const one = readers.chosen();
    if (!one) return { kind: settled ? 'noReader' : 'starting' };
    if (!one.card) return { kind: 'starting' };
    return one.card.isPresent ? { kind: 'card', insertion: one.insertion } : { kind: 'empty' };
  }

  const tell = (): void => {
    if (!stopping.signal.aborted) report(currentState());
  };

  function openContext(): void {
    const isCurrent = (): boolean => context !== null && context === opened;
    const opened = open({
      readerFound(reader) {
        if (!isCurrent()) return;
        readers.add(reader);
        log('card-reader-found', { reader: reader.name });
        tell();
      },
      cardChanged(reader, card) {
        if (!readers.update(reader, card)) return;
        retryMs = firstRetryMs;
        tell();
      },
      readerLost(reader) {
        if (!isCurrent() || !readers.remove(reader)) return;
        log('card-reader-lost', { reader: reader.name });
        tell();
      },
      serviceLost() {
        if (!opened || !isCurrent()) return;
        log('card-service-lost', {});
        abandonContext(opened);
        void retry();
      },
    }, clock);
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
    readers.clear();
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
      const one = readers.chosen();
      if (!one?.card) return failFor('noReader');
      if (!one.card.isPresent) return failFor('noCard');
      const passage = await turnstile.pass(() => connectAnew(one.reader), signal);
      // The service goes on and powers the card all the same, for nobody: that power is ended behind it, before anything else is asked.
      if (passage.kind !== 'answered') void powerDown(one.reader);
      const connected = await conclude(passage, untilChanged(one), signal);
      if (connected.code !== 'success') return connected;
      const { atr, protocol } = connected.value;
      if (readers.recognise(one, atr) === 'another') {
        log('card-swapped-unseen', {});
        tell();
      }
      return succeed(poweredCard(one.reader, one.card.atr, protocol, untilChanged(one)));
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
      powerOff: () => powerDown(reader),
    };
  }

  /** Once the wire is free, in its turn; nobody can call it off. */
  async function powerDown(reader: PcscReader): Promise<void> {
    await turnstile.pass(() => reader.disconnect(), new AbortController().signal);
  }
}

/** True while the card that is in stays in, as far as the service has noticed. */
function untilChanged(one: FoundReader): () => boolean {
  const { insertion } = one;
  return () => one.card?.isPresent === true && one.insertion === insertion;
}

/** Whatever handle an earlier, broken conversation left behind goes first. A card swapped unseen answers only to the second attempt. */
async function connectAnew(reader: PcscReader): Promise<PcscReply<PcscConnection>> {
  await reader.disconnect();
  const first = await reader.connect();
  if (first.ok || !saysNothing.has(first.error)) return first;
  await reader.disconnect();
  return reader.connect();
}

/** What the service says of a card that it has, but cannot talk to. */
const saysNothing: ReadonlySet<number> = new Set([pcscError.unpoweredCard, pcscError.unresponsiveCard, pcscError.resetCard]);

/** What became of a request to the service, in the words of the card reader. */
function judge<Value>(passage: Passage<PcscReply<Value>>, log: DeviceLog): CardOutcome<Value> {
  if (passage.kind === 'canceled') return canceled;
  if (passage.kind === 'silent') return failFor('cardMute');
  if (passage.value.ok) return succeed(passage.value.value);
  const { error } = passage.value;
  log('card-service-error', { code: `0x${error.toString(16)}` });
  switch (error) {
    // Reset behind our back, the card has forgotten the conversation as one that was taken out.
    case pcscError.resetCard:
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
