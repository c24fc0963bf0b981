import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Profile } from '../../kiosk-config/schema/profile.ts';
import { scratchFolders } from '../../test/support/scratch-folders.ts';
import { composeProfile, writeProfile, type WireAddresses } from './profile.ts';

const scratchFolder = scratchFolders();
const template = loadYaml(Profile, join(import.meta.dirname, '../../kiosk-config/profiles/demo-landscape.yaml'));
const wires: WireAddresses = {
  cardReader: { driver: 'pcsc', reader: 'Virtual PCD 00 01' },
  psam: null,
  idScanner: 'serial:/tmp/s/wires/id-scanner?baud=115200',
  documentReader: null,
  codeScanner: null,
  receiptPrinter: 'tcp://127.0.0.1:40001',
  platform: 'http://127.0.0.1:40002',
  clockSocket: '/tmp/s/wires/clock',
  voice: { engine: { driver: 'program', program: '/tmp/s/voice', arguments: ['{voice}'], chinese: 'pinyin' }, headset: { driver: 'alsa-jack', program: 'cat', arguments: ['/tmp/s/wires/headset'] } },
};

test('the composed profile has the wires\' addresses and the template\'s panel, and is a profile like any other', async () => {
  const file = join(scratchFolder(), 'profile.yaml');
  await writeProfile(file, composeProfile(template, wires));
  const written = loadYaml(Profile, file);
  expect(written.panel).toEqual(template.panel);
  expect(written.devices['card-reader']).toEqual(wires.cardReader);
  expect(written.devices['id-scanner']?.address).toBe(wires.idScanner);
  expect(written.devices['receipt-printer']).toEqual({ driver: 'escpos', address: wires.receiptPrinter, columns: 48 });
  expect(written.platform.url).toBe(wires.platform);
  expect(written.voice).toEqual(wires.voice);
  expect(written.clock).toEqual({ driver: 'adjustable', socket: wires.clockSocket });
  expect(written.demonstration).toEqual(template.demonstration);
  expect(readdirSync(join(file, '..')), 'nothing half-written is left').toEqual(['profile.yaml']);
});

test('a demo without a PC/SC service says so on every screen', () => {
  const composed = composeProfile(template, { ...wires, cardReader: { driver: 'vpcd', listen: 'tcp://127.0.0.1:40003' } });
  expect(composed.demonstration?.['zh-CN']).toContain('未使用 PC/SC 服务');
  expect(composed.demonstration?.en).toContain('No PC/SC service is in use');
});

test('readers that not every kiosk has are named where the template has them', () => {
  const richer = loadYaml(Profile, join(import.meta.dirname, '../../kiosk-config/profiles/demo-passport-and-code.yaml'));
  const { devices } = composeProfile(richer, { ...wires, documentReader: 'serial:/tmp/s/wires/document-reader?baud=115200', codeScanner: 'tcp://127.0.0.1:40004' });
  expect(devices['document-reader']).toMatchObject({ driver: 'mrz-lines', address: 'serial:/tmp/s/wires/document-reader?baud=115200' });
  expect(devices['code-scanner']).toMatchObject({ driver: 'serial-code', address: 'tcp://127.0.0.1:40004' });
  expect(composeProfile(template, wires).devices).not.toHaveProperty('code-scanner');
});
