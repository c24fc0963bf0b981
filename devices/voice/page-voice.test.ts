import { expect, test } from 'vitest';
import type { SpeechMessage, SpeechRequest } from '../../main/contract/index.ts';
import { manualClock, settle } from '../../test/support/manual-clock.ts';
import { Personal } from '../personal.ts';
import { createPageVoice } from './index.ts';

const utterance = { language: 'en', text: new Personal('Hello'), rate: 2, volume: 4 };

function rig() {
  const sent: SpeechMessage[] = [];
  const requests = new Set<(request: SpeechRequest) => void>();
  const presences = new Set<(present: boolean) => void>();
  const voice = createPageVoice({
    name: 'voice',
    clock: manualClock(),
    link: {
      send: (message) => sent.push(message),
      onRequest(call) {
        requests.add(call);
        return () => requests.delete(call);
      },
      onPresence(call) {
        presences.add(call);
        call(true);
        return () => presences.delete(call);
      },
    },
  });
  return {
    voice, sent,
    told: (request: SpeechRequest) => requests.forEach((call) => call(request)),
    setPresent: (present: boolean) => presences.forEach((call) => call(present)),
  };
}

test('the page is given the utterance and believed how it ended', async () => {
  const { voice, sent, told } = rig();
  const { completion } = voice.execute('speak', utterance, { deadlineMs: 1000 });
  await settle();
  expect(sent).toEqual([{ kind: 'utter', utteranceId: 'voice-1', text: 'Hello', language: 'en', rate: 2, volume: 4 }]);
  told({ kind: 'uttered', utteranceId: 'another', outcome: 'failed' });
  told({ kind: 'uttered', utteranceId: 'voice-1', outcome: 'spoken' });
  expect(await completion).toEqual({ code: 'success', value: null });
});

test('an aborted utterance silences the page', async () => {
  const { voice, sent } = rig();
  const abort = new AbortController();
  const { completion } = voice.execute('speak', utterance, { deadlineMs: 1000, signal: abort.signal });
  await settle();
  abort.abort();
  expect((await completion).code).toBe('canceled');
  expect(sent.at(-1)).toEqual({ kind: 'silence', utteranceId: 'voice-1' });
});

test('a page that goes takes its utterance with it, and its engine is not known any more', async () => {
  const { voice, told, setPresent } = rig();
  told({ kind: 'engine', found: true });
  expect(voice.status().specific.engine).toBe('found');
  const { completion } = voice.execute('speak', utterance, { deadlineMs: 1000 });
  await settle();
  setPresent(false);
  expect(await completion).toEqual({ code: 'deviceNotReady', reason: 'pageGone' });
  expect(voice.status().specific.engine).toBe('unknown');
});

test('a page whose browser cannot speak is a machine without a voice', () => {
  const { voice, told } = rig();
  told({ kind: 'engine', found: false });
  expect(voice.status()).toEqual({ generic: 'noDevice', specific: { engine: 'missing' } });
});

test('nothing is said to its end at once, and a text too long for a message is not sent', async () => {
  const { voice, sent } = rig();
  const speak = (text: string) => voice.execute('speak', { ...utterance, text: new Personal(text) }, { deadlineMs: 1000 }).completion;
  expect(await speak('')).toEqual({ code: 'success', value: null });
  expect(await speak('a'.repeat(2001))).toEqual({ code: 'invalidData', reason: 'textTooLong' });
  expect(sent).toEqual([]);
});
