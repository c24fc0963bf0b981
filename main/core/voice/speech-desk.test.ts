import { beforeEach, expect, test } from 'vitest';
import { createDevice, fault } from '../../../devices/device.ts';
import type { HeadsetPresence, Utterance, Voice, VoiceCommands, VoiceReason, VoiceStatus } from '../../../devices/voice/index.ts';
import { attractScreen } from '../../../test/support/bridge-samples.ts';
import { manualClock, settle } from '../../../test/support/manual-clock.ts';
import { defaultModes, type Modes, type Screen, type SpeechMessage, type SpeechRequest } from '../../contract/index.ts';
import { openSpeechDesk, type SpeechDesk } from './speech-desk.ts';

let sent: SpeechMessage[];
let begun: Utterance[];
let headsets: number;
let desk: SpeechDesk;
let ask: (request: SpeechRequest) => Promise<void>;
let plug: (presence: HeadsetPresence) => void;
/** Ends the utterance that is being said. */
let finish: () => Promise<void>;

const screen = (id: string, modes: Partial<Modes> = { voice: 'on' }): Screen => ({ ...attractScreen(id), modes: { ...defaultModes, ...modes } });
const say = (text: string, more: { readonly screenId?: string; readonly private?: boolean } = {}): SpeechRequest =>
  ({ kind: 'say', screenId: 's1', utteranceId: `say ${text}`, text, language: 'zh-CN', private: false, ...more });
const outcomes = () => sent.flatMap((message) => (message.kind === 'said' ? [`${message.utteranceId}: ${message.outcome}`] : []));
const spoken = () => begun.map(({ text }) => text.reveal());

function fakeVoice(engine: VoiceStatus['engine'] = 'found'): Voice {
  return createDevice<VoiceCommands, VoiceStatus, VoiceReason>({
    name: 'voice',
    initial: { generic: 'online', specific: { engine } },
    handlers: {
      speak: (utterance, { signal }) => new Promise((resolve) => {
        begun.push(utterance);
        signal.addEventListener('abort', () => resolve(fault('canceled')), { once: true });
        finish = async () => {
          resolve({ code: 'success', value: null });
          await settle();
        };
      }),
    },
    start: () => async () => undefined,
  }, manualClock());
}

function open(voice: Voice | null): void {
  let requested: (request: SpeechRequest) => void = () => undefined;
  let watched: (presence: HeadsetPresence) => void = () => undefined;
  desk = openSpeechDesk({
    voice,
    headset: {
      presence: () => 'unknown',
      watch(listener) {
        watched = listener;
        listener('unknown');
        return () => undefined;
      },
      close: async () => undefined,
    },
    link: {
      send: (message) => sent.push(message),
      onRequest(call) {
        requested = call;
        return () => undefined;
      },
      onPresence(call) {
        call(true);
        return () => undefined;
      },
    },
    onHeadset: () => { headsets += 1; },
  });
  ask = async (request) => {
    requested(request);
    await settle();
  };
  plug = (presence) => watched(presence);
}

beforeEach(() => {
  sent = [];
  begun = [];
  headsets = 0;
  open(fakeVoice());
  plug('removed');
  desk.shown(screen('s1'));
});

test('a part of the screen shown is said in the modes of its person, and its end is told', async () => {
  desk.shown(screen('s1', { voice: 'on', voiceRate: 5, voiceVolume: 2 }));
  await ask(say('请选择'));
  expect(begun).toMatchObject([{ language: 'zh-CN', rate: 5, volume: 2 }]);
  expect(spoken()).toEqual(['请选择']);
  expect(outcomes()).toEqual([]);
  await finish();
  expect(outcomes()).toEqual(['say 请选择: spoken']);
});

test.each(['removed', 'unknown'] as const)('with the headset %s nothing private is said', async (presence) => {
  plug(presence);
  await ask(say('您好，张*', { private: true }));
  expect(begun).toEqual([]);
  expect(outcomes()).toEqual(['say 您好，张*: withheld']);
});

test('a value of the person that comes marked as public is private all the same', async () => {
  const value = { 'zh-CN': '1101****0015', en: '1101****0015' };
  const label = { 'zh-CN': '证件号码', en: 'Number' };
  desk.shown({ ...screen('s1'), body: { kind: 'review', title: label, lead: label, rows: [{ label, value }], choices: [] } });
  await ask(say('证件号码 1101****0015'));
  expect(outcomes()).toEqual(['say 证件号码 1101****0015: withheld']);
  plug('inserted');
  await ask(say('证件号码 1101****0015'));
  expect(spoken()).toEqual(['证件号码 1101****0015']);
});

test('with a headset in, private parts are said; pulled out, it is silent at once and they are not said any more', async () => {
  plug('inserted');
  await ask(say('您好，张*', { private: true }));
  expect(spoken()).toEqual(['您好，张*']);
  plug('removed');
  await settle();
  expect(outcomes()).toEqual(['say 您好，张*: stopped']);
  await ask(say('证件号码', { private: true }));
  expect(spoken()).toEqual(['您好，张*']);
});

test('a jack that no longer answers counts as pulled out', async () => {
  plug('inserted');
  await ask(say('您好，张*', { private: true }));
  plug('unknown');
  await settle();
  expect(outcomes()).toEqual(['say 您好，张*: stopped']);
});

test('the next part takes the place of the one being said, and each has one outcome', async () => {
  await ask(say('一'));
  await ask(say('二'));
  expect(spoken()).toEqual(['一', '二']);
  await finish();
  expect(outcomes()).toEqual(['say 一: stopped', 'say 二: spoken']);
});

test('a new screen, the voice turned off and the end of the visit each silence what is being said', async () => {
  const silences = [() => desk.shown(screen('s2')), () => desk.shown(screen('s1', { voice: 'off' })), () => desk.wiped()];
  for (const silence of silences) {
    desk.shown(screen('s1'));
    sent = [];
    await ask(say('请选择'));
    silence();
    await settle();
    expect(outcomes()).toEqual(['say 请选择: stopped']);
  }
});

test('the same screen updated does not interrupt', async () => {
  await ask(say('请选择'));
  desk.shown({ ...screen('s1'), help: 'called' });
  await settle();
  expect(outcomes()).toEqual([]);
});

test.each([
  ['of another screen', () => say('请选择', { screenId: 's0' })],
  ['after the visit was wiped', () => { desk.wiped(); return say('请选择'); }],
  ['for somebody who has not turned the voice on', () => { desk.shown(screen('s1', { voice: 'off' })); return say('请选择'); }],
])('nothing is said %s', async (_, request) => {
  await ask(request());
  expect(begun).toEqual([]);
  expect(outcomes()).toEqual(['say 请选择: stopped']);
});

test('a headset put in calls somebody once; one that was there when the kiosk began, or that comes back from nowhere, does not', () => {
  plug('inserted');
  expect(headsets).toBe(1);
  plug('unknown');
  plug('inserted');
  expect(headsets).toBe(1);
  plug('removed');
  plug('inserted');
  expect(headsets).toBe(2);
});

test('a machine without a voice says so, and a headset calls nobody', () => {
  sent = [];
  open(fakeVoice('missing'));
  expect(sent.at(-1)).toEqual({ kind: 'voice', state: { engine: 'absent', headset: 'unknown' } });
  plug('removed');
  plug('inserted');
  expect(headsets).toBe(0);
  open(null);
  expect(sent.at(-1)).toEqual({ kind: 'voice', state: { engine: 'absent', headset: 'unknown' } });
});

test('nothing of what is said shows in anything that is written down', async () => {
  plug('inserted');
  await ask(say('张三', { private: true }));
  expect(JSON.stringify(begun)).not.toContain('张三');
});
