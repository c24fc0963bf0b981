import { beforeEach, expect, test } from 'vitest';
import { nextTick, shallowRef } from 'vue';
import { defaultModes, type Modes, type VoiceState } from '../../main/contract/index.ts';
import { keepReading } from './keep-reading.ts';

let begun: number;
let reading: number;
const stage = shallowRef<string | null>('stage');
const state = shallowRef<VoiceState>({ engine: 'present', headset: 'inserted' });
/** As a screen brings them along: a new object each time. */
const modes = shallowRef<Modes>({ ...defaultModes, voice: 'on' });

beforeEach(async () => {
  begun = 0;
  reading = 0;
  state.value = { engine: 'present', headset: 'inserted' };
  modes.value = { ...defaultModes, voice: 'on' };
  await nextTick();
});

function listen(): () => void {
  return keepReading({
    stage: () => stage.value,
    state: () => state.value,
    isOn: () => modes.value.voice === 'on',
    read: () => {
      begun += 1;
      reading += 1;
      return () => { reading -= 1; };
    },
    rest: () => undefined,
  });
}

test('a screen that is sent again, as after every digit of a PIN, is not read from its beginning again', async () => {
  const stop = listen();
  for (let digit = 0; digit < 3; digit += 1) {
    modes.value = { ...modes.value };
    state.value = { ...state.value };
    await nextTick();
  }
  expect(begun).toBe(1);
  stop();
  expect(reading).toBe(0);
});

test('a headset put in begins the reading afresh; one pulled out, or a jack that does not answer, lets it go on', async () => {
  const stop = listen();
  for (const [headset, begins] of [['removed', 1], ['inserted', 2], ['unknown', 2], ['inserted', 2]] as const) {
    state.value = { engine: 'present', headset };
    await nextTick();
    expect([begun, reading], headset).toEqual([begins, 1]);
  }
  stop();
});

test('nothing is read while the voice is off or the machine has none', async () => {
  const stop = listen();
  modes.value = { ...defaultModes, voice: 'off' };
  await nextTick();
  expect(reading).toBe(0);
  modes.value = { ...defaultModes, voice: 'on' };
  await nextTick();
  expect(reading).toBe(1);
  state.value = { engine: 'absent', headset: 'inserted' };
  await nextTick();
  expect(reading).toBe(0);
  stop();
});
