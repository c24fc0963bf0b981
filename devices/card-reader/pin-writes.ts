/** The three acts that change a card's PIN: by the old PIN, by MAC with a new PIN, and by MAC giving the tries back. */
import { fault } from '../device.ts';
import { changePin, meaningOf, pinResetHead, pinUnblockHead } from './apdu.ts';
import { judgePin, presentPin, queryTries } from './card-pin.ts';
import { keyOriginOf, type CardIdentity, type CardSession } from './card-session.ts';
import type { Preparation, CardWrite } from './card-write.ts';
import type { PinChange, PinReset, PinUnblock } from './contract.ts';
import { challenge, proveKey } from './mutual-authentication.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';
import { packPin, pinUnblockKeyId } from './social-security-application.ts';

const memoryFailure = 0x6581;
const unknown = { outcome: 'unknown' } as const;

/** CHANGE PIN. A locked PIN is told without an attempt. Both buffers stay the caller's to zero. */
export function changingPin({ cardId, currentPin, newPin }: { readonly cardId: string; readonly currentPin: Buffer; readonly newPin: Buffer }): CardWrite<PinChange> {
  return {
    cardId,
    unknown,
    async prepare(session, _identity, signal) {
      const tries = await queryTries(session, signal);
      if (tries.code !== 'success') return tries;
      if (tries.value === 0) return succeed({ result: { outcome: 'locked' } });
      const [current, next] = [packPin(currentPin), packPin(newPin)];
      const command = current && next && changePin(current, next);
      current?.fill(0);
      next?.fill(0);
      return command ? succeed({ command }) : fault('invalidData');
    },
    judge(statusWord) {
      if (statusWord === memoryFailure) return null;
      const judged = judgePin(statusWord);
      if (judged.code !== 'success') return judged;
      return succeed(judged.value.outcome === 'verified' ? { outcome: 'changed' } : judged.value);
    },
    async inspect(session, signal) {
      const isNew = await holdsPin(session, newPin, signal);
      if (isNew.code !== 'success') return isNew;
      if (isNew.value === 'yes') return succeed({ outcome: 'changed' });
      if (isNew.value === 'locked') return succeed({ outcome: 'locked' });
      const isOld = isNew.value === 'no' ? await holdsPin(session, currentPin, signal) : isNew;
      if (isOld.code !== 'success') return isOld;
      return succeed(isOld.value === 'yes' ? { outcome: 'unchanged' } : unknown);
    },
  };
}

/** PIN CHANGE by MAC: proves PUK, then sets the new PIN and gives all tries back. */
export function resettingPin({ cardId, newPin }: { readonly cardId: string; readonly newPin: Buffer }): CardWrite<PinReset> {
  return {
    cardId,
    unknown,
    async prepare(session, identity, signal) {
      const packed = packPin(newPin);
      if (!packed) return fault('invalidData');
      try {
        return await seal(session, identity, signal, async (factor) => {
          const field = await session.authentication.sealPinReset({ ...keyOriginOf(session, identity), factor }, packed, signal);
          return field.code === 'success' ? succeed(Buffer.concat([pinResetHead(field.value.length), field.value])) : field;
        });
      } finally {
        packed.fill(0);
      }
    },
    judge: judgeSealed,
    async inspect(session, signal) {
      const isNew = await holdsPin(session, newPin, signal);
      if (isNew.code !== 'success') return isNew;
      return succeed(isNew.value === 'yes' ? { outcome: 'changed' } : isNew.value === 'cannotTell' ? unknown : { outcome: 'unchanged' });
    },
  };
}

/** PIN UNBLOCK by MAC: proves PUK, then gives all tries back; the PIN stays. */
export function unblockingPin({ cardId }: { readonly cardId: string }): CardWrite<PinUnblock> {
  let triesBefore = 0;
  return {
    cardId,
    unknown,
    async prepare(session, identity, signal) {
      const tries = await queryTries(session, signal);
      if (tries.code !== 'success') return tries;
      triesBefore = tries.value;
      return seal(session, identity, signal, async (factor) => {
        const mac = await session.authentication.sealPinUnblock({ ...keyOriginOf(session, identity), factor }, signal);
        return mac.code === 'success' ? succeed(Buffer.concat([pinUnblockHead, mac.value])) : mac;
      });
    },
    judge: judgeSealed,
    async inspect(session, signal) {
      const tries = await queryTries(session, signal);
      if (tries.code !== 'success') return tries;
      return succeed({ outcome: tries.value > triesBefore ? 'changed' : 'unchanged' });
    },
  };
}

/** Proves PUK, then lets `make` seal the command with the challenge that the card expects it under. */
async function seal<Result>(
  session: CardSession, identity: CardIdentity, signal: AbortSignal, make: (factor: Buffer) => Promise<CardOutcome<Buffer>>,
): Promise<CardOutcome<Preparation<Result>>> {
  const proven = await proveKey(session, identity, { key: 'PUK', keyId: pinUnblockKeyId }, signal);
  if (proven.code !== 'success') return proven;
  const factor = await challenge(session, signal);
  if (factor.code !== 'success') return factor;
  const command = await make(factor.value);
  return command.code === 'success' ? succeed({ command: command.value }) : command;
}

function judgeSealed(statusWord: number): CardOutcome<{ readonly outcome: 'changed' }> | null {
  if (statusWord === memoryFailure) return null;
  const { kind } = meaningOf(statusWord);
  if (kind === 'ok') return succeed({ outcome: 'changed' });
  return failFor(kind === 'applicationLocked' ? 'applicationLocked' : 'authenticationFailed', { statusWord });
}

/**
 * Is this the card's PIN? Asked by VERIFY only while a wrong answer still leaves a try: the last one is the holder's.
 * `locked` is told without asking.
 */
async function holdsPin(session: CardSession, pin: Buffer, signal: AbortSignal): Promise<CardOutcome<'yes' | 'no' | 'locked' | 'cannotTell'>> {
  const tries = await queryTries(session, signal);
  if (tries.code !== 'success') return tries;
  if (tries.value === 0) return succeed('locked');
  if (tries.value === 1) return succeed('cannotTell');
  const verified = await presentPin(session, pin, signal);
  if (verified.code !== 'success') return verified;
  return succeed(verified.value.outcome === 'verified' ? 'yes' : 'no');
}
