/** The demonstration of security modules: a PSAM beside the cards, and the demo hall's HSM for what the PSAM cannot do. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CardReader } from '../../devices/card-reader/index.ts';
import { systemClock } from '../../devices/clock.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Profile } from '../../kiosk-config/schema/profile.ts';
import { untilMedia } from '../../test/support/cards.ts';
import { scratchFolders } from '../../test/support/scratch-folders.ts';
import { openCardReader } from '../core/card-reader.ts';
import { createHttpHsm } from '../core/platform/http/index.ts';
import { readDemoOptions, startDemo, type Demo } from './index.ts';

const firstStartMs = 60_000;
const deadlineMs = 15_000;
const clock = systemClock();
const scratchFolder = scratchFolders();

let demo: Demo;
let reader: CardReader;
/** Instructions that went to the holders' cards. */
let instructions: number[] = [];

beforeAll(async () => {
  const state = scratchFolder();
  demo = await startDemo(readDemoOptions(['--state', state, '--template', 'kiosk-config/profiles/demo-security-modules.yaml', '--card-wire', 'vpcd']));
  const profile = loadYaml(Profile, demo.profilePath);
  const { 'card-reader': cardReader } = profile.devices;
  if (!cardReader) throw new Error('no card reader');
  reader = openCardReader(cardReader, profile.cardAuthentication, {
    clock, hsm: createHttpHsm({ url: profile.platform.url, terminal: '990000000001', clock }),
    onApdu: (direction, apdu, slot) => {
      if (direction === 'toDevice' && slot === 'card') instructions.push(apdu[1] ?? 0);
    },
  });
  await untilMedia(reader, 'notPresent');
}, firstStartMs);
afterAll(async () => {
  await reader.close();
  await demo.close();
});

test.each([
  ['zhang-san', '3.0', 'the PSAM'],
  ['li-si', '2.0', 'the HSM, since the PSAM enciphers otherwise'],
] as const)('the card of %s (%s) is proven by %s, and has its PIN reset by the HSM', async (name, generation, _who) => {
  instructions = [];
  expect(await demo.run(`insert ${name}`)).toMatchObject({ ok: true });
  await untilMedia(reader, 'present');
  const read = await reader.execute('readHolder', null, { deadlineMs }).completion;
  if (read.code !== 'success') throw new Error(read.reason ?? read.code);
  expect(read.value).toMatchObject({ authenticity: 'proven', generation });
  expect(instructions).toContain(0x88);
  const { cardId } = read.value;
  expect(await reader.execute('resetPin', { newPin: Buffer.from('837465'), cardId }, { deadlineMs }).completion).toEqual({ code: 'success', value: { outcome: 'changed' } });
  expect(await reader.execute('verifyPin', { pin: Buffer.from('837465'), cardId }, { deadlineMs }).completion).toEqual({ code: 'success', value: { outcome: 'verified' } });
  await demo.run('remove');
  await untilMedia(reader, 'notPresent');
});

test('without the hall, the PSAM still proves third-generation cards; only what needs the HSM is unavailable', async () => {
  await demo.run('platform down');
  await demo.run('insert zhang-san');
  await untilMedia(reader, 'present');
  const read = await reader.execute('readHolder', null, { deadlineMs }).completion;
  if (read.code !== 'success') throw new Error(read.reason ?? read.code);
  expect(await reader.execute('unblockPin', { cardId: read.value.cardId }, { deadlineMs }).completion).toMatchObject({ reason: 'authenticationUnavailable' });
  await demo.run('reset');
});
