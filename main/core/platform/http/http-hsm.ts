/** The way to the platform's HSM (加密机) over HTTP, for machines whose card keys are kept there. A new PIN is never made a string here. */
import type * as z from 'zod';
import type { CardKeyOrigin, HsmPort } from '../../../../devices/card-reader/index.ts';
import { CardAuthenticationAnswer, CardProofAnswer, CardSealAnswer } from '../wire.ts';
import type { CardAuthenticationRequest, CardProofRequest, CardSealRequest } from '../wire.ts';
import type { ExchangeRequest } from './exchange.ts';
import { createPlatformCall, readJson, type PlatformAddress } from './platform-call.ts';

/** A card waits under power meanwhile, and a reading asks twice: this leaves time for the rest of it. */
const hsmDeadlineMs = 4_000;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const json = (value: unknown): string => JSON.stringify(value);

const originOf = ({ algorithm, issuingRegion, cardId, atrHistorical }: CardKeyOrigin) =>
  ({ algorithm, issuingRegion, cardId, atrHistorical: hex(atrHistorical) });

/** As `HsmPort` has it; each question has four seconds. */
export function createHttpHsm(address: PlatformAddress): HsmPort {
  const call = createPlatformCall(address);

  /** Whatever keeps the answer away, the card reader is told that there is none. */
  async function ask<Schema extends z.ZodType>(path: string, body: ExchangeRequest['body'], schema: Schema, signal: AbortSignal): Promise<z.infer<Schema> | null> {
    const answer = await call('POST', path, body, { deadlineMs: hsmDeadlineMs, signal });
    const read = answer.ok ? readJson(schema, answer.value) : answer;
    return read.ok ? read.value : null;
  }

  return {
    async authenticate(challenges, signal) {
      const answer = await ask('v1/card-keys/authentication', json({ challenges } satisfies CardAuthenticationRequest), CardAuthenticationAnswer, signal);
      return answer && answer.answers;
    },
    async prove({ keyAddress, factor, raw, ...origin }, signal) {
      const request = { ...originOf(origin), keyAddress, factor: hex(factor), raw: hex(raw) } satisfies CardProofRequest;
      const answer = await ask('v1/card-keys/proof', json(request), CardProofAnswer, signal);
      return answer && Buffer.from(answer.authentication, 'hex');
    },
    async seal({ keyAddress, head, factor, packedPin, ...origin }, signal) {
      const rest = { ...originOf(origin), keyAddress, head: hex(head), factor: hex(factor) } satisfies Omit<CardSealRequest, 'packedPin'>;
      const body = packedPin ? bodyWithPin(packedPin, rest) : json({ packedPin, ...rest });
      try {
        const answer = await ask('v1/card-keys/seal', body, CardSealAnswer, signal);
        return answer && Buffer.from(answer.field, 'hex');
      } finally {
        if (typeof body !== 'string') body.fill(0);
      }
    },
  };
}

/** JSON text as bytes, into which the PIN's digits are written one by one: bytes can be zeroed, a string cannot. */
function bodyWithPin(packedPin: Buffer, rest: Omit<CardSealRequest, 'packedPin'>): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(json({ packedPin: '0'.repeat(2 * packedPin.length), ...rest }));
  const at = '{"packedPin":"'.length;
  packedPin.forEach((byte, index) => {
    body[at + 2 * index] = hexDigit(byte >> 4);
    body[at + 2 * index + 1] = hexDigit(byte & 0x0f);
  });
  return body;
}

const hexDigit = (value: number): number => '0123456789ABCDEF'.charCodeAt(value);
