/** What the demo hall answers to each request of openapi.yaml: one plain reply for one request, without touching a socket. */
import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type * as z from 'zod';
import type { LocalizedText } from '../../../contract/index.ts';
import {
  CardAuthenticationRequest, CardProofRequest, CardSealRequest, CodeIdentityRequest, FaceComparisonRequest, maxJsonBytes, PhotoDecodingRequest, PhotoRequest, QueryRequest,
  SubmissionId, SubmissionRequest, terminalHeader,
} from '../wire.ts';
import type { CardAuthenticationAnswer, CardProofAnswer, CardSealAnswer, CodeIdentityAnswer, Health, Problem, Refusal } from '../wire.ts';
import type { DemoHall } from './hall.ts';
import { refusals } from './refusals.ts';
import type { RefusalReason } from './refusals.ts';
import { readBody } from './request-body.ts';

export interface HallReply {
  readonly status: number;
  /** Null for a reply without a body. */
  readonly content: { readonly type: string; readonly body: string | Uint8Array } | null;
}

export const json = (value: unknown): HallReply => ({ status: 200, content: { type: 'application/json', body: JSON.stringify(value) } });

/** A problem of HTTP itself (RFC 9457), without a word for the person. */
export function problem(status: number): HallReply {
  const body: Problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Problem', status };
  return { status, content: { type: 'application/problem+json', body: JSON.stringify(body) } };
}

/** The hall's decision against the person, with its sentence (`Refusal` in wire.ts). */
export function refusal(reason: RefusalReason, message: LocalizedText = refusals[reason]): HallReply {
  const body: Refusal = { type: 'about:blank', title: 'Refused', status: 422, reason, message };
  return { status: 422, content: { type: 'application/problem+json', body: JSON.stringify(body) } };
}

async function withBody<Schema extends z.ZodType>(
  request: IncomingMessage, schema: Schema, answer: (body: z.infer<Schema>) => HallReply | Promise<HallReply>,
): Promise<HallReply> {
  const body = await readBody(request, schema, maxJsonBytes);
  return body.ok ? answer(body.value) : problem(body.status);
}

type Handler = (request: IncomingMessage, hall: DemoHall, parameter: string) => Promise<HallReply>;

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: RegExp;
  readonly handle: Handler;
}

const check: Handler = () => Promise.resolve(json({ status: 'up' } satisfies Health));

const query: Handler = (request, hall, operation) => withBody(request, QueryRequest, (body) => {
  const answer = hall.query(operation, body);
  return answer.kind === 'answer' ? json(answer.value) : refusal(answer.reason, answer.message);
});

const referencePhoto: Handler = (request, hall) => withBody(request, PhotoRequest, ({ person }) => {
  const answer = hall.referencePhoto(person);
  if (answer.kind === 'refused') return refusal(answer.reason, answer.message);
  return answer.value ? { status: 200, content: { type: 'image/jpeg', body: answer.value } } : { status: 204, content: null };
});

const identifyByCode: Handler = (request, hall) => withBody(request, CodeIdentityRequest, ({ code }) => {
  const answer = hall.identifyByCode(code);
  return answer.kind === 'answer' ? json({ person: answer.value } satisfies CodeIdentityAnswer) : refusal(answer.reason, answer.message);
});

const decodePhoto: Handler = (request, hall) => withBody(request, PhotoDecodingRequest, async ({ block }) => {
  const bitmap = await hall.decodePhoto(Buffer.from(block, 'base64'));
  return bitmap ? { status: 200, content: { type: 'image/bmp', body: bitmap } } : { status: 204, content: null };
});

const compareFace: Handler = (request, hall) => withBody(request, FaceComparisonRequest, async (body) => {
  const answer = await hall.compareFace(body);
  if (answer.kind === 'refused') return refusal(answer.reason, answer.message);
  return answer.value ? json(answer.value) : problem(503);
});

const submit: Handler = (request, hall, id) => {
  if (!SubmissionId.safeParse(id).success) return Promise.resolve(problem(400));
  return withBody(request, SubmissionRequest, (body) => {
    if (body.terminal !== request.headers[terminalHeader]) return problem(403);
    const decision = hall.submit(id, body);
    return decision.kind === 'decided' ? json(decision.acceptance) : problem(409);
  });
};

const never = new AbortController().signal;
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex').toUpperCase();
const bytes = (value: string): Buffer => Buffer.from(value, 'hex');
/** The HSM has no key for such a card. */
const orNone = (answer: object | null): HallReply => (answer ? json(answer) : problem(404));

const authenticateCard: Handler = (request, { hsm }) => withBody(request, CardAuthenticationRequest, async ({ challenges }) => {
  const answers = await hsm.authenticate(challenges, never);
  return orNone(answers === null ? null : { answers } satisfies CardAuthenticationAnswer);
});

const proveToCard: Handler = (request, { hsm }) => withBody(request, CardProofRequest, async ({ factor, raw, atrHistorical, ...rest }) => {
  const answer = await hsm.prove({ ...rest, atrHistorical: bytes(atrHistorical), factor: bytes(factor), raw: bytes(raw) }, never);
  return orNone(answer && { authentication: hex(answer) } satisfies CardProofAnswer);
});

const sealForCard: Handler = (request, { hsm }) => withBody(request, CardSealRequest, async ({ head, factor, packedPin, atrHistorical, ...rest }) => {
  const answer = await hsm.seal({
    ...rest, head: bytes(head), factor: bytes(factor), atrHistorical: bytes(atrHistorical), packedPin: packedPin === null ? null : bytes(packedPin),
  }, never);
  return orNone(answer && { field: hex(answer) } satisfies CardSealAnswer);
});

const routes: readonly Route[] = [
  { method: 'GET', path: /^\/v1\/health$/, handle: check },
  { method: 'POST', path: /^\/v1\/queries\/([a-z][a-z0-9-]{0,39})$/, handle: query },
  { method: 'POST', path: /^\/v1\/reference-photo$/, handle: referencePhoto },
  { method: 'POST', path: /^\/v1\/code-identity$/, handle: identifyByCode },
  { method: 'POST', path: /^\/v1\/photo-decoding$/, handle: decodePhoto },
  { method: 'POST', path: /^\/v1\/card-keys\/authentication$/, handle: authenticateCard },
  { method: 'POST', path: /^\/v1\/card-keys\/proof$/, handle: proveToCard },
  { method: 'POST', path: /^\/v1\/card-keys\/seal$/, handle: sealForCard },
  { method: 'POST', path: /^\/v1\/face-comparison$/, handle: compareFace },
  { method: 'PUT', path: /^\/v1\/submissions\/([0-9A-Fa-f-]{1,64})$/, handle: submit },
];

/** Whether the request asks the hall to act rather than to tell. */
export const isSubmission = (request: IncomingMessage): boolean => request.method === 'PUT';

/** Whether the request asks only whether the hall is there. */
export const isHealthCheck = (request: IncomingMessage): boolean => request.method === 'GET';

/** Answers one request. Unknown paths get 404, known paths by another method 405, a kiosk that does not name itself 401. */
export async function answerRequest(request: IncomingMessage, hall: DemoHall): Promise<HallReply> {
  const known = routes.filter(({ path }) => path.test(request.url ?? ''));
  if (known.length === 0) return problem(404);
  const route = known.find(({ method }) => method === request.method);
  if (!route) return problem(405);
  if (!/^\d{12}$/.test(String(request.headers[terminalHeader] ?? ''))) return problem(401);
  return route.handle(request, hall, route.path.exec(request.url ?? '')?.[1] ?? '');
}
