import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { Personal } from '../../../../devices/personal.ts';
import { systemClock } from '../../../../devices/clock.ts';
import { persons as syntheticPersons } from '../../../../devices/simulators/persons.ts';
import { manualClock } from '../../../../test/support/manual-clock.ts';
import { openDemoHall, serveDemoHall } from '../embedded/index.ts';
import type { Facts, PlatformAnswer, PlatformSubmission, QueryResult } from '../port.ts';
import { maxJsonBytes, maxPhotoBytes } from '../wire.ts';
import { createHttpPlatform } from './index.ts';

const closers: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const terminal = '990000000001';
const deadlineMs = 5000;
const person = { socialSecurityNumber: new Personal('990000198506150010'), name: new Personal('张三') };
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9);

const certification = (id = '7b0f9a52-6f0e-4d0e-9f62-0f1f6d0f9a01'): PlatformSubmission => ({
  id, operation: 'certify-benefit', person, content: new Personal({ verifiedBy: 'face' }), terminal, madeAt: '2026-11-22T09:00:00.000+08:00',
});

/** A platform that answers as the listener says. */
async function stranger(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function demoHall() {
  const clock = manualClock();
  const hall = openDemoHall({ database: ':memory:', persons: syntheticPersons.map((synthetic) => ({ ...synthetic, photo: synthetic.id === 'zhang-san' ? jpeg : null })), clock });
  const server = await serveDemoHall({ hall });
  closers.push(() => hall.close(), () => server.close());
  return { server, clock, platform: createHttpPlatform({ url: server.url, terminal, clock }) };
}

const factsOf = (answer: PlatformAnswer<QueryResult>): Facts | null => (answer.ok ? answer.value.facts.reveal() : null);

describe('with the demo hall', () => {
  test('a query tells the outcome and its facts', async () => {
    const { platform } = await demoHall();
    const answer = await platform.query('benefit-status', person, {}, { deadlineMs });
    expect(answer).toMatchObject({ ok: true, value: { outcome: 'due' } });
    expect(factsOf(answer)).toMatchObject({ daysLeft: { type: 'number', value: 20 } });
    expect(JSON.stringify(answer)).not.toContain('20');
  });

  test('amounts and rates arrive as integers of fen and of hundredths of a percent', async () => {
    const { platform } = await demoHall();
    const answer = await platform.query('contribution-base', person, {}, { deadlineMs });
    expect(answer).toMatchObject({ ok: true, value: { outcome: 'can-declare' } });
    expect(factsOf(answer)).toMatchObject({ lowestBase: { type: 'money', fen: 495_000 }, pensionRate: { type: 'rate', basisPoints: 2000 } });
  });

  test('a refusal carries the platform’s own sentence', async () => {
    const { platform } = await demoHall();
    const answer = await platform.query('benefit-status', { ...person, name: new Personal('李四') }, {}, { deadlineMs });
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'refused', reason: 'name-mismatch', message: { 'zh-CN': expect.stringContaining('姓名') } } });
  });

  test('the reference photograph arrives byte for byte, boxed as personal', async () => {
    const { platform } = await demoHall();
    const answer = await platform.referencePhoto(person, { deadlineMs });
    expect(answer.ok && answer.value && [...answer.value.reveal()]).toEqual([...jpeg]);
  });

  test('a person without a photograph is not an error', async () => {
    const { platform } = await demoHall();
    const other = { socialSecurityNumber: new Personal('990000196002290002'), name: new Personal('李四') };
    expect(await platform.referencePhoto(other, { deadlineMs })).toEqual({ ok: true, value: null });
  });

  test('an answer lost on the way leaves the act done, and the same id again tells so', async () => {
    const { platform, server } = await demoHall();
    server.setCondition('answer-lost');
    expect(await platform.submit(certification(), { deadlineMs })).toEqual({ ok: false, problem: { kind: 'unreachable' } });
    server.setCondition('normal');
    expect(await platform.submit(certification(), { deadlineMs })).toMatchObject({ ok: true, value: { status: 'accepted' } });
    expect(server.submissions()).toMatchObject([{ deliveries: 2 }]);
  });

  test('while answers are lost, questions are still answered', async () => {
    const { platform, server } = await demoHall();
    server.setCondition('answer-lost');
    expect(await platform.query('benefit-status', person, {}, { deadlineMs })).toMatchObject({ ok: true });
  });

  test('a platform that is down is unreachable, and is back when it is back', async () => {
    const { platform, server } = await demoHall();
    expect(await platform.check({ deadlineMs })).toEqual({ ok: true, value: null });
    server.setCondition('down');
    expect(await platform.check({ deadlineMs })).toEqual({ ok: false, problem: { kind: 'unreachable' } });
    server.setCondition('normal');
    expect(await platform.check({ deadlineMs })).toEqual({ ok: true, value: null });
  });

  test('a slow platform runs into the deadline of an impatient caller', async () => {
    const { platform, server, clock } = await demoHall();
    server.setCondition('slow');
    const answer = platform.check({ deadlineMs: 4000 });
    await clock.advance(4000);
    expect(await answer).toEqual({ ok: false, problem: { kind: 'timeOut' } });
  });

  test('a refusing platform is there, but decides nothing in anybody’s favour', async () => {
    const { platform, server } = await demoHall();
    server.setCondition('refusing');
    expect(await platform.check({ deadlineMs })).toMatchObject({ ok: true });
    expect(await platform.query('benefit-status', person, {}, { deadlineMs })).toMatchObject({ problem: { kind: 'refused', reason: 'not-accepting' } });
    expect(await platform.submit(certification(), { deadlineMs })).toMatchObject({ ok: true, value: { status: 'refused' } });
    expect(server.submissions()).toEqual([]);
  });

  test('garbage is an invalid answer, never an acceptance', async () => {
    const { platform, server } = await demoHall();
    server.setCondition('garbage');
    expect(await platform.submit(certification(), { deadlineMs })).toEqual({ ok: false, problem: { kind: 'invalidAnswer' } });
    expect(await platform.query('benefit-status', person, {}, { deadlineMs })).toEqual({ ok: false, problem: { kind: 'invalidAnswer' } });
    expect(await platform.referencePhoto(person, { deadlineMs })).toEqual({ ok: false, problem: { kind: 'invalidAnswer' } });
  });
});

describe('with a hostile peer', () => {
  const clock = manualClock();
  const answering = async (listener: RequestListener) => createHttpPlatform({ url: await stranger(listener), terminal, clock });

  test.each([
    ['valid JSON of another shape', 200, 'application/json', '{"status":"accepted"}'],
    ['another media type', 200, 'text/html', '<h1>ok</h1>'],
    ['bytes that are not UTF-8', 200, 'application/json', Buffer.from([0xff, 0xfe])],
    ['a refusal without a sentence', 422, 'application/problem+json', '{"type":"about:blank","title":"no","status":422}'],
    ['a client error', 404, 'application/problem+json', '{"type":"about:blank","title":"no","status":404}'],
    ['no JPEG as photograph', 200, 'image/jpeg', '<svg/>'],
  ])('%s is an invalid answer', async (_what, status, type, body) => {
    const platform = await answering((_request, response) => response.writeHead(status, { 'content-type': type }).end(body));
    expect(await platform.submit(certification(), { deadlineMs })).toEqual({ ok: false, problem: { kind: 'invalidAnswer' } });
    expect(await platform.referencePhoto(person, { deadlineMs })).toEqual({ ok: false, problem: { kind: 'invalidAnswer' } });
  });

  test.each([
    ['in fractions of a fen', { type: 'money', fen: 0.5 }], ['below nothing', { type: 'money', fen: -1 }],
    ['beyond all bounds', { type: 'money', fen: 10_000_000_001 }], ['in words', { type: 'money', fen: '495000' }], ['as a rate above the whole', { type: 'rate', basisPoints: 10_001 }],
  ])('an amount %s is an invalid answer', async (_what, lowestBase) => {
    const platform = await answering((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ outcome: 'can-declare', facts: { lowestBase } })));
    expect(await platform.query('contribution-base', person, {}, { deadlineMs })).toEqual({ ok: false, problem: { kind: 'invalidAnswer' } });
  });

  test('a server error means unreachable, so that it is tried again', async () => {
    const platform = await answering((_request, response) => response.writeHead(503).end());
    expect(await platform.submit(certification(), { deadlineMs })).toEqual({ ok: false, problem: { kind: 'unreachable' } });
  });

  test('an answer larger than the cap is cut off', async () => {
    const platform = await answering((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(Buffer.alloc(maxJsonBytes + 1, ' '));
    });
    expect(await platform.check({ deadlineMs })).toEqual({ ok: false, problem: { kind: 'invalidAnswer' } });
  });

  test('a photograph may be larger than JSON, up to its own cap', async () => {
    const photo = Buffer.alloc(maxPhotoBytes, 0);
    photo.set([0xff, 0xd8]);
    const platform = await answering((_request, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo));
    const answer = await platform.referencePhoto(person, { deadlineMs });
    expect(answer.ok && answer.value?.reveal().length).toBe(maxPhotoBytes);
  });

  test('a redirect is not followed', async () => {
    const platform = await answering((request, response) => {
      if (request.url === '/v1/health') response.writeHead(307, { location: '/elsewhere' }).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"up"}');
    });
    expect((await platform.check({ deadlineMs })).ok).toBe(false);
  });

  test('a silent one ends at the deadline', async () => {
    const own = manualClock();
    const platform = createHttpPlatform({ url: await stranger(() => undefined), terminal, clock: own });
    const answer = platform.check({ deadlineMs });
    await own.advance(deadlineMs);
    expect(await answer).toEqual({ ok: false, problem: { kind: 'timeOut' } });
    expect(own.pending()).toBe(0);
  });

  test('one that trickles without end stops at the deadline too', async () => {
    const own = manualClock();
    const platform = createHttpPlatform({ url: await stranger((_request, response) => { response.writeHead(200).write('{'); }), terminal, clock: own });
    const answer = platform.check({ deadlineMs });
    await own.advance(deadlineMs);
    expect(await answer).toEqual({ ok: false, problem: { kind: 'timeOut' } });
  });

  test('the caller can give up', async () => {
    const platform = await answering(() => undefined);
    const abort = new AbortController();
    const answer = platform.check({ deadlineMs, signal: abort.signal });
    abort.abort();
    expect(await answer).toEqual({ ok: false, problem: { kind: 'canceled' } });
    expect(await platform.check({ deadlineMs, signal: abort.signal })).toEqual({ ok: false, problem: { kind: 'canceled' } });
  });

  test('a port where nobody listens is unreachable', async () => {
    const platform = createHttpPlatform({ url: 'http://127.0.0.1:9', terminal, clock: systemClock() });
    expect(await platform.check({ deadlineMs })).toEqual({ ok: false, problem: { kind: 'unreachable' } });
  });
});
