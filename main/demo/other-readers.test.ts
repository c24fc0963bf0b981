/** The demonstration of what not every kiosk has: a reader of passports and travel cards, and a code scanner, as the kiosk's own drivers find them. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../devices/clock.ts';
import { createCodeScanner, type CodeScanner } from '../../devices/code-scanner/index.ts';
import { createMrzReader, type IdScanner } from '../../devices/id-scanner/index.ts';
import { Personal } from '../../devices/personal.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Profile } from '../../kiosk-config/schema/profile.ts';
import { untilReports } from '../../test/support/until-reports.ts';
import { createHttpPlatform } from '../core/platform/http/index.ts';
import { readDemoOptions, startDemo, type Demo } from './index.ts';

const firstStartMs = 60_000;
const deadlineMs = 15_000;
const clock = systemClock();

let state: string;
let demo: Demo;
let profile: Profile;
let documents: IdScanner;
let codes: CodeScanner;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'demo-'));
  demo = await startDemo(readDemoOptions(['--state', state, '--template', 'kiosk-config/profiles/demo-passport-and-code.yaml', '--card-wire', 'vpcd', '--voice-pace', '1']));
  profile = loadYaml(Profile, demo.profilePath);
  const { 'document-reader': documentReader, 'code-scanner': codeScanner } = profile.devices;
  if (!documentReader || !codeScanner) throw new Error('the profile lacks a device');
  documents = createMrzReader({ name: 'document-reader', address: documentReader.address, clock });
  codes = createCodeScanner({ name: 'code-scanner', ...codeScanner, clock });
  await plugged();
}, firstStartMs);
afterEach(async () => {
  await demo.run('reset');
  await plugged();
});
afterAll(async () => {
  await Promise.all([documents.close(), codes.close()]);
  await demo.close();
});

async function plugged(): Promise<void> {
  await untilReports(documents, ({ generic }) => generic === 'online');
  await untilReports(codes, ({ generic }) => generic === 'online');
}
/** Gives a command that has to be carried out. */
async function dock(line: string): Promise<void> {
  const answer = await demo.run(line);
  if (!answer.ok) throw new Error(answer.problem.en);
}
/** The command has begun: what comes now belongs to it. */
const begun = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

test.each([
  ['anna-passport', 'passport', 'L898902C3'],
  ['anna-residence-permit', 'travel-card', 'D23145890'],
  ['anna-identity-card', 'travel-card', 'I10734589'],
] as const)('%s laid at the dock is read, and the hall knows whose it is', async (name, type, number) => {
  const { completion } = documents.execute('readDocument', null, { deadlineMs });
  await begun();
  await dock(`lay ${name}`);
  expect(demo.state().documentReader).toMatchObject({ plugged: true, laid: name });
  const read = await completion;
  if (read.code !== 'success') throw new Error(read.reason ?? read.code);
  expect(read.value.type).toBe(type);
  expect(read.value.nationality?.reveal()).toBe('UTO');
  expect(read.value.number.reveal()).toBe(number);
  const platform = createHttpPlatform({ url: profile.platform.url, terminal: '990000000001', clock });
  const holder = { socialSecurityNumber: read.value.number, name: read.value.name };
  expect(await platform.query('benefit-status', holder, {}, { deadlineMs })).toMatchObject({ ok: true, value: { outcome: 'due' } });
  expect(await demo.run('lay anna-passport')).toMatchObject({ ok: false, problem: { en: expect.stringContaining('lift it first') } });
  await dock('lift');
  expect(demo.state().documentReader?.laid).toBeNull();
});

test.each(['misread', 'line-lost', 'end-lost'])('a document reader that is %s lets no document through, and is well again at the dock\'s word', async (condition) => {
  await dock(`document-reader ${condition}`);
  const { completion } = documents.execute('readDocument', null, { deadlineMs });
  await begun();
  await dock('lay anna-passport');
  await dock('lift');
  await dock('document-reader ok');
  await dock('lay anna-residence-permit');
  expect(await completion).toMatchObject({ code: 'success', value: { type: 'travel-card' } });
});

test('an unplugged document reader is gone for the kiosk, and a document laid on it meanwhile is not read', async () => {
  await dock('document-reader unplug');
  await untilReports(documents, ({ generic }) => generic === 'noDevice');
  expect(await demo.run('lay anna-passport')).toMatchObject({ ok: true, said: { en: expect.stringContaining('unplugged') } });
  expect(await documents.execute('readDocument', null, { deadlineMs }).completion).toMatchObject({ reason: 'portMissing' });
  await dock('document-reader plug');
  await untilReports(documents, ({ generic }) => generic === 'online');
});

/** What the kiosk takes for the code that the dock then shows. */
async function scanned(line: string): Promise<Personal<string> | null> {
  const { completion } = codes.execute('scan', null, { deadlineMs });
  await begun();
  await dock(line);
  const outcome = await completion;
  return outcome.code === 'success' ? outcome.value.token : null;
}

test('a phone shown at the dock has a fresh code, which names its holder once', async () => {
  const token = await scanned('show zhang-san');
  if (!token) throw new Error('nothing was scanned');
  const platform = createHttpPlatform({ url: profile.platform.url, terminal: '990000000001', clock });
  const holder = await platform.identifyByCode(token, { deadlineMs });
  expect(holder.ok && holder.value.name.reveal()).toBe('张三');
  expect(demo.state().codeScanner).toMatchObject({ shown: 'zhang-san' });
  expect(JSON.stringify(demo.state()), 'a code is in no state').not.toContain(token.reveal());
  expect(await platform.identifyByCode(token, { deadlineMs })).toMatchObject({ ok: false, problem: { kind: 'refused' } });
});

test('a code of something else is scanned like any, and the hall does not know it', async () => {
  const token = await scanned('show other');
  const platform = createHttpPlatform({ url: profile.platform.url, terminal: '990000000001', clock });
  expect(await platform.identifyByCode(token ?? new Personal(''), { deadlineMs })).toMatchObject({ ok: false, problem: { kind: 'refused' } });
});

test('the same code can be shown once more, but not before there is one', async () => {
  expect(await demo.run('show same')).toMatchObject({ ok: false });
  const token = await scanned('show li-si');
  expect(token).not.toBeNull();
  await dock('show same');
  expect(demo.state().codeScanner?.shown).toBe('li-si');
});

test.each(['control-characters', 'wrong-speed', 'no-suffix'])('a code scanner with %s is told as unreadable, and the next code counts', async (condition) => {
  await dock(`code-scanner ${condition}`);
  const events: string[] = [];
  const { completion } = codes.execute('scan', null, { deadlineMs, onEvent: ({ kind }) => events.push(kind) });
  await begun();
  await dock('show zhang-san');
  await expect.poll(() => events, { timeout: 5000 }).toEqual(['unreadable']);
  await dock('code-scanner ok');
  await dock('show zhang-san');
  expect(await completion).toMatchObject({ code: 'success' });
});

test('a kiosk without these devices has them neither at the dock nor among its commands', async () => {
  const plain = await startDemo(readDemoOptions(['--state', mkdtempSync(join(tmpdir(), 'demo-')), '--card-wire', 'vpcd', '--voice-pace', '1']));
  expect(plain.state()).toMatchObject({ documentReader: null, codeScanner: null });
  expect(await plain.run('lay anna-passport')).toMatchObject({ ok: false, problem: { en: 'This kiosk has no document reader.' } });
  expect(await plain.run('show zhang-san')).toMatchObject({ ok: false, problem: { en: 'This kiosk has no code scanner.' } });
  await plain.close();
}, firstStartMs);

test('a closed demo leaves no terminal of theirs behind', async () => {
  const other = mkdtempSync(join(tmpdir(), 'demo-'));
  const second = await startDemo(readDemoOptions(['--state', other, '--template', 'kiosk-config/profiles/demo-passport-and-code.yaml', '--card-wire', 'vpcd', '--voice-pace', '1']));
  const links = ['document-reader', 'code-scanner'].map((device) => join(other, 'wires', device));
  expect(links.map((link) => existsSync(link))).toEqual([true, true]);
  await second.close();
  expect(links.map((link) => existsSync(link))).toEqual([false, false]);
}, firstStartMs);
