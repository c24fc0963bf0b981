/** One call to the platform: sent as this kiosk, ended in time, and its answer proven before it is believed. */
import type * as z from 'zod';
import type { Clock } from '../../../../devices/clock.ts';
import type { CallOptions, PlatformAnswer, PlatformProblem } from '../port.ts';
import { maxJsonBytes, Refusal, terminalHeader } from '../wire.ts';
import { exchange, type ExchangeOutcome, type ExchangeRequest, type HttpAnswer } from './exchange.ts';

export interface PlatformAddress {
  /** Where the interface begins; `v1/…` is resolved below it. */
  readonly url: string;
  /** The kiosk's twelve-digit terminal number. */
  readonly terminal: string;
  readonly clock: Clock;
}

/** `path` is relative to where the interface begins; `maxAnswerBytes` where an answer may be larger than JSON. */
export type PlatformCall = (
  method: ExchangeRequest['method'], path: string, body: ExchangeRequest['body'], options: CallOptions, maxAnswerBytes?: number,
) => Promise<ExchangeOutcome>;

/** The call in the name of that terminal; an answer may be as large as JSON may be, unless a call says otherwise. */
export function createPlatformCall({ url, terminal, clock }: PlatformAddress): PlatformCall {
  const base = url.endsWith('/') ? url : `${url}/`;
  return (method, path, body, options, maxAnswerBytes = maxJsonBytes) => {
    const headers: Record<string, string> = { [terminalHeader]: terminal };
    if (body !== null) headers['content-type'] = 'application/json';
    return exchange(clock, { method, url: new URL(path, base), headers, body, maxAnswerBytes }, options);
  };
}

export const failed = (problem: PlatformProblem): { readonly ok: false; readonly problem: PlatformProblem } => ({ ok: false, problem });

function parseJson<Schema extends z.ZodType>(schema: Schema, body: Uint8Array): z.infer<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))).data ?? null;
  } catch {
    return null;
  }
}

/** What an answer that is not a success means to the kiosk. Only a well-formed 422 is a decision about the person's business. */
export function problemOf(answer: HttpAnswer): PlatformProblem {
  if (answer.status >= 500 || answer.status === 429) return { kind: 'unreachable' };
  if (answer.status !== 422 || answer.mediaType !== 'application/problem+json') return { kind: 'invalidAnswer' };
  const refusal = parseJson(Refusal, answer.body);
  return refusal ? { kind: 'refused', reason: refusal.reason, message: refusal.message } : { kind: 'invalidAnswer' };
}

/** The value of a 200 in JSON that fits the schema; anything else is the problem it stands for. */
export function readJson<Schema extends z.ZodType>(schema: Schema, answer: HttpAnswer): PlatformAnswer<z.infer<Schema>> {
  if (answer.status !== 200) return failed(problemOf(answer));
  const value = answer.mediaType === 'application/json' ? parseJson(schema, answer.body) : null;
  return value === null ? failed({ kind: 'invalidAnswer' }) : { ok: true, value };
}
