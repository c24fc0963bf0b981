/** The driver and the simulated reader of machine-readable zones over a real wire. */
import { afterEach, expect, test } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { orThrow } from '../../test/support/or-throw.ts';
import type { CodeSuffix } from '../simulators/code-scanner/index.ts';
import { createDocumentReaderPeer, specimens, type DocumentReaderPeer } from '../simulators/document-reader/index.ts';
import { createMrzReader, type IdScanner, type MrzReaderOptions } from './index.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function bench(suffix: CodeSuffix = 'crlf', set: Partial<MrzReaderOptions> = {}): Promise<{ clock: AwaitedClock; peer: DocumentReaderPeer; reader: IdScanner; log: string[] }> {
  const { peer } = orThrow(await createDocumentReaderPeer({ port: 0, suffix }));
  const clock = awaitedClock();
  const log: string[] = [];
  const reader = createMrzReader({ name: 'id-scanner', address: peer.address, clock, ...set, log: (event, details) => log.push(`${event} ${JSON.stringify(details)}`) });
  endings.push(() => peer.unplug(), () => reader.close());
  await until(() => reader.status().generic === 'online');
  return { clock, peer, reader, log };
}

const look = (reader: IdScanner, events: string[] = []) =>
  reader.execute('readDocument', null, { deadlineMs: 10_000, onEvent: (event) => events.push(event.kind) }).completion;
const begun = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
const numberIn = async (completion: ReturnType<typeof look>): Promise<string> => {
  const outcome = await completion;
  return outcome.code === 'success' ? outcome.value.number.reveal() : `${outcome.code} ${outcome.reason}`;
};

test.each(['TD1', 'TD2', 'TD3'] as const)('a document with a zone of %s is found and read, however its bytes are cut', async (format) => {
  const { peer, reader, log } = await bench();
  const events: string[] = [];
  const completion = look(reader, events);
  await begun();
  peer.setFault('splitBytes');
  peer.present(specimens[format]);
  expect(await numberIn(completion)).toBe(format === 'TD3' ? 'L898902C3' : 'D23145890');
  expect(events).toEqual(['found']);
  expect(log.join()).not.toMatch(/ERIKSSON|L898902|D2314589/);
});

test.each(['TD1', 'TD2', 'TD3'] as const)('a reader that puts nothing behind its lines runs them together: a zone of %s is read after a short silence', async (format) => {
  const { clock, peer, reader } = await bench('none', { ending: 'gap' });
  const completion = look(reader);
  await begun();
  peer.present(specimens[format]);
  await clock.pass(50);
  expect(await numberIn(completion)).toBe(format === 'TD3' ? 'L898902C3' : 'D23145890');
});

test('what was laid down before anybody asked is lost, so that it never serves the next person', async () => {
  const { clock, peer, reader } = await bench();
  peer.present(specimens.TD3);
  for (let turn = 0; turn < 50; turn++) await begun();
  const completion = look(reader);
  await clock.pass(10_000);
  expect(await numberIn(completion)).toBe('timeOut null');
});

test('a zone that is misread is tried three times, then told', async () => {
  const { peer, reader, log } = await bench();
  const events: string[] = [];
  const completion = look(reader, events);
  await begun();
  peer.setFault('misread');
  for (let attempt = 0; attempt < 3; attempt++) peer.present(specimens.TD3);
  expect(await numberIn(completion)).toBe('userError readFailed');
  expect(events).toEqual(['found', 'found', 'found']);
  expect(log.join()).not.toMatch(/ERIKSSON|L898902/);
});

test('how reading went last is told: failed after three attempts, well again with the next document, unknown to a reader plugged in anew', async () => {
  const { clock, peer, reader } = await bench();
  const told: string[] = [];
  reader.watch(({ specific }) => told.push(specific.reading));
  peer.setFault('misread');
  const failing = look(reader);
  await begun();
  for (let attempt = 0; attempt < 3; attempt++) peer.present(specimens.TD3);
  await failing;
  peer.setFault(null);
  const reading = look(reader);
  await begun();
  peer.present(specimens.TD3);
  await reading;
  await peer.unplug();
  await until(() => reader.status().generic === 'noDevice');
  await peer.plug();
  await clock.advanceUntil(() => reader.status().generic === 'online');
  expect(told).toEqual(['unknown', 'failed', 'ok', 'unknown', 'unknown']);
});

test('what is no text at all is told whether somebody waits or not', async () => {
  const { peer, reader } = await bench();
  peer.setFault('garbage');
  peer.present([]);
  await until(() => reader.status().specific.reading === 'failed');
});

test('a document of which the last lines never come is tried again and then told, not waited for in silence', async () => {
  const { clock, peer, reader, log } = await bench();
  const events: string[] = [];
  const completion = look(reader, events);
  await begun();
  peer.setFault('endLost');
  for (let attempt = 1; attempt <= 3; attempt++) {
    peer.present(specimens.TD3);
    await clock.pass(1000);
    expect(events).toHaveLength(attempt);
  }
  expect(await numberIn(completion)).toBe('userError readFailed');
  expect(log.join()).toContain('lines missing');
});

test('a reader that loses the end of every zone is found out however soon it reads again', async () => {
  const { peer, reader } = await bench();
  const completion = look(reader);
  await begun();
  peer.setFault('endLost');
  for (let attempt = 0; attempt < 4; attempt++) peer.present(specimens.TD1);
  expect(await numberIn(completion)).toBe('userError readFailed');
  expect(reader.status().specific.reading).toBe('failed');
});

test('lines that come one by one within a second are one document', async () => {
  const { clock, peer, reader } = await bench();
  const completion = look(reader);
  await begun();
  for (const line of specimens.TD1) {
    peer.present([line]);
    for (let turn = 0; turn < 50; turn++) await begun();
    await clock.advance(900);
  }
  expect(await numberIn(completion)).toBe('D23145890');
});

test('a line that got lost, or garbage before the lines, costs an attempt at most', async () => {
  const { clock, peer, reader } = await bench();
  const completion = look(reader);
  await begun();
  peer.setFault('lineLost');
  peer.present(specimens.TD3);
  for (let turn = 0; turn < 50; turn++) await begun();
  await clock.advance(1001);
  peer.setFault('garbage');
  peer.present(specimens.TD3);
  expect(await numberIn(completion)).toBe('L898902C3');
});

test('such a reader can be asked for nothing else, and tells nothing of a module or of what lies in it', async () => {
  const { reader } = await bench();
  expect(await reader.execute('readSamId', null, { deadlineMs: 1000 }).completion).toEqual({ code: 'unsupportedCommand', reason: null });
  expect(reader.status()).toEqual({ generic: 'online', specific: { media: 'unknown', samModule: 'unknown', reading: 'unknown' } });
});

test('an unplugged reader ends the look at once; plugged back, it serves again', async () => {
  const { clock, peer, reader } = await bench();
  const completion = look(reader);
  await begun();
  await peer.unplug();
  expect(await numberIn(completion)).toBe('deviceNotReady portMissing');
  expect(reader.status().generic).toBe('noDevice');
  await peer.plug();
  await clock.advanceUntil(() => reader.status().generic === 'online');
  const again = look(reader);
  await begun();
  peer.present(specimens.TD1);
  expect(await numberIn(again)).toBe('D23145890');
});
