/** The platform port over HTTP, as openapi.yaml describes it. Every answer is proven before it is believed. */
import type * as z from 'zod';
import type { Clock } from '../../../../devices/clock.ts';
import { Personal } from '../../../../devices/personal.ts';
import type { CallOptions, PersonReference, PlatformAnswer, PlatformPort, PlatformProblem } from '../port.ts';
import { Acceptance, Health, maxJsonBytes, maxPhotoBytes, QueryAnswer, Refusal, terminalHeader } from '../wire.ts';
import type { PhotoRequest, QueryRequest, SubmissionRequest } from '../wire.ts';
import { exchange } from './exchange.ts';
import type { ExchangeRequest, HttpAnswer } from './exchange.ts';

export interface HttpPlatformOptions {
  /** Where the interface begins; `v1/…` is resolved below it. */
  readonly url: string;
  /** The kiosk's twelve-digit terminal number. */
  readonly terminal: string;
  readonly clock: Clock;
}

const failed = (problem: PlatformProblem): { readonly ok: false; readonly problem: PlatformProblem } => ({ ok: false, problem });

function parseJson<Schema extends z.ZodType>(schema: Schema, body: Uint8Array): z.infer<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))).data ?? null;
  } catch {
    return null;
  }
}

/** What an answer that is not a success means to the kiosk. Only a well-formed 422 is a decision about the person's business. */
function problemOf(answer: HttpAnswer): PlatformProblem {
  if (answer.status >= 500 || answer.status === 429) return { kind: 'unreachable' };
  if (answer.status !== 422 || answer.mediaType !== 'application/problem+json') return { kind: 'invalidAnswer' };
  const refusal = parseJson(Refusal, answer.body);
  return refusal ? { kind: 'refused', reason: refusal.reason, message: refusal.message } : { kind: 'invalidAnswer' };
}

function readJson<Schema extends z.ZodType>(schema: Schema, answer: HttpAnswer): PlatformAnswer<z.infer<Schema>> {
  if (answer.status !== 200) return failed(problemOf(answer));
  const value = answer.mediaType === 'application/json' ? parseJson(schema, answer.body) : null;
  return value === null ? failed({ kind: 'invalidAnswer' }) : { ok: true, value };
}

function readPhoto(answer: HttpAnswer): PlatformAnswer<Personal<Uint8Array> | null> {
  if (answer.status === 204) return { ok: true, value: null };
  if (answer.status !== 200) return failed(problemOf(answer));
  const isJpeg = answer.mediaType === 'image/jpeg' && answer.body[0] === 0xff && answer.body[1] === 0xd8;
  return isJpeg ? { ok: true, value: new Personal(answer.body) } : failed({ kind: 'invalidAnswer' });
}

const revealPerson = (person: PersonReference): QueryRequest['person'] => ({
  socialSecurityNumber: person.socialSecurityNumber.reveal(),
  name: person.name.reveal(),
});

/** A platform reached by HTTP. It holds no state: the same submission may be sent again by its id after any failure. */
export function createHttpPlatform({ url, terminal, clock }: HttpPlatformOptions): PlatformPort {
  const base = url.endsWith('/') ? url : `${url}/`;

  const call = (method: ExchangeRequest['method'], path: string, body: unknown, options: CallOptions, maxAnswerBytes = maxJsonBytes) => {
    const headers: Record<string, string> = { [terminalHeader]: terminal };
    if (body !== null) headers['content-type'] = 'application/json';
    const text = body === null ? null : JSON.stringify(body);
    return exchange(clock, { method, url: new URL(path, base), headers, body: text, maxAnswerBytes }, options);
  };

  return {
    async query(operation, person, parameters, options) {
      const request: QueryRequest = { person: revealPerson(person), parameters: { ...parameters } };
      const answer = await call('POST', `v1/queries/${encodeURIComponent(operation)}`, request, options);
      return answer.ok ? readJson(QueryAnswer, answer.value) : answer;
    },
    async referencePhoto(person, options) {
      const request: PhotoRequest = { person: revealPerson(person) };
      const answer = await call('POST', 'v1/reference-photo', request, options, maxPhotoBytes);
      return answer.ok ? readPhoto(answer.value) : answer;
    },
    async submit(submission, options) {
      const request = {
        operation: submission.operation,
        person: revealPerson(submission.person),
        content: submission.content.reveal(),
        terminal: submission.terminal,
        madeAt: submission.madeAt,
      } satisfies Record<keyof SubmissionRequest, unknown>;
      const answer = await call('PUT', `v1/submissions/${encodeURIComponent(submission.id)}`, request, options);
      return answer.ok ? readJson(Acceptance, answer.value) : answer;
    },
    async check(options) {
      const answer = await call('GET', 'v1/health', null, options);
      if (!answer.ok) return answer;
      const health = readJson(Health, answer.value);
      return health.ok ? { ok: true, value: null } : health;
    },
  };
}
