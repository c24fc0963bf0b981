/** Authentication by a PSAM in a slot of its own: DELIVERY SESSION KEY derives the card's session key inside it, CIPHER DATA uses it. */
import { cipherData, deliverSessionKey, meaningOf, type ResponseApdu } from './apdu.ts';
import { unavailable, type AuthenticationChallenge, type AuthenticationKey, type CardAuthentication } from './authentication.ts';
import { exchange, expectingAnswer, type CardChannel } from './card-channel.ts';
import { authenticationBlock, foldAuthentication, type SoftwareAlgorithm } from './card-cryptography.ts';
import { selectName } from './card-session.ts';
import { diversificationFactors } from './key-diversification.ts';
import { canceled, failFor, succeed, type CardOutcome } from './outcome.ts';
import type { ProviderShortfall } from './contract.ts';
import { isSameState, type CardSlot, type PoweredCard, type SlotState } from './slot.ts';

/** Where a key lies on the PSAM; differs by issuer. */
export interface PsamKey {
  readonly usage: number;
  readonly keyId: number;
}
export type PsamKeys = Readonly<Partial<Record<AuthenticationKey, PsamKey>>>;

export interface PsamContent {
  readonly keys: PsamKeys;
  /** Which it enciphers with; it does not tell itself, and another one would make every card look forged. */
  readonly algorithms: readonly SoftwareAlgorithm[];
}

/** DF name of the PSAM's application. */
export const psamApplicationId = Buffer.from('D15600000590', 'hex');

const wrongLevels = 0x6a80;
const keyNotFound = 0x6a88;

const lacks = (provider: ProviderShortfall) => failFor('authenticationUnavailable', { provider });
const lacksKey = (key: AuthenticationKey) => lacks(key === 'RKSSSE' ? 'readKeyMissing' : 'keyMissing');

/** What a PSAM means that did not derive the key it was asked for. */
function refusalOf(key: AuthenticationKey, statusWord: number) {
  if (statusWord === wrongLevels) return lacks('keyLevelTooLow');
  return statusWord === keyNotFound ? lacksKey(key) : failFor('authenticationUnavailable', { statusWord });
}

/** Whether one is in its slot; what is not known of a slot is `unknown`. */
export type PsamPresence = 'present' | 'notPresent' | 'unknown';

export interface Psam extends CardAuthentication {
  /** Calls back at once with the present state, and then at every change. */
  watch(listener: (presence: PsamPresence) => void): void;
  close(): Promise<void>;
}

function presenceIn({ kind }: SlotState): PsamPresence {
  switch (kind) {
    case 'card': return 'present';
    case 'empty': return 'notPresent';
    case 'starting':
    case 'offline':
    case 'noReader': return 'unknown';
    default: return kind satisfies never;
  }
}

/**
 * Whatever the PSAM cannot do (absent, other algorithm, key not on it) ends as `authenticationUnavailable`, the sign to go on
 * with an HSM, and says which it was; so do the PIN commands, whose key no PSAM of a kiosk holds.
 */
export function createPsam(slot: CardSlot, { keys, algorithms }: PsamContent): Psam {
  let state: SlotState = { kind: 'starting' };
  let powered: PoweredCard | null = null;
  /** How many levels this PSAM derives itself: three where it holds national keys, one where those of the city. */
  let levels = 3;
  let report: (presence: PsamPresence) => void = () => undefined;

  const stop = slot.start((next) => {
    if (isSameState(state, next)) return;
    state = next;
    powered = null;
    levels = 3;
    report(presenceIn(state));
  });

  async function ready(signal: AbortSignal): Promise<CardOutcome<CardChannel>> {
    if (state.kind !== 'card') return lacks('noSam');
    if (powered) return succeed(powered.channel);
    const card = await slot.powerOn(signal);
    if (card.code !== 'success') return card;
    const selected = await selectName(card.value.channel, psamApplicationId, signal);
    if (selected.code !== 'success') return selected;
    if (meaningOf(selected.value.statusWord).kind !== 'ok') return lacks('noSam');
    powered = card.value;
    return succeed(card.value.channel);
  }

  /** Tries the levels that worked last, then the others: the PSAM answers 6A80 where the count is not its own. */
  async function deliver(channel: CardChannel, key: PsamKey, challenge: AuthenticationChallenge, signal: AbortSignal): Promise<CardOutcome<ResponseApdu>> {
    const factors = diversificationFactors(challenge.issuingRegion, challenge.atrHistorical);
    if (!factors) return failFor('authenticationUnavailable');
    let response: CardOutcome<ResponseApdu> = failFor('authenticationUnavailable');
    for (const count of [levels, ...[3, 2, 1].filter((other) => other !== levels)]) {
      response = await exchange(channel, deliverSessionKey(key, Buffer.concat([...factors.slice(-count), challenge.factor])), signal);
      if (response.code !== 'success') return response;
      levels = count;
      if (response.value.statusWord !== wrongLevels) return response;
    }
    return response;
  }

  async function encipher(challenge: AuthenticationChallenge, signal: AbortSignal): Promise<CardOutcome<Buffer>> {
    const key = keys[challenge.key];
    if (challenge.algorithm === 'SSF33' || !algorithms.includes(challenge.algorithm)) return lacks('algorithmMissing');
    if (!key) return lacksKey(challenge.key);
    const channel = await ready(signal);
    if (channel.code !== 'success') return channel;
    const delivered = await deliver(channel.value, key, challenge, signal);
    if (delivered.code !== 'success') return delivered;
    if (meaningOf(delivered.value.statusWord).kind !== 'ok') return refusalOf(challenge.key, delivered.value.statusWord);
    const block = authenticationBlock(challenge.algorithm, challenge.raw);
    const ciphered = await exchange(channel.value, expectingAnswer(channel.value, cipherData(block)), signal);
    if (ciphered.code !== 'success') return ciphered;
    const { body, statusWord } = ciphered.value;
    const isAnswered = meaningOf(statusWord).kind === 'ok' && body.length === block.length;
    return isAnswered ? succeed(foldAuthentication(challenge.algorithm, body)) : failFor('authenticationUnavailable', { statusWord });
  }

  return {
    async answer(challenge, signal) {
      const outcome = await encipher(challenge, signal);
      if (outcome.code === 'success') return outcome;
      powered = null;
      if (signal.aborted) return canceled;
      // The PSAM's own troubles are never told as the holder's card's: one that is mute or pulled is as good as none.
      return outcome.reason === 'authenticationUnavailable' ? outcome : lacks('noSam');
    },
    sealPinUnblock: unavailable('keyMissing'),
    sealPinReset: unavailable('keyMissing'),
    watch(listener) {
      report = listener;
      report(presenceIn(state));
    },
    async close() {
      await powered?.powerOff();
      await stop();
    },
  };
}
