/**
 * The anti-pull rule (防拔) for every command that changes a card: where the card's answer to it is lost, the card is asked for
 * again, only the same one is accepted, and what is reported is what the card itself then shows.
 */
import { fault } from '../device.ts';
import { sleep, type Clock } from '../clock.ts';
import { parseResponse } from './apdu.ts';
import { isContactless } from './atr.ts';
import { identifyAs, type CardIdentity, type CardSession } from './card-session.ts';
import type { CardWriteEvent } from './contract.ts';
import { canceled, failFor, succeed, type CardOutcome } from './outcome.ts';

/** How long the card may take to come back before the outcome is given as `unknown`. The caller's deadline should be longer. */
export const reinsertWaitMs = 45_000;

/** What is to be sent, or what is known already without sending anything. */
export type Preparation<Result> = { readonly command: Buffer } | { readonly result: Result };

/** One act that changes the card, told by its parts so that a pulled card finds it between any two of them. */
export interface CardWrite<Result> {
  /** Only this card may be written to. */
  readonly cardId: string;
  /** Everything before the changing command: until here nothing is changed. */
  prepare(session: CardSession, identity: CardIdentity, signal: AbortSignal): Promise<CardOutcome<Preparation<Result>>>;
  /** What the card's answer says; null where it leaves open whether the change took place. */
  judge(statusWord: number): CardOutcome<Result> | null;
  /** Asks the card, in its selected environment, whether the change took place. */
  inspect(session: CardSession, signal: AbortSignal): Promise<CardOutcome<Result>>;
  /** The result where nobody can tell any more. */
  readonly unknown: Result;
}

/** What a write needs of the reader. */
export interface WriteDesk {
  readonly clock: Clock;
  /** Powers the card now in the slot, if need be, and works with it. */
  withCard<Value>(signal: AbortSignal, work: (session: CardSession) => Promise<CardOutcome<Value>>): Promise<CardOutcome<Value>>;
  /** Number of the present insertion; null where no card is in. */
  insertion(): number | null;
  /** Resolves true when a card is in that is not this insertion's, false when the signal aborts. */
  untilOtherInsertion(insertion: number | null, signal: AbortSignal): Promise<boolean>;
}

interface Work {
  readonly signal: AbortSignal;
  readonly emit: (event: CardWriteEvent) => void;
}

type FirstTry<Result> = { readonly result: Result } | { readonly inDoubtAbout: CardIdentity };

/**
 * Sends the changing command once, and never again. Where its answer is lost, what the card then shows is the result: it is asked for
 * again by events, and is `write.unknown` when it has not come back after `reinsertWaitMs`. Refused over contactless.
 */
export async function performWrite<Result>(desk: WriteDesk, write: CardWrite<Result>, work: Work): Promise<CardOutcome<Result>> {
  const first = await desk.withCard(work.signal, (session) => attempt(session, write, work.signal));
  if (first.code !== 'success') return first;
  return 'result' in first.value ? succeed(first.value.result) : settleDoubt(desk, write, first.value.inDoubtAbout, work);
}

async function attempt<Result>(session: CardSession, write: CardWrite<Result>, signal: AbortSignal): Promise<CardOutcome<FirstTry<Result>>> {
  // Whether PINs may be changed without contact is not published: this driver does not try.
  if (isContactless(session.atr)) return fault('unsupportedCommand');
  const identity = await identifyAs(session, write.cardId, signal);
  if (identity.code !== 'success') return identity;
  const prepared = await write.prepare(session, identity.value, signal);
  if (prepared.code !== 'success') return prepared;
  if ('result' in prepared.value) return succeed(prepared.value);
  const { command } = prepared.value;
  try {
    // Not `exchange`: it would repeat the command on 6Cxx, and copy what has to be zeroed.
    const sent = await session.channel.transmit(command, signal);
    if (signal.aborted) return canceled;
    const response = sent.code === 'success' ? parseResponse(sent.value) : null;
    const judged = response && write.judge(response.statusWord);
    if (!judged) return succeed({ inDoubtAbout: identity.value });
    return judged.code === 'success' ? succeed({ result: judged.value }) : judged;
  } finally {
    command.fill(0);
  }
}

/** Asks the card still in, or put back, until it tells or time is over. */
async function settleDoubt<Result>(desk: WriteDesk, write: CardWrite<Result>, card: CardIdentity, { signal, emit }: Work): Promise<CardOutcome<Result>> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  void sleep(desk.clock, reinsertWaitMs, either).then(() => over.abort());
  try {
    while (!either.aborted) {
      const insertion = desk.insertion();
      const seen = await desk.withCard(either, (session) => inspectSame(session, write, card, either));
      if (seen.code === 'success') return seen;
      if (either.aborted) break;
      emit({ kind: seen.reason === 'otherCard' ? 'otherCard' : 'reinsert' });
      if (!(await desk.untilOtherInsertion(insertion, either))) break;
    }
    return signal.aborted ? canceled : succeed(write.unknown);
  } finally {
    over.abort();
  }
}

/** The security state of the interrupted conversation may linger: a card that kept its power is asked anew from the environment on. */
async function inspectSame<Result>(
  session: CardSession, write: CardWrite<Result>, card: CardIdentity, signal: AbortSignal,
): Promise<CardOutcome<Result>> {
  const identity = await identifyAs(session, card.cardId, signal);
  if (identity.code !== 'success') return identity;
  return identity.value.cardNumber === card.cardNumber ? write.inspect(session, signal) : failFor('otherCard');
}
