import { beforeEach, expect, test } from 'vitest';
import { createDevice, fault } from '../../../devices/device.ts';
import type { HandwritingCommands, HandwritingEngine, HandwritingReason, HandwritingStatus, Writing } from '../../../devices/handwriting/index.ts';
import { Personal } from '../../../devices/personal.ts';
import { attractScreen } from '../../../test/support/bridge-samples.ts';
import { manualClock, settle } from '../../../test/support/manual-clock.ts';
import { defaultModes, type EntryField, type HandwritingMessage, type HandwritingRequest, type Screen, type Strokes } from '../../contract/index.ts';
import { type HandwritingDesk, openHandwritingDesk } from './handwriting-desk.ts';

const text = (words: string) => ({ 'zh-CN': words, en: words });
const words: EntryField = { kind: 'text', purpose: 'address', longest: 60 };

function question(id: string, field = words): Screen {
  return { ...attractScreen(id), body: { kind: 'entry', title: text('详细地址'), prompt: text('街道'), field, kept: null, problem: null, choices: [] } };
}
const strokes = (count: number): Strokes => Array.from({ length: count }, () => [[1, 2], [3, 4]]);
const request = (lookId: string, count = 1, screenId = 's1'): HandwritingRequest => ({ screenId, lookId, strokes: strokes(count) });

let clock: ReturnType<typeof manualClock>;
let sent: HandwritingMessage[];
let begun: Writing[];
let ended: string[];
let desk: HandwritingDesk;
let ask: (request: HandwritingRequest) => Promise<void>;
let presence: (there: boolean) => void;
/** Ends the look that is under way with these characters; null: the engine has failed. */
let finish: (characters: readonly string[] | null) => Promise<void>;

const answers = () => sent.filter(({ kind }) => kind !== 'offer');
const looks = () => begun.map((writing) => writing.strokes.reveal().length);

function fakeEngine(languages: readonly string[]): HandwritingEngine {
  return createDevice<HandwritingCommands, HandwritingStatus, HandwritingReason>({
    name: 'handwriting',
    initial: { generic: 'online', specific: { engine: 'found', languages } },
    handlers: {
      recognise: (writing, { signal }) => new Promise((resolve) => {
        begun.push(writing);
        signal.addEventListener('abort', () => {
          ended.push('aborted');
          resolve(fault('canceled'));
        }, { once: true });
        finish = async (characters) => {
          resolve(characters ? { code: 'success', value: new Personal(characters) } : fault('hardwareError', 'programFailed'));
          await settle();
        };
      }),
    },
    start: () => async () => undefined,
  }, clock);
}

function open(engine: HandwritingEngine | null): void {
  let requested: (request: HandwritingRequest) => void = () => undefined;
  desk = openHandwritingDesk({
    engine,
    link: {
      send: (message) => sent.push(message),
      onRequest(call) {
        requested = call;
        return () => undefined;
      },
      onPresence(call) {
        presence = call;
        call(true);
        return () => undefined;
      },
    },
  });
  ask = async (asked) => {
    requested(asked);
    await settle();
  };
}

beforeEach(() => {
  clock = manualClock();
  sent = [];
  begun = [];
  ended = [];
  open(fakeEngine(['zh-CN']));
  desk.shown(question('s1'));
});

test('what is written is looked at in the language of its person, and the candidates are told', async () => {
  desk.shown({ ...question('s1'), modes: { ...defaultModes, language: 'zh-Hant' } });
  await ask(request('a', 2));
  expect(begun.map(({ language }) => language)).toEqual(['zh-Hant']);
  expect(answers()).toEqual([]);
  await finish(['二', '三']);
  expect(answers()).toEqual([{ kind: 'candidates', lookId: 'a', characters: ['二', '三'] }]);
});

test('one look at a time: of what comes meanwhile only the newest is looked at, and only that is answered', async () => {
  for (const count of [1, 2, 3, 4]) await ask(request(`look ${count}`, count));
  expect(looks()).toEqual([1]);
  await finish(['一']);
  expect(looks()).toEqual([1, 4]);
  await finish(['中']);
  expect(answers()).toEqual([{ kind: 'candidates', lookId: 'look 4', characters: ['中'] }]);
});

test('a flood of requests starts no more looks than one after the other', async () => {
  for (let count = 0; count < 1000; count += 1) await ask(request(`look ${count}`, 1 + (count % 40)));
  expect(begun).toHaveLength(1);
});

test('an engine that fails, or does not answer in time, is told to be unavailable, and the next look is begun', async () => {
  await ask(request('a'));
  await finish(null);
  await ask(request('b'));
  await clock.advance(1500);
  await settle();
  expect(answers()).toEqual([{ kind: 'unavailable', lookId: 'a' }, { kind: 'unavailable', lookId: 'b' }]);
  await ask(request('c'));
  await finish(['一']);
  expect(answers().at(-1)).toMatchObject({ kind: 'candidates', lookId: 'c' });
});

test('a new screen, the end of the visit and a page that went each end the look, and it is not answered', async () => {
  const ends = [() => desk.shown(question('s2')), () => desk.wiped(), () => presence(false), () => desk.close()];
  for (const end of ends) {
    desk.shown(question('s1'));
    [sent, ended] = [[], []];
    await ask(request('a'));
    await ask(request('b', 2));
    end();
    await settle();
    expect([ended, answers()]).toEqual([['aborted'], []]);
  }
  expect(looks().every((count) => count === 1), 'nor is what waited').toBe(true);
});

test('the same screen updated does not end the look', async () => {
  await ask(request('a'));
  desk.shown({ ...question('s1'), help: 'called' });
  await finish(['一']);
  expect(answers()).toHaveLength(1);
});

test.each([
  ['on another screen', () => request('a', 1, 's0')],
  ['after the visit was wiped', () => { desk.wiped(); return request('a'); }],
  ['where no words are asked for', () => { desk.shown(question('s1', { kind: 'phone' })); return request('a'); }],
  ['where nothing is asked for', () => { desk.shown(attractScreen('s1')); return request('a'); }],
])('nothing is looked at %s', async (_, asked) => {
  await ask(asked());
  expect(begun).toEqual([]);
  expect(answers()).toEqual([]);
});

test('each page is told in which languages one can write; where there is no engine, in none', () => {
  expect(sent).toContainEqual({ kind: 'offer', languages: ['zh-CN'] });
  sent = [];
  presence(true);
  expect(sent).toEqual([{ kind: 'offer', languages: ['zh-CN'] }]);
  sent = [];
  open(null);
  expect(sent).toEqual([{ kind: 'offer', languages: [] }]);
});

test('nothing of what is written shows in anything that is written down', async () => {
  await ask({ ...request('a'), strokes: [[[777, 778]]] });
  expect(JSON.stringify(begun)).not.toContain('77');
});
