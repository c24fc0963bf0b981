/** The integrator's tool against the simulated devices: what it says, and what it keeps to itself. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { cardByName, createCardPeer } from '../../../devices/simulators/card/index.ts';
import { createIdScannerPeer, issueDocument, writeNewAddress } from '../../../devices/simulators/id-scanner/index.ts';
import { createDocumentReaderPeer, specimens } from '../../../devices/simulators/document-reader/index.ts';
import { createReceiptPrinterPeer } from '../../../devices/simulators/receipt-printer/index.ts';
import { loadYaml } from '../../../kiosk-config/schema/load.ts';
import { Profile } from '../../../kiosk-config/schema/profile.ts';
import { awaitedClock, until, type AwaitedClock } from '../../../test/support/awaited-clock.ts';
import { person } from '../../../test/support/visitor.ts';
import { describeStatus, openOne, type DeviceName, type OpenedDevice } from './device-tool.ts';
import { selfTest, type Verdict } from './self-test.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const template = loadYaml(Profile, resolve(import.meta.dirname, '../../../kiosk-config/profiles/demo-portrait.yaml'));
const owner = person('zhang-san');

interface Bench {
  readonly clock: AwaitedClock;
  readonly opened: OpenedDevice;
  readonly trace: string[];
}
async function open(devices: Profile['devices'], name: DeviceName): Promise<Bench> {
  const clock = awaitedClock();
  const trace: string[] = [];
  const opened = await openOne({ ...template, devices }, name, { trace: (line) => trace.push(line), clock });
  if (!opened) throw new Error('not in the profile');
  endings.push(() => opened.close());
  return { clock, opened, trace };
}

/** Walks the self-test; `act` does what the guide asks for. */
async function walk({ clock, opened }: Bench, act: (guided: string) => void = () => undefined): Promise<{ readonly verdict: Verdict; readonly said: readonly string[] }> {
  const said: string[] = [];
  let verdict: Verdict | null = null;
  void selfTest(opened, {
    guide: act,
    tell: ({ what, verdict: step, detail }) => said.push(`${step} ${what} ${detail}`),
  }, new AbortController().signal).then((reached) => { verdict = reached; });
  await clock.advanceUntil(() => verdict !== null);
  return { verdict: verdict ?? 'notTested', said };
}

/** Nothing of the person, in words or as bytes in hex. */
const personal = new RegExp([owner.name, owner.number, owner.card?.cardNumber ?? '', Buffer.from(owner.number).toString('hex').replace(/(..)(?=.)/g, '$1 ')].join('|'), 'i');

async function printerAt(): Promise<{ readonly devices: Profile['devices']; readonly peer: Awaited<ReturnType<typeof createReceiptPrinterPeer>> & { ok: true } }> {
  const made = await createReceiptPrinterPeer();
  if (!made.ok) throw new Error(made.problem);
  endings.push(() => made.peer.close());
  return { devices: { 'receipt-printer': { driver: 'escpos', address: made.peer.address, columns: 48 } }, peer: made };
}

test('a printer that is well passes, a receipt comes out, and the trace shows questions but not the paper', async () => {
  const { devices, peer } = await printerAt();
  const bench = await open(devices, 'receipt-printer');
  const { verdict } = await walk(bench);
  expect(verdict).toBe('passed');
  expect(peer.peer.receipts()).toHaveLength(1);
  expect(bench.trace).toContain('→ DLE EOT 1: status?');
  expect(bench.trace).toContain('← in turn: paper there');
  expect(bench.trace.filter((line) => /^→ print \[\d+ bytes masked\]$/.test(line))).not.toHaveLength(0);
});

test('a printer without paper fails and says why', async () => {
  const { devices, peer } = await printerAt();
  peer.peer.setCondition({ paper: 'out' });
  const { verdict, said } = await walk(await open(devices, 'receipt-printer'));
  expect(verdict).toBe('failed');
  expect(said.at(-1)).toBe('failed a receipt is printed deviceNotReady: paperOut');
});

test('a device that is not there fails at the first step', async () => {
  const { verdict, said } = await walk(await open({ 'receipt-printer': { driver: 'escpos', address: 'tcp://127.0.0.1:1', columns: 48 } }, 'receipt-printer'));
  expect([verdict, said.length]).toEqual(['failed', 1]);
  expect(said[0]).toMatch(/^failed the device answers noDevice/);
});

const newAddress = '通办示范区新路2号';

test('an ID scanner is tested with a document, of which nothing is shown', async () => {
  const made = await createIdScannerPeer({ port: 0 });
  if (!made.ok) throw new Error(made.problem);
  endings.push(() => made.peer.unplug());
  const bench = await open({ 'id-scanner': { driver: 'sam-v', address: made.peer.address } }, 'id-scanner');
  const document = issueDocument(owner);
  const { verdict, said } = await walk(bench, () => {
    if (document) made.peer.place({ ...document, fingerprints: new Uint8Array(1024), newAddress: writeNewAddress(newAddress) });
  });
  expect(verdict).toBe('passed');
  expect(said.join('\n')).toContain('05.03-20260101-0000001234-1234567890');
  expect(said.join('\n')).toContain('fingerprints: 1024 bytes');
  expect(said).toContain('passed its newest address is asked for 9 characters, not shown');
  expect(said).toContain('passed its chip says its serial 8 bytes, not shown');
  expect(bench.trace).toEqual(expect.arrayContaining(['→ reset', '→ readTextPhotoAndFinger', '← ok [2310 bytes masked]', '→ readNewAddress', '→ readCardSerial']));
  expect([...bench.trace, ...said].join('\n')).not.toContain(newAddress);
  expect([...bench.trace, ...said].join('\n')).not.toMatch(personal);
});

test('a module that lacks the question for a serial passes all the same, and that step is told as not tested', async () => {
  const made = await createIdScannerPeer({ port: 0 });
  if (!made.ok) throw new Error(made.problem);
  endings.push(() => made.peer.unplug());
  made.peer.setFault('lacksCardSerial');
  const document = issueDocument(owner);
  const { verdict, said } = await walk(await open({ 'id-scanner': { driver: 'sam-v', address: made.peer.address } }, 'id-scanner'), () => {
    if (document) made.peer.place(document);
  });
  expect(verdict).toBe('passed');
  expect(said).toContain('notTested its chip says its serial this module does not know the question');
  expect(said).toContain('passed its newest address is asked for never changed');
});

test('a reader of machine-readable lines is tested with a travel document, of which nothing is shown', async () => {
  const made = await createDocumentReaderPeer({ port: 0 });
  if (!made.ok) throw new Error(made.problem);
  endings.push(() => made.peer.unplug());
  const bench = await open({ 'document-reader': { driver: 'mrz-lines', address: made.peer.address, ending: 'suffix', encoding: 'utf-8' } }, 'document-reader');
  const { verdict, said } = await walk(bench, () => bench.clock.after(1000, () => made.peer.present(specimens.TD3)));
  expect(verdict).toBe('passed');
  expect(said.at(-1)).toMatch(/^passed a document is read passport, without a photograph/);
  expect([...bench.trace, ...said].join('\n')).not.toMatch(/ERIKSSON|L898902/);
});

test('with nobody there the self-test ends untested, in its own time', async () => {
  const made = await createIdScannerPeer({ port: 0 });
  if (!made.ok) throw new Error(made.problem);
  endings.push(() => made.peer.unplug());
  const { verdict } = await walk(await open({ 'id-scanner': { driver: 'sam-v', address: made.peer.address } }, 'id-scanner'));
  expect(verdict).toBe('notTested');
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('a card reader is tested with a card, and the trace shows commands and status words but no record and no proof', async () => {
  const port = await freePort();
  const bench = await open({ 'card-reader': { driver: 'vpcd', listen: `tcp://127.0.0.1:${port}` } }, 'card-reader');
  const peer = createCardPeer({ host: '127.0.0.1', port });
  endings.push(() => peer.close());
  const card = cardByName(owner.id);
  const { verdict, said } = await walk(bench, (guided) => {
    if (guided.startsWith('Put') && card) void peer.insert(card);
    else void peer.remove();
  });
  expect(verdict).toBe('passed');
  expect(bench.trace).toContain('→ READ RECORD 00 B2 08 00 14');
  expect(bench.trace).toContain('← SW 9000 [20 bytes masked]');
  expect(bench.trace.find((line) => line.includes('EXTERNAL AUTHENTICATE'))).toMatch(/masked\]$/);
  expect([...bench.trace, ...said].join('\n')).not.toMatch(personal);
});

test('a PIN on the wire is shown by its length only', async () => {
  const port = await freePort();
  const { opened, trace } = await open({ 'card-reader': { driver: 'vpcd', listen: `tcp://127.0.0.1:${port}` } }, 'card-reader');
  const peer = createCardPeer({ host: '127.0.0.1', port });
  endings.push(() => peer.close());
  const card = cardByName(owner.id);
  if (!card) throw new Error('no card');
  await until(() => opened.device.status().generic === 'online');
  await peer.insert(card);
  await until(() => describeStatus(opened.device.status()).includes('media: present'));
  const reader = opened.devices.cardReader;
  const holder = await reader?.execute('readHolder', null, { deadlineMs: 15_000 }).completion;
  if (!reader || holder?.code !== 'success') throw new Error('not read');
  const verified = await reader.execute('verifyPin', { pin: Buffer.from('260715'), cardId: holder.value.cardId }, { deadlineMs: 15_000 }).completion;
  expect(verified).toEqual({ code: 'success', value: { outcome: 'verified' } });
  expect(trace).toContain('→ VERIFY 00 20 00 00 [4 bytes masked]');
  expect(trace.join('\n')).not.toMatch(/26 ?07 ?15/);
});
