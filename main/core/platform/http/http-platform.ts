/** The platform port over HTTP, as openapi.yaml describes it. Every answer is proven before it is believed. */
import { Personal } from '../../../../devices/personal.ts';
import type { CallOptions, PersonReference, PlatformAnswer, PlatformPort } from '../port.ts';
import { Acceptance, CodeIdentityAnswer, FaceComparisonAnswer, Health, maxPhotoBytes, QueryAnswer } from '../wire.ts';
import type { CodeIdentityRequest, FaceComparisonRequest, PhotoDecodingRequest, PhotoRequest, QueryRequest, SubmissionRequest } from '../wire.ts';
import type { HttpAnswer } from './exchange.ts';
import { createPlatformCall, failed, problemOf, readJson, type PlatformAddress } from './platform-call.ts';

function readPhoto(answer: HttpAnswer, mediaType: string, magic: Uint8Array): PlatformAnswer<Personal<Uint8Array> | null> {
  if (answer.status === 204) return { ok: true, value: null };
  if (answer.status !== 200) return failed(problemOf(answer));
  const isSuch = answer.mediaType === mediaType && magic.every((byte, index) => answer.body[index] === byte);
  return isSuch ? { ok: true, value: new Personal(answer.body) } : failed({ kind: 'invalidAnswer' });
}

const jpegMagic = Uint8Array.of(0xff, 0xd8);
const bitmapMagic = Buffer.from('BM', 'latin1');

const boxedPerson = ({ socialSecurityNumber, name }: CodeIdentityAnswer['person']): PersonReference =>
  ({ socialSecurityNumber: new Personal(socialSecurityNumber), name: new Personal(name) });

const revealPerson = (person: PersonReference): QueryRequest['person'] => ({
  socialSecurityNumber: person.socialSecurityNumber.reveal(),
  name: person.name.reveal(),
});

/** A platform reached by HTTP. It holds no state: the same submission may be sent again by its id after any failure. */
export function createHttpPlatform(address: PlatformAddress): PlatformPort {
  const call = createPlatformCall(address);
  const post = (path: string, request: object, options: CallOptions, maxAnswerBytes?: number) => call('POST', path, JSON.stringify(request), options, maxAnswerBytes);

  return {
    async query(operation, person, parameters, options) {
      const request: QueryRequest = { person: revealPerson(person), parameters: { ...parameters } };
      const answer = await post(`v1/queries/${encodeURIComponent(operation)}`, request, options);
      const told = answer.ok ? readJson(QueryAnswer, answer.value) : answer;
      return told.ok ? { ok: true, value: { outcome: told.value.outcome, facts: new Personal(told.value.facts) } } : told;
    },
    async referencePhoto(person, options) {
      const request: PhotoRequest = { person: revealPerson(person) };
      const answer = await post('v1/reference-photo', request, options, maxPhotoBytes);
      return answer.ok ? readPhoto(answer.value, 'image/jpeg', jpegMagic) : answer;
    },
    async identifyByCode(code, options) {
      const request: CodeIdentityRequest = { code: code.reveal() };
      const answer = await post('v1/code-identity', request, options);
      const identity = answer.ok ? readJson(CodeIdentityAnswer, answer.value) : answer;
      return identity.ok ? { ok: true, value: boxedPerson(identity.value.person) } : identity;
    },
    async decodePhoto(wlt, options) {
      const request: PhotoDecodingRequest = { block: Buffer.from(wlt.reveal()).toString('base64') };
      const answer = await post('v1/photo-decoding', request, options, maxPhotoBytes);
      return answer.ok ? readPhoto(answer.value, 'image/bmp', bitmapMagic) : answer;
    },
    async compareFace({ person, frame, falseMatchRate }, options) {
      const request: FaceComparisonRequest = { person: revealPerson(person), frame: Buffer.from(frame.reveal()).toString('base64'), falseMatchRate };
      const answer = await post('v1/face-comparison', request, options);
      return answer.ok ? readJson(FaceComparisonAnswer, answer.value) : answer;
    },
    async submit(submission, options) {
      const request = {
        operation: submission.operation,
        person: revealPerson(submission.person),
        content: submission.content.reveal(),
        terminal: submission.terminal,
        madeAt: submission.madeAt,
      } satisfies Record<keyof SubmissionRequest, unknown>;
      const answer = await call('PUT', `v1/submissions/${encodeURIComponent(submission.id)}`, JSON.stringify(request), options);
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
