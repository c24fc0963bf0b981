import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { Personal } from '../personal.ts';
import { createProgramVoice, type ProgramVoice, type Utterance, type Voice } from './index.ts';
import { argumentsFor, voiceFor } from './program-voice-driver.ts';

const words = '您好，请插入社会保障卡。';
const utterance = (change: Partial<Utterance> = {}): Utterance => ({ language: 'zh-CN', text: new Personal(words), rate: 3, volume: 3, ...change });
const options = { deadlineMs: 20_000 };

let folder: string;
let voices: Voice[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-voice-'));
  voices = [];
});
afterEach(async () => {
  await Promise.all(voices.map((voice) => voice.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** A program in the place of the speech engine. */
function engine(script: string): string {
  const file = join(folder, 'engine');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o700);
  return file;
}

function open(program: string, args: readonly string[] = [], chinese: ProgramVoice['chinese'] = 'characters'): Voice {
  const voice = createProgramVoice({ name: 'voice', program, arguments: args, chinese, voices: { 'zh-CN': 'cmn', en: 'en-gb' }, clock: systemClock() });
  voices.push(voice);
  return voice;
}

const settled = (voice: Voice): Promise<string> => new Promise((resolve) => {
  voice.watch(({ specific }) => {
    if (specific.engine !== 'unknown') resolve(specific.engine);
  });
});

test('the text reaches the program on its standard input, and what it may be told on its command line does not hold it', async () => {
  const voice = open(engine(`cat > ${folder}/heard; echo "$@" > ${folder}/told`), ['-v', '{voice}', '-s', '{rate}', '-a', '{volume}']);
  const { completion } = voice.execute('speak', utterance({ rate: 5, volume: 1 }), options);
  expect(await completion).toEqual({ code: 'success', value: null });
  expect(readFileSync(join(folder, 'heard'), 'utf8')).toBe(words);
  expect(readFileSync(join(folder, 'told'), 'utf8').trim()).toBe('-v cmn -s 320 -a 40');
});

test('a faster step is a faster pace and a louder step a louder voice', () => {
  const told = (change: Partial<Utterance>) => argumentsFor(utterance(change), { program: 'x', arguments: ['{rate}', '{volume}'], chinese: 'characters', voices: {} }).map(Number);
  const steps = [1, 2, 3, 4, 5].map((step) => told({ rate: step, volume: step }));
  for (const [index, [rate = 0, volume = 0]] of steps.entries()) {
    const [slower = 0, softer = 0] = steps[index - 1] ?? [];
    expect(rate).toBeGreaterThan(slower);
    expect(volume).toBeGreaterThan(softer);
  }
});

test('a language without a voice of its own is read by that of its less particular tag', () => {
  expect(voiceFor('en-AU', { en: 'en-gb' })).toBe('en-gb');
  expect(voiceFor('zh-Hant-HK', { 'zh-Hant': 'cmn', zh: 'yue' })).toBe('cmn');
  expect(voiceFor('fr-CA', {})).toBe('fr');
});

test('an aborted utterance is silenced at once, whatever the program thinks of it', async () => {
  const voice = open(engine(`trap '' TERM; cat > /dev/null; test -e ${folder}/began && exit 0; touch ${folder}/began; sleep 600`));
  const abort = new AbortController();
  const { completion } = voice.execute('speak', utterance(), { ...options, signal: abort.signal });
  await expect.poll(() => existsSync(join(folder, 'began'))).toBe(true);
  abort.abort();
  expect((await completion).code).toBe('canceled');
  // Neither the program nor what it has started stands in the way of the next utterance.
  expect((await voice.execute('speak', utterance(), options).completion).code).toBe('success');
});

test('a program that is not there is said to be missing, before anything is to be said and when it is', async () => {
  const voice = open(join(folder, 'nothing-here'));
  expect(await settled(voice)).toBe('missing');
  expect(await voice.execute('speak', utterance(), options).completion).toEqual({ code: 'hardwareError', reason: 'programMissing' });
});

test('a program that is on the path is found', async () => {
  expect(await settled(open('cat'))).toBe('found');
});

test.each([
  ['ends with another code than zero', 'cat > /dev/null; exit 3'],
  ['finds no sound card, says so and ends as if all were well', 'cat > /dev/null; echo "error: No such file or directory" >&2; exit 0'],
  ['ends before it has read anything', 'exit 1'],
])('an engine that %s has failed', async (_, script) => {
  expect(await open(engine(script)).execute('speak', utterance(), options).completion).toEqual({ code: 'hardwareError', reason: 'programFailed' });
});

test('a text longer than an utterance may be is refused and no program is started for it', async () => {
  const voice = open(engine(`touch ${folder}/began`));
  const { completion } = voice.execute('speak', utterance({ text: new Personal('长'.repeat(2001)) }), options);
  expect(await completion).toEqual({ code: 'invalidData', reason: 'textTooLong' });
  expect(existsSync(join(folder, 'began'))).toBe(false);
});

test('a text is as long as it is written, however long its sounds are', async () => {
  const voice = open(engine(`cat > ${folder}/heard`), [], 'pinyin');
  const { completion } = voice.execute('speak', utterance({ text: new Personal('长'.repeat(2000)) }), options);
  expect(await completion).toEqual({ code: 'success', value: null });
  expect(readFileSync(join(folder, 'heard'), 'utf8').match(/chang2/g)).toHaveLength(2000);
});
