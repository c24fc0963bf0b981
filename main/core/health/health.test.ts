import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { StatusReport } from '../../../devices/device.ts';
import type { HandwritingStatus } from '../../../devices/handwriting/index.ts';
import type { VoiceStatus } from '../../../devices/voice/index.ts';
import { HealthTexts } from '../../../kiosk-config/schema/health.ts';
import { loadYaml } from '../../../kiosk-config/schema/load.ts';
import { manualClock } from '../../../test/support/manual-clock.ts';
import { scriptedPlatform, unreachable } from '../../../test/support/scripted-platform.ts';
import { HallStatus } from '../../contract/index.ts';
import type { CameraStatus, CardReaderStatus, CodeScannerStatus, IdScannerStatus, ReceiptPrinterStatus } from '../../contract/index.ts';
import { mayBeUsed, watchHealth } from './index.ts';

const texts = loadYaml(HealthTexts, fileURLToPath(new URL('../../../kiosk-config/health.yaml', import.meta.url)));
const say = texts.outOfService;

/** A device of which only the status matters. */
function statusOnly<Specific>(initial: StatusReport<Specific>) {
  let present = initial;
  const listeners = new Set<(report: StatusReport<Specific>) => void>();
  return {
    listeners,
    watch(listener: (report: StatusReport<Specific>) => void) {
      listeners.add(listener);
      listener(present);
      return () => listeners.delete(listener);
    },
    become(next: Partial<Specific>, generic: StatusReport<Specific>['generic'] = 'online') {
      present = { generic, specific: { ...present.specific, ...next } };
      for (const listener of listeners) listener(present);
    },
  };
}

function wellKiosk() {
  const clock = manualClock();
  const platform = scriptedPlatform();
  const devices = {
    cardReader: statusOnly<CardReaderStatus>({ generic: 'online', specific: { media: 'notPresent', chip: 'noCard' } }),
    idScanner: statusOnly<IdScannerStatus>({ generic: 'online', specific: { media: 'notPresent', samModule: 'ready', reading: 'unknown' } }),
    documentReader: statusOnly<IdScannerStatus>({ generic: 'online', specific: { media: 'unknown', samModule: 'unknown', reading: 'unknown' } }),
    codeScanner: statusOnly<CodeScannerStatus>({ generic: 'online', specific: { signal: 'unknown' } }),
    receiptPrinter: statusOnly<ReceiptPrinterStatus>({ generic: 'online', specific: { paper: 'full', cover: 'closed', cutter: 'ok', media: 'notPresent' } }),
    camera: statusOnly<CameraStatus>({ generic: 'online', specific: { capture: 'stopped', light: 'unknown', picture: 'unknown', resolution: 'unknown' } }),
    voice: statusOnly<VoiceStatus>({ generic: 'online', specific: { engine: 'found' } }),
    handwriting: statusOnly<HandwritingStatus>({ generic: 'online', specific: { engine: 'found', languages: ['zh-CN'] } }),
  };
  const kiosk = { hall: { 'zh-CN': '示范大厅', en: 'Demonstration hall' }, terminal: '990000000001' };
  const demonstration = { 'zh-CN': '演示', en: 'Demonstration' };
  const health = watchHealth({ devices, platform, kiosk, profile: { demonstration }, texts, clock });
  return { clock, platform, devices, health, kiosk, demonstration, signs: () => health.hallStatus().outOfService };
}

type WellKiosk = ReturnType<typeof wellKiosk>;

test('a kiosk that is well has nothing to say, but who it is and what time it is', async () => {
  const { health, clock, kiosk, demonstration } = wellKiosk();
  await clock.advance(0);
  const status = health.hallStatus();
  expect(HallStatus.parse(status)).toEqual({ ...kiosk, now: '2026-11-22T09:00:00.000+08:00', outOfService: [], signs: [], attention: [], demonstration });
  expect(Object.values(health.report()).every((part) => part?.condition === 'inService')).toBe(true);
});

test('paper near its end is told to the attendant for as long as it lasts, and closes nothing', () => {
  const { devices, health, signs } = wellKiosk();
  const told: (readonly string[])[] = [];
  health.onChange(() => told.push(health.hallStatus().attention.map((sentence) => sentence['zh-CN'])));
  devices.receiptPrinter.become({ paper: 'low' });
  expect(signs()).toEqual([]);
  expect(health.report().receiptPrinter).toEqual({ condition: 'impaired', reason: 'paperLow' });
  devices.receiptPrinter.become({ paper: 'unknown' }, 'noDevice');
  devices.receiptPrinter.become({ paper: 'low' });
  devices.receiptPrinter.become({ paper: 'full' });
  const low = [texts.attention.paperLow['zh-CN']];
  expect(told).toEqual([low, [], low, []]);
});

test.each([
  ['a black camera', 'cameraBlack', ({ camera }: WellKiosk['devices']) => camera.become({ picture: 'black' })],
  ['a camera that was frozen when last looked through', 'cameraFrozen', ({ camera }: WellKiosk['devices']) => camera.become({ picture: 'frozen' })],
  ['an ID card that could not be read', 'idCardUnreadable', ({ idScanner }: WellKiosk['devices']) => idScanner.become({ reading: 'failed' })],
  ['a passport that could not be read', 'passportUnreadable', ({ documentReader }: WellKiosk['devices']) => documentReader.become({ reading: 'failed' })],
  ['a code scanner of which nothing can be read', 'signalGarbled', ({ codeScanner }: WellKiosk['devices']) => codeScanner.become({ signal: 'garbled' })],
  ['a voice that is not there', 'voiceMissing', ({ voice }: WellKiosk['devices']) => voice.become({ engine: 'missing' }, 'noDevice')],
  ['handwriting that nothing can read', 'handwritingMissing', ({ handwriting }: WellKiosk['devices']) => handwriting.become({ engine: 'missing' }, 'noDevice')],
] as const)('%s is told to the attendant, and closes nothing', (_what, words, befall) => {
  const { devices, health, signs } = wellKiosk();
  befall(devices);
  expect(signs()).toEqual([]);
  expect(health.hallStatus().attention).toEqual([texts.attention[words]]);
});

test('that an ID card could not be read is told until one was', () => {
  const { devices, health } = wellKiosk();
  devices.idScanner.become({ reading: 'failed' });
  expect(health.report().idScanner).toEqual({ condition: 'impaired', reason: 'documentsUnreadable' });
  devices.idScanner.become({ reading: 'ok' });
  expect(health.hallStatus().attention).toEqual([]);
});

test('several things to see to are told at once, a camera that is broken now among them', () => {
  const { devices, health, signs } = wellKiosk();
  devices.receiptPrinter.become({ paper: 'low' });
  devices.camera.become({ picture: 'frozen' }, 'hardwareError');
  expect(health.report().camera).toEqual({ condition: 'outOfService', reason: 'cameraFrozen' });
  expect(signs()).toEqual([say.camera]);
  expect(health.hallStatus().attention).toEqual([texts.attention.cameraFrozen, texts.attention.paperLow]);
});

test('what is out of service is said at length and, beside it, in a sign of a few words', () => {
  const { devices, health } = wellKiosk();
  devices.camera.become({}, 'noDevice');
  devices.receiptPrinter.become({ paper: 'out' }, 'offline');
  expect(health.hallStatus()).toMatchObject({ outOfService: [say.camera, say.receiptPaper], signs: [texts.signs.camera, texts.signs.receiptPaper] });
  for (const sign of Object.values(texts.signs)) expect(sign['zh-CN'].length).toBeLessThanOrEqual(8);
});

describe('the status line', () => {
  test('without paper says that only the receipt is missing', () => {
    const { devices, signs } = wellKiosk();
    devices.receiptPrinter.become({ paper: 'out' }, 'offline');
    expect(signs()).toEqual([say.receiptPaper]);
  });

  test.each([
    ['an open cover', { cover: 'open' }, 'offline'], ['a broken cutter', { cutter: 'fault' }, 'hardwareError'], ['an unplugged printer', {}, 'noDevice'],
  ] as const)('tells of %s that receipts cannot be printed', (_what, status, generic) => {
    const { devices, signs } = wellKiosk();
    devices.receiptPrinter.become(status, generic);
    expect(signs()).toEqual([say.receiptPrinter]);
  });

  test('does not trouble anybody with paper that is low; the report does', () => {
    const { devices, signs, health } = wellKiosk();
    devices.receiptPrinter.become({ paper: 'low' });
    expect(signs()).toEqual([]);
    expect(health.report().receiptPrinter).toEqual({ condition: 'impaired', reason: 'paperLow' });
  });

  test('names the other document where one reader is gone, and the counter where both are', () => {
    const { devices, signs } = wellKiosk();
    devices.cardReader.become({}, 'noDevice');
    expect(signs()).toEqual([say.cardReader]);
    devices.idScanner.become({ samModule: 'unauthorised' });
    expect(signs()).toEqual([say.cardAndIdScanner]);
    devices.documentReader.become({}, 'noDevice');
    devices.codeScanner.become({}, 'noDevice');
    expect(signs()).toEqual([say.identification]);
    devices.cardReader.become({}, 'online');
    expect(signs()).toEqual([say.idScanner]);
  });

  test('tells those with a passport or a code where to go, while card and ID card are taken', () => {
    const { devices, signs, health } = wellKiosk();
    devices.codeScanner.become({ signal: 'garbled' });
    expect(health.report().codeScanner).toEqual({ condition: 'impaired', reason: 'signalGarbled' });
    expect(signs()).toEqual([]);
    devices.documentReader.become({}, 'noDevice');
    devices.codeScanner.become({}, 'noDevice');
    expect(signs()).toEqual([say.documentReader, say.codeScanner]);
  });

  test('tells of a blocked camera', () => {
    const { devices, signs, health } = wellKiosk();
    devices.camera.become({ capture: 'blocked' }, 'offline');
    expect(signs()).toEqual([say.camera]);
    expect(health.report().camera).toEqual({ condition: 'outOfService', reason: 'cameraBlocked' });
  });

  test('does not close a camera that sees black: somebody may be covering it; the report tells', () => {
    const { devices, signs, health } = wellKiosk();
    devices.camera.become({ capture: 'running', picture: 'black' });
    expect(signs()).toEqual([]);
    expect(health.report().camera).toEqual({ condition: 'impaired', reason: 'cameraBlack' });
  });

  test('does not guess about a device that is starting or cannot tell', () => {
    const { devices, signs, health } = wellKiosk();
    devices.cardReader.become({}, 'starting');
    devices.camera.become({}, 'unknown');
    expect(signs()).toEqual([]);
    const { cardReader, camera } = health.report();
    expect([cardReader?.condition, camera?.condition]).toEqual(['unknown', 'unknown']);
    expect(camera && mayBeUsed(camera)).toBe(true);
  });

  test('does not miss a device the machine never had', () => {
    const { clock, platform, devices, kiosk } = wellKiosk();
    const health = watchHealth({ devices: { ...devices, camera: null, idScanner: null, documentReader: null, codeScanner: null, voice: null, handwriting: null }, platform, kiosk, profile: {}, texts, clock });
    expect(health.hallStatus()).toMatchObject({ outOfService: [], demonstration: null });
    expect(health.report().camera).toBeNull();
    devices.cardReader.become({}, 'noDevice');
    expect(health.hallStatus().outOfService).toEqual([say.identification]);
  });
});

describe('the platform', () => {
  test('is out of service after a check that failed and back after one that did not', async () => {
    const { platform, clock, signs } = wellKiosk();
    await clock.advance(0);
    platform.reachable = unreachable;
    await clock.advance(15_000);
    expect(signs()).toEqual([say.platform]);
    platform.reachable = { ok: true, value: null };
    await clock.advance(5_000);
    expect(signs()).toEqual([]);
  });

  test('is asked at once where a call has just failed', async () => {
    const { platform, clock, health, signs } = wellKiosk();
    await clock.advance(0);
    platform.reachable = unreachable;
    health.recheckPlatform();
    await clock.advance(0);
    expect(signs()).toEqual([say.platform]);
  });

  test('that refuses a check is there', async () => {
    const { platform, clock, health } = wellKiosk();
    platform.reachable = { ok: false, problem: { kind: 'refused', reason: 'not-accepting', message: { 'zh-CN': '暂停', en: 'paused' } } };
    await clock.advance(15_000);
    expect(health.report().platform.condition).toBe('inService');
  });
});

test('a change is told once, and not after unsubscribing', async () => {
  const { health, devices, clock } = wellKiosk();
  await clock.advance(0);
  let told = 0;
  const unsubscribe = health.onChange(() => { told++; });
  devices.receiptPrinter.become({ paper: 'out' });
  devices.receiptPrinter.become({ paper: 'out', media: 'present' });
  await clock.advance(60_000);
  expect(told).toBe(1);
  unsubscribe();
  devices.receiptPrinter.become({ paper: 'full' });
  expect(told).toBe(1);
});

test('closing lets go of devices and of time', async () => {
  const { health, devices, clock } = wellKiosk();
  await clock.advance(0);
  health.close();
  await clock.advance(60_000);
  expect(clock.pending()).toBe(0);
  expect(devices.camera.listeners.size).toBe(0);
});
