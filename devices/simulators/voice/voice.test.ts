import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { Personal } from '../../personal.ts';
import { createProgramVoice, openHeadsetJack, type Voice } from '../../voice/index.ts';
import { createJack, listenToVoices, voiceProgram, type VoiceListener } from './index.ts';

let folder: string;
let listener: VoiceListener;
let opened: { close(): Promise<void> }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-captions-'));
  listener = await listenToVoices(join(folder, 'voice'));
  opened = [listener];
});
afterEach(async () => {
  for (const one of opened.toReversed()) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

function openVoice(paceMs: number): Voice {
  const voice = createProgramVoice({
    name: 'voice', ...voiceProgram({ captions: listener.path, paceMs, sound: null }), voices: { 'zh-CN': 'cmn' }, clock: systemClock(),
  });
  opened.push(voice);
  return voice;
}
const speak = (voice: Voice, text: string, signal?: AbortSignal) =>
  voice.execute('speak', { language: 'zh-CN', text: new Personal(text), rate: 3, volume: 3 }, { deadlineMs: 60_000, ...(signal && { signal }) }).completion;
const heard = () => listener.captions().map(({ text, end }) => `${text} ${end}`);

function connectTo(path: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(socket));
    socket.on('error', () => undefined);
  });
}

test('the driver of a real engine lets the simulated one speak, and what it said is heard word for word', async () => {
  expect((await speak(openVoice(0), '您好，请插卡。')).code).toBe('success');
  await expect.poll(heard).toEqual(['您好，请插卡。 spoken']);
  expect(listener.captions()[0]).toMatchObject({ number: 1, voice: 'cmn', rate: 160, volume: 100 });
});

test('an utterance that is silenced is heard as broken off', async () => {
  const abort = new AbortController();
  // So slow that it never ends by itself.
  const completion = speak(openVoice(2000), '很长很长很长很长很长很长很长很长的一段话', abort.signal);
  await expect.poll(() => listener.captions()[0]?.end, { timeout: 20_000 }).toBe('speaking');
  abort.abort();
  expect((await completion).code).toBe('canceled');
  await expect.poll(() => listener.captions()[0]?.end).toBe('stopped');
});

test('a voice that nobody listens to has failed', async () => {
  const voice = openVoice(0);
  await listener.close();
  expect(await speak(voice, '您好')).toEqual({ code: 'hardwareError', reason: 'programFailed' });
});

test.each([
  ['no JSON', 'hello\n'],
  ['something else', '{"began":{"text":1}}\n'],
  ['a line without end', 'x'.repeat(64 * 1024)],
])('whoever says %s to the listener is hung up on and not heard', async (_, words) => {
  const socket = await connectTo(listener.path);
  const hungUp = new Promise((resolve) => socket.once('close', resolve));
  socket.write(words);
  await hungUp;
  expect(listener.captions()).toEqual([]);
});

test('the listener remembers the last utterances and not all', async () => {
  for (let count = 0; count < 210; count += 1) {
    const socket = await connectTo(listener.path);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.end(`${JSON.stringify({ began: { voice: 'cmn', rate: 160, volume: 100, text: String(count) } })}\n{"ended":"spoken"}\n`);
    socket.resume();
    await closed;
  }
  await expect.poll(() => listener.captions().at(-1)?.number).toBe(210);
  expect(listener.captions()).toHaveLength(200);
});

test('the driver of the jack sees the simulated plug go in and come out', async () => {
  const jack = await createJack(join(folder, 'headset'));
  const seen = openHeadsetJack({ program: jack.program, arguments: jack.arguments, clock: systemClock(), log: () => undefined });
  opened.push(seen);
  await expect.poll(() => seen.presence(), { timeout: 20_000 }).toBe('removed');
  await jack.insert();
  await expect.poll(() => seen.presence(), { timeout: 20_000 }).toBe('inserted');
  await jack.remove();
  await expect.poll(() => seen.presence(), { timeout: 20_000 }).toBe('removed');
});
