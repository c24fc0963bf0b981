import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { zinniaAtHand, zinniaModels } from '../../test/support/zinnia.ts';
import { systemClock } from '../clock.ts';
import { Personal } from '../personal.ts';
import type { Strokes } from '../../main/contract/index.ts';
import { createProgramHandwriting, type HandwritingEngine, type HandwritingStatus } from './index.ts';

const bar: Strokes = [[[100, 500], [900, 500]]];
const options = { deadlineMs: 20_000 };
const log: unknown[] = [];

let folder: string;
let engines: HandwritingEngine[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-handwriting-'));
  engines = [];
  log.length = 0;
});
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  rmSync(folder, { recursive: true, force: true });
});

function keep(program: string, models: Readonly<Record<string, string>>): HandwritingEngine {
  const engine = createProgramHandwriting({
    name: 'handwriting', program, arguments: ['-m', '{model}', '-n', '{most}'], models, clock: systemClock(), log: (...entry) => log.push(entry),
  });
  engines.push(engine);
  return engine;
}

/** A program in the place of the engine, with a model to read. */
function engineDoing(script: string): HandwritingEngine {
  const [program, model] = [join(folder, 'engine'), join(folder, 'model')];
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o700);
  writeFileSync(model, '');
  return keep(program, { 'zh-CN': model, 'zh-Hant': join(folder, 'no-such-model') });
}

const look = (engine: HandwritingEngine, strokes: Strokes = bar, language = 'zh-CN') => engine.execute('recognise', { language, strokes: new Personal(strokes) }, options).completion;
const settled = (engine: HandwritingEngine): Promise<HandwritingStatus> => new Promise((resolve) => {
  engine.watch(({ specific }) => {
    if (specific.engine !== 'unknown') resolve(specific);
  });
});

test('strokes reach the program on its standard input, and what it may be told on its command line does not hold them', async () => {
  const engine = engineDoing(`cat > ${folder}/heard; echo "$@" > ${folder}/told; printf 'Answer: \\n一 0.9\\n七 -0.3\\n'`);
  const outcome = await look(engine);
  expect(outcome.code === 'success' && outcome.value.reveal()).toEqual(['一', '七']);
  expect(readFileSync(join(folder, 'heard'), 'utf8')).toBe('(character (width 1000) (height 1000) (strokes ((200 500)(800 500))))\n');
  expect(readFileSync(join(folder, 'told'), 'utf8').trim()).toBe(`-m ${folder}/model -n 20`);
});

test('it says in which languages it can read: those whose model is there', async () => {
  const engine = engineDoing('exit 0');
  expect(await settled(engine)).toEqual({ engine: 'found', languages: ['zh-CN'] });
  expect(await look(engine, bar, 'en')).toEqual({ code: 'invalidData', reason: 'languageUnknown' });
});

test('without the program, or without any model, it is said to be missing', async () => {
  writeFileSync(join(folder, 'model'), '');
  const absent = keep(join(folder, 'nothing-here'), { 'zh-CN': join(folder, 'model') });
  expect(await settled(absent)).toEqual({ engine: 'missing', languages: [] });
  expect(await look(absent)).toEqual({ code: 'hardwareError', reason: 'programMissing' });
  expect(await settled(keep('cat', { 'zh-CN': join(folder, 'no-such-model') }))).toEqual({ engine: 'missing', languages: [] });
});

test.each([
  ['ends with another code than zero', 'cat > /dev/null; printf "一 0.9\\n"; exit 3'],
  ['ends before it has read anything', 'exit 1'],
  ['dies', 'kill -9 $$'],
  ['says megabytes', 'yes "一 0.9"'],
])('a program that %s has failed', async (_, script) => {
  const engine = engineDoing(script);
  expect(await look(engine)).toEqual({ code: 'hardwareError', reason: 'programFailed' });
  expect(engine.status().generic, 'the next look may do better').not.toBe('noDevice');
});

test('a program that says nothing of use has seen no character', async () => {
  const outcome = await look(engineDoing('cat > /dev/null; head -c 4096 /dev/urandom | tr -d "\\n"'));
  expect(outcome.code === 'success' && outcome.value.reveal()).toEqual([]);
});

test('a program that hangs is ended with its look, whatever it thinks of it, and does not stand in the way of the next', async () => {
  const engine = engineDoing(`trap '' TERM; cat > /dev/null; test -e ${folder}/began && { echo '一 0.9'; exit 0; }; touch ${folder}/began; sleep 600`);
  const abort = new AbortController();
  const { completion } = engine.execute('recognise', { language: 'zh-CN', strokes: new Personal(bar) }, { ...options, signal: abort.signal });
  await expect.poll(() => existsSync(join(folder, 'began'))).toBe(true);
  abort.abort();
  expect((await completion).code).toBe('canceled');
  expect((await look(engine)).code).toBe('success');
});

test('a program that hangs is given up at the deadline', async () => {
  const { completion } = engineDoing('sleep 600').execute('recognise', { language: 'zh-CN', strokes: new Personal(bar) }, { deadlineMs: 50 });
  expect((await completion).code).toBe('timeOut');
});

test('nothing of what is written, or of what it may be, shows in anything that is written down', async () => {
  const engine = engineDoing('cat > /dev/null; echo "木 0.9"');
  expect(JSON.stringify([await look(engine), log])).not.toMatch(/木|200/);
});

/** As one writes them, in ink of a few points. */
const written: readonly (readonly [string, Strokes])[] = [
  ['一', bar],
  ['二', [[[250, 300], [750, 300]], [[100, 750], [900, 750]]]],
  ['三', [[[200, 200], [800, 200]], [[250, 500], [750, 500]], [[100, 850], [900, 850]]]],
  ['十', [[[100, 450], [900, 450]], [[500, 100], [500, 900]]]],
  ['人', [[[500, 100], [450, 400], [300, 680], [100, 880]], [[480, 380], [600, 620], [900, 880]]]],
  ['大', [[[250, 420], [750, 390]], [[500, 220], [490, 450], [400, 650], [220, 790]], [[500, 430], [600, 630], [790, 780]]]],
  ['口', [[[200, 250], [220, 800]], [[200, 250], [790, 250], [760, 790]], [[220, 770], [770, 770]]]],
  ['中', [[[180, 280], [210, 620]], [[180, 280], [830, 280], [790, 600]], [[210, 590], [800, 590]], [[500, 60], [500, 950]]]],
  ['木', [[[100, 350], [900, 350]], [[500, 60], [500, 950]], [[490, 370], [350, 600], [120, 780]], [[510, 370], [660, 600], [890, 780]]]],
];

describe.runIf(zinniaAtHand)('with Debian\'s zinnia and its model', () => {
  test.each(written)('%s is among the first four candidates, which the narrowest line holds', async (character, strokes) => {
    const outcome = await look(keep('zinnia', zinniaModels), strokes);
    expect(outcome.code === 'success' && outcome.value.reveal().slice(0, 4)).toContain(character);
  });

  test('a dot and a scrawl of everything that the contract allows are looked at, and the next look is as good as ever', async () => {
    const engine = keep('zinnia', zinniaModels);
    const scrawl = Array.from({ length: 40 }, (_, n) => Array.from({ length: 60 }, (_unused, m): [number, number] => [(n * 331 + m * 97) % 1001, (n * 173 + m * 613) % 1001]));
    for (const strokes of [[[[0, 0]]], scrawl] satisfies Strokes[]) expect((await look(engine, strokes)).code).toBe('success');
    const outcome = await look(engine);
    expect(outcome.code === 'success' && outcome.value.reveal()[0]).toBe('一');
  });
});
