/** The composed demo at the level of its wires: what a kiosk, another program, or a person at the dock finds there. */
import { existsSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { encodeFrame, vpcdControl } from '../../devices/card-reader/vpcd-frames.ts';
import { systemClock } from '../../devices/clock.ts';
import { createIdScanner } from '../../devices/id-scanner/index.ts';
import { Personal } from '../../devices/personal.ts';
import { personById } from '../../devices/simulators/persons.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Profile } from '../../kiosk-config/schema/profile.ts';
import { scratchFolders } from '../../test/support/scratch-folders.ts';
import { createHttpPlatform } from '../core/platform/http/index.ts';
import { createProgramVoice, openHeadsetJack } from '../../devices/voice/index.ts';
import { startDemo, type Demo } from './index.ts';
import { isListenedOn } from './listening.ts';

/** Making faces for the first time on a machine takes a while; later they come from the cache. */
const firstStartMs = 60_000;

const scratchFolder = scratchFolders();
let state: string;
let demo: Demo;
let profile: Profile;

beforeAll(async () => {
  state = scratchFolder();
  demo = await startDemo({ state, resetHall: false, slot: 1, dockPort: 0, template: 'kiosk-config/profiles/demo-landscape.yaml', cardWire: 'vpcd', voicePaceMs: 1 });
  profile = loadYaml(Profile, demo.profilePath);
}, firstStartMs);
afterEach(() => demo.run('reset'));
afterAll(() => demo.close());

/** Gives a command that has to be carried out. */
async function dock(line: string): Promise<void> {
  const answer = await demo.run(line);
  if (!answer.ok) throw new Error(answer.problem.en);
}
const portOf = (address: string | undefined): number => Number(address?.split(':').at(-1));

function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}
const nextBytes = (socket: Socket): Promise<Buffer> => new Promise((resolve) => socket.once('data', resolve));

test('the profile is the landscape one, says that it is a demonstration, and why cards attach directly', () => {
  expect(profile.panel.widthPx).toBe(1920);
  expect(profile.devices['card-reader']?.driver).toBe('vpcd');
  expect(profile.demonstration?.en).toContain('No PC/SC service is in use');
  expect(profile.clock.driver).toBe('adjustable');
});

test('bytes sent to the printer come out as paper that can be read, looked at and taken', async () => {
  const host = await openSocket(portOf(profile.devices['receipt-printer']?.address));
  host.write(Uint8Array.of(0x10, 0x04, 1));
  expect([...await nextBytes(host)]).toEqual([0x12]);

  host.write(Buffer.concat([Buffer.of(0x1b, 0x40, 0x1c, 0x26), iconv.encode('养老保险待遇资格认证', 'gb18030'), Buffer.of(0x1c, 0x2e, 0x0a)]));
  await vi.waitFor(() => expect(demo.state().printer.receipts).toMatchObject([{ where: 'printing', text: expect.stringContaining('养老保险') }]), 5000);
  expect(await demo.run('take-receipt')).toMatchObject({ ok: false });

  host.write(Buffer.of(0x1d, 0x56, 0x00));
  await vi.waitFor(() => expect(demo.state().printer.receipts).toMatchObject([{ where: 'in-mouth' }]), 5000);
  const { number } = demo.state().printer.receipts[0] ?? {};
  const picture = await fetch(`${demo.dockUrl}receipt/${number}?token=${demo.dockToken}`);
  expect(await picture.text()).toContain('养老保险待遇资格认证');

  await dock('take-receipt');
  expect(demo.state().printer.receipts).toMatchObject([{ number, where: 'taken' }]);
  host.destroy();
});

test('the printer says what the dock does to it', async () => {
  const host = await openSocket(portOf(profile.devices['receipt-printer']?.address));
  const ask = async (question: number): Promise<number | undefined> => {
    host.write(Uint8Array.of(0x10, 0x04, question));
    return (await nextBytes(host))[0];
  };
  await dock('paper low');
  expect(await ask(4)).toBe(0x1e);
  await dock('paper out');
  expect(await ask(4)).toBe(0x7e);
  await dock('paper load');
  await dock('cover open');
  expect(await ask(2)).toBe(0x16);
  await dock('reset');
  expect(await ask(1)).toBe(0x12);

  const cut = new Promise<void>((resolve) => {
    host.once('close', () => resolve());
    host.once('error', () => undefined);
  });
  await dock('printer unplug');
  await cut;
  await expect(openSocket(portOf(profile.devices['receipt-printer']?.address))).rejects.toThrow('ECONNREFUSED');
  await dock('printer ok');
  (await openSocket(portOf(profile.devices['receipt-printer']?.address))).destroy();
});

test('a card inserted at the dock attaches to whoever plays the reader, and leaves when it is removed', async () => {
  const cardReader = profile.devices['card-reader'];
  const attached = Promise.withResolvers<Socket>();
  const reader = createServer(attached.resolve);
  await new Promise<void>((resolve) => reader.listen(portOf(cardReader?.driver === 'vpcd' ? cardReader.listen : ''), '127.0.0.1', resolve));

  await dock('insert zhang-san');
  const card = await attached.promise;
  card.write(encodeFrame(Buffer.of(vpcdControl.powerOn)));
  card.write(encodeFrame(Buffer.of(vpcdControl.requestAtr)));
  const answer = await nextBytes(card);
  expect(answer.subarray(2, 4).toString('hex')).toBe('3b6d');
  expect(await demo.run('insert li-si')).toMatchObject({ ok: false, problem: { en: expect.stringContaining('remove it first') } });

  const left = new Promise<void>((resolve) => card.once('close', () => resolve()));
  await dock('remove');
  await left;
  expect(demo.state().cardReader.inserted).toBeNull();
  expect(await demo.run('remove')).toMatchObject({ ok: false });
  reader.close();
});

test('documents of all four layouts placed at the dock are read by the kiosk\'s own driver over the wire in the profile', async () => {
  const scanner = createIdScanner({ name: 'id-scanner', address: profile.devices['id-scanner']?.address ?? '', clock: systemClock() });
  await new Promise<void>((resolve) => void scanner.watch(({ generic }) => generic === 'online' && resolve()));
  for (const [document, type, name] of [
    ['wang-yan', 'citizen', personById('wang-yan')?.name], ['anna', 'foreign-permanent-resident-2023', '安娜'],
    ['specimen-hmt-permit', 'hmt-residence-permit', '陈大文'], ['specimen-foreigner-2017', 'foreign-permanent-resident-2017', '安娜'],
  ] as const) {
    await dock(`place ${document}`);
    expect(demo.state().idScanner.placed).toBe(document);
    const completion = await scanner.execute('readDocument', null, { deadlineMs: 10_000 }).completion;
    if (completion.code !== 'success') throw new Error(`${document}: ${completion.code}`);
    expect([completion.value.type, completion.value.name.reveal()]).toEqual([type, name]);
    await dock('take');
  }
  await scanner.close();
}, 30_000);

test('the platform knows the persons of the tray with their faces, and can be taken down and brought back', async () => {
  const platform = createHttpPlatform({ url: profile.platform.url, terminal: '990000000001', clock: systemClock() });
  const zhangSan = { socialSecurityNumber: new Personal(personById('zhang-san')?.number ?? ''), name: new Personal('张三') };
  expect(await platform.query('benefit-status', zhangSan, {}, { deadlineMs: 5000 })).toMatchObject({ ok: true, value: { outcome: 'due' } });
  const photo = await platform.referencePhoto(zhangSan, { deadlineMs: 5000 });
  expect(photo.ok && photo.value?.reveal().length).toBeGreaterThan(1000);

  await dock('platform down');
  expect(await platform.check({ deadlineMs: 5000 })).toMatchObject({ ok: false, problem: { kind: 'unreachable' } });
  await dock('platform ok');
  expect(await platform.check({ deadlineMs: 5000 })).toEqual({ ok: true, value: null });
});

test('time moved at the dock is time moved in the hall', async () => {
  const platform = createHttpPlatform({ url: profile.platform.url, terminal: '990000000001', clock: systemClock() });
  const zhangSan = { socialSecurityNumber: new Personal(personById('zhang-san')?.number ?? ''), name: new Personal('张三') };
  await dock('time +40d');
  expect(demo.state().clock.offsetMs).toBe(40 * 86_400_000);
  expect(await platform.query('benefit-status', zhangSan, {}, { deadlineMs: 5000 })).toMatchObject({ ok: true, value: { outcome: 'overdue' } });
  expect(await demo.run('time +360d')).toMatchObject({ ok: false, problem: { en: expect.stringContaining('366 days') } });
});

test('the camera shows the chosen feed; the webcam is for the launcher to bring about', async () => {
  expect(demo.browserSwitches()).toContain(`--use-file-for-fake-video-capture=${demo.cameraFile}`);
  await dock('feed webcam');
  expect(demo.state().camera).toMatchObject({ source: 'webcam' });
  expect(demo.browserSwitches().join(' ')).not.toContain('capture=');
  await dock('feed empty');
  expect(demo.state().camera).toMatchObject({ source: 'file', feed: 'empty' });
  expect(await demo.run('feed sunrise')).toMatchObject({ ok: false, problem: { en: expect.stringContaining('live-a') } });
});

test('what the kiosk\'s voice says is read at the dock, and so is the headset that it asks about', async () => {
  if (profile.voice?.engine.driver !== 'program' || !profile.voice.headset) throw new Error('the demo has no voice');
  const clock = systemClock();
  const voice = createProgramVoice({ name: 'voice', ...profile.voice.engine, voices: { en: 'en-gb' }, clock });
  const jack = openHeadsetJack({ ...profile.voice.headset, clock, log: () => undefined });
  const spoken = voice.execute('speak', { language: 'en', text: new Personal('Good morning'), rate: 4, volume: 2 }, { deadlineMs: 20_000 });
  expect((await spoken.completion).code).toBe('success');
  await expect.poll(() => demo.state().voice.captions.at(-1)).toMatchObject({ text: 'Good morning', voice: 'en-gb', rate: 220, volume: 70, end: 'spoken' });
  await expect.poll(() => jack.presence()).toBe('removed');
  await dock('headset in');
  await expect.poll(() => jack.presence()).toBe('inserted');
  await dock('reset');
  await expect.poll(() => jack.presence()).toBe('removed');
  await Promise.all([voice.close(), jack.close()]);
});

test('a closed demo leaves no port, no terminal and no address behind', async () => {
  const other = scratchFolder();
  const second = await startDemo({ state: other, resetHall: true, slot: 0, dockPort: 0, template: 'kiosk-config/profiles/demo-portrait.yaml', cardWire: 'vpcd', voicePaceMs: 1 });
  const { devices, platform } = loadYaml(Profile, second.profilePath);
  const ports = [second.dockUrl, platform.url, devices['receipt-printer']?.address].map((address) => portOf(address?.replace(/\/$/, '')));
  expect(await Promise.all(ports.map(isListenedOn))).toEqual([true, true, true]);
  expect(existsSync(join(other, 'wires', 'id-scanner'))).toBe(true);
  await second.close();
  expect(await Promise.all(ports.map(isListenedOn))).toEqual([false, false, false]);
  for (const left of ['dock.json', 'wires/clock', 'wires/id-scanner', 'wires/voice']) expect(existsSync(join(other, left)), left).toBe(false);
}, firstStartMs);
