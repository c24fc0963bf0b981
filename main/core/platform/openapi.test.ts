import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { Personal } from '../../../devices/personal.ts';
import { manualClock } from '../../../test/support/manual-clock.ts';
import { LocalizedText } from '../../contract/index.ts';
import { openDemoHall, serveDemoHall } from './embedded/index.ts';
import type { HallFaces, HallPerson, HallServer } from './embedded/index.ts';
import { createHttpHsm, createHttpPlatform } from './http/index.ts';
import * as wire from './wire.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

const description = parse(readFileSync(new URL('openapi.yaml', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>>; readonly securitySchemes: { readonly terminal: { readonly name: string } } };
};

const terminal = '990000000001';
const hallPerson: HallPerson = {
  id: 'zhang-san', name: '张三', latinName: null, number: '990000198506150010', card: null, benefit: { state: 'drawing', certifiedForDays: 20 }, photo: Uint8Array.of(0xff, 0xd8),
};
const person = { socialSecurityNumber: hallPerson.number, name: hallPerson.name };
const uuid = '7b0f9a52-6f0e-4d0e-9f62-0f1f6d0f9a01';
const submission = { operation: 'certify-benefit', person, content: {}, terminal, madeAt: '2026-11-22T09:00:00.000+08:00' };

const cardKeyOrigin = { algorithm: 'SM4', issuingRegion: '990000', cardId: '990000D15600000500000001A1B2C3D4', atrHistorical: '00814A44468660990000000001' } as const;

/** A request that each operation answers with its success. */
const samples: Readonly<Record<string, { readonly path: string; readonly body: unknown }>> = {
  check: { path: '/v1/health', body: null },
  query: { path: '/v1/queries/benefit-status', body: { person, parameters: {} } },
  referencePhoto: { path: '/v1/reference-photo', body: { person } },
  authenticateCard: {
    path: '/v1/card-keys/authentication', body: { challenges: `990000|00814A44468660990000000001|03|${cardKeyOrigin.cardId}|${'11'.repeat(8)}|${'22'.repeat(8)}|||` },
  },
  proveToCard: { path: '/v1/card-keys/proof', body: { ...cardKeyOrigin, keyAddress: '0090', factor: '11'.repeat(8), raw: '22'.repeat(8) } },
  sealForCard: { path: '/v1/card-keys/seal', body: { ...cardKeyOrigin, keyAddress: '0173', head: '8424000114', factor: '11'.repeat(8), packedPin: '654321' } },
  // Used up by every question.
  get identifyByCode() {
    return { path: '/v1/code-identity', body: { code: hall.issueCode(hallPerson.id) } };
  },
  decodePhoto: { path: '/v1/photo-decoding', body: { block: 'V0xG' } },
  compareFace: { path: '/v1/face-comparison', body: { person, frame: '/9j/', falseMatchRate: 0.01 } },
  submit: { path: `/v1/submissions/${uuid}`, body: submission },
};

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })));

let server: HallServer;
/** Not an engine: the interface alone is what is proved here. */
const peerEngine: HallFaces = { engine: 'peer', pointFor: (falseMatchRate) => ({ threshold: 0.5, falseMatchRate }), compare: () => Promise.resolve(0.7) };
const hall = openDemoHall({ database: ':memory:', persons: [hallPerson], clock: manualClock(), faces: peerEngine, photoDecoder: (block) => Promise.resolve(Buffer.concat([Buffer.from('BM'), block])) });
beforeAll(async () => {
  server = await serveDemoHall({ hall });
});
afterAll(async () => {
  await server.close();
  hall.close();
});

/** Sends exactly what it is told to, which `fetch` would not. */
function send(method: string, path: string, body: string | null, headers: Record<string, string>): Promise<{ status: number; type: string; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(path, server.url), { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text }));
    });
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

const usual = { [wire.terminalHeader]: terminal, 'content-type': 'application/json' };
const sample = (operationId: string) => {
  const found = samples[operationId];
  if (!found) throw new Error(`no sample for ${operationId}`);
  return { path: found.path, text: found.body === null ? null : JSON.stringify(found.body) };
};

describe('the schemas of openapi.yaml are those both sides check with', () => {
  const named = z.registry<{ id: string }>();
  const { Person, QueryRequest, Fact, QueryAnswer, PhotoRequest, SubmissionRequest, Acceptance, Health, Problem, Refusal } = wire;
  const { CardAuthenticationRequest, CardAuthenticationAnswer, CardProofRequest, CardProofAnswer, CardSealRequest, CardSealAnswer } = wire;
  const schemas = {
    LocalizedText, Person, QueryRequest, Fact, QueryAnswer, PhotoRequest, SubmissionRequest, Acceptance, Health, Problem, Refusal,
    CardAuthenticationRequest, CardAuthenticationAnswer, CardProofRequest, CardProofAnswer, CardSealRequest, CardSealAnswer,
    FaceComparisonRequest: wire.FaceComparisonRequest, FaceComparisonAnswer: wire.FaceComparisonAnswer,
    CodeIdentityRequest: wire.CodeIdentityRequest, CodeIdentityAnswer: wire.CodeIdentityAnswer, PhotoDecodingRequest: wire.PhotoDecodingRequest,
  };
  for (const [id, schema] of Object.entries(schemas)) named.add(schema, { id });
  const generated = z.toJSONSchema(named, {
    uri: (id) => `#/components/schemas/${id}`,
    io: 'input',
    override: ({ jsonSchema }) => {
      // A named format says it; the expression zod checks it with is no part of the interface.
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  }).schemas;

  test('no schema is described that is not used, nor used that is not described', () => {
    expect(Object.keys(schemas).sort()).toEqual(Object.keys(description.components.schemas).sort());
  });

  test.each(Object.keys(schemas))('%s', (id) => {
    const { $schema: _schema, $id: _id, id: _name, ...schema } = generated[id] as Record<string, unknown>;
    expect(schema).toEqual(description.components.schemas[id]);
  });
});

describe('the server', () => {
  test('takes the terminal header that is described', () => {
    expect(description.components.securitySchemes.terminal.name).toBe(wire.terminalHeader);
  });

  test.each(operations)('answers $method $path as described', async ({ method, operationId, responses }) => {
    const { path, text } = sample(operationId);
    const answer = await send(method, path, text, usual);
    expect(answer.status).toBe(200);
    expect(Object.keys((responses['200'] as { content: object }).content)).toContain(answer.type);
  });

  test.each(operations)('answers $method $path without a terminal by a problem', async ({ method, operationId }) => {
    const { path, text } = sample(operationId);
    const answer = await send(method, path, text, { 'content-type': 'application/json' });
    expect(answer).toMatchObject({ status: 401, type: 'application/problem+json' });
    expect(wire.Problem.parse(JSON.parse(answer.text)).status).toBe(401);
  });

  const withBody = operations.filter(({ method }) => method !== 'GET');
  test.each(withBody)('$method $path refuses a body that is not described', async ({ method, operationId }) => {
    const { path } = sample(operationId);
    expect((await send(method, path, '{"person":{}}', usual)).status).toBe(400);
    expect((await send(method, path, '{', usual)).status).toBe(400);
    expect((await send(method, path, '{}', { ...usual, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send(method, path, JSON.stringify({ filler: 'x'.repeat(wire.maxJsonBytes) }), usual)).status).toBe(413);
  });

  test.each(operations)('knows no other method at $path', async ({ operationId }) => {
    expect((await send('DELETE', sample(operationId).path, null, usual)).status).toBe(405);
  });

  test('knows no path that is not described', async () => {
    for (const path of ['/', '/v1/queries/', '/v1/queries/Benefit', '/v1/health/x', '/v1/submissions/..', '/v1/health?x=1']) {
      expect((await send('GET', path, null, usual)).status).toBe(404);
    }
  });

  test('answers an id used for another act with the described conflict', async () => {
    await send('PUT', `/v1/submissions/${uuid}`, JSON.stringify(submission), usual);
    expect((await send('PUT', `/v1/submissions/${uuid}`, JSON.stringify({ ...submission, content: { other: true } }), usual)).status).toBe(409);
  });

  test('takes no submission that another terminal made', async () => {
    expect((await send('PUT', `/v1/submissions/${uuid}`, JSON.stringify({ ...submission, terminal: '990000000002' }), usual)).status).toBe(403);
  });
});

test('the client asks for exactly the paths that are described, and names nobody in an address', async () => {
  const asked = new Set<string>();
  const addresses: string[] = [];
  const original = globalThis.fetch;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const { pathname, href } = new URL(String(input));
    addresses.push(decodeURIComponent(href));
    const template = Object.keys(description.paths).find((path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname));
    asked.add(`${init?.method} ${template}`);
    return original(input, init);
  });
  const platform = createHttpPlatform({ url: server.url, terminal, clock: manualClock() });
  const reference = { socialSecurityNumber: new Personal(person.socialSecurityNumber), name: new Personal(person.name) };
  const options = { deadlineMs: 5000 };
  await platform.check(options);
  await platform.query('card-status', reference, { cardNumber: 'K00000014' }, options);
  await platform.referencePhoto(reference, options);
  await platform.identifyByCode(new Personal('ESSC-1'), options);
  await platform.decodePhoto(new Personal(Uint8Array.of(1, 2, 3)), options);
  await platform.compareFace({ person: reference, frame: new Personal(Uint8Array.of(0xff, 0xd8, 0xff)), falseMatchRate: 0.01 }, options);
  await platform.submit({ ...submission, id: uuid, person: reference, content: new Personal({}) }, options);
  const hsm = createHttpHsm({ url: server.url, terminal, clock: manualClock() });
  const never = new AbortController().signal;
  const origin = { ...cardKeyOrigin, atrHistorical: Buffer.from(cardKeyOrigin.atrHistorical, 'hex'), factor: Buffer.alloc(8) };
  await hsm.authenticate('990000|', never);
  await hsm.prove({ ...origin, keyAddress: '0090', raw: Buffer.alloc(8) }, never);
  await hsm.seal({ ...origin, keyAddress: '0173', head: Buffer.from('8424000004', 'hex'), packedPin: null }, never);
  spy.mockRestore();
  expect([...asked].sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
  expect(addresses.join(' ')).not.toMatch(/张三|990000198506150010|K00000014|D156000005/);
});
