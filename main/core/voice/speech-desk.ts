/**
 * Decides what the kiosk says aloud: only of the screen that is shown, only while its person has the voice on, and nothing private
 * unless a headset is in the jack. A new screen, the end of the visit and a pulled headset silence it at once.
 */
import { Personal } from '../../../devices/personal.ts';
import type { HeadsetJack, HeadsetPresence, SpeechLink, Utterance, Voice } from '../../../devices/voice/index.ts';
import type { Screen, SpeechOutcome, SpeechRequest, VoiceState } from '../../contract/index.ts';
import { tellsOfPerson } from './private-words.ts';

export interface SpeechDesk {
  /** The screen that is shown now. */
  shown(screen: Screen): void;
  /** The visit is over. */
  wiped(): void;
  close(): void;
}

export interface SpeechDeskOptions {
  readonly voice: Voice | null;
  /** Null: this machine has no jack that can be asked, and nothing private is ever said. */
  readonly headset: HeadsetJack | null;
  readonly link: SpeechLink;
  /** Somebody has put a headset in; it was out before. */
  readonly onHeadset: () => void;
}

type Say = Extract<SpeechRequest, { kind: 'say' }>;

/** The slowest voice needs less than half of this for one Chinese character, the longest unit of speech there is. */
const deadlineMs = (text: string): number => 15_000 + 1000 * text.length;

export function openSpeechDesk({ voice, headset, link, onHeadset }: SpeechDeskOptions): SpeechDesk {
  let screen: Screen | null = null;
  let plugged: HeadsetPresence = 'unknown';
  let speaking: AbortController | null = null;

  const silence = (): void => {
    speaking?.abort();
    speaking = null;
  };
  const isPresent = (): boolean => voice?.status().specific.engine === 'found';
  const state = (): VoiceState => ({ engine: isPresent() ? 'present' : 'absent', headset: plugged });
  const tellState = (): void => link.send({ kind: 'voice', state: state() });

  const utteranceOf = ({ text, language }: Say, { modes }: Screen): Utterance =>
    ({ language, text: new Personal(text), rate: modes.voiceRate, volume: modes.voiceVolume });

  const say = async (request: Say): Promise<void> => {
    const answer = (outcome: SpeechOutcome): void => link.send({ kind: 'said', utteranceId: request.utteranceId, outcome });
    silence();
    if (!voice || !screen || screen.id !== request.screenId || screen.modes.voice === 'off') return answer('stopped');
    if ((request.private || tellsOfPerson(request.text, screen.body)) && plugged !== 'inserted') return answer('withheld');
    const mine = new AbortController();
    speaking = mine;
    const { completion } = voice.execute('speak', utteranceOf(request, screen), { deadlineMs: deadlineMs(request.text), signal: mine.signal });
    const { code } = await completion;
    if (speaking === mine) speaking = null;
    answer(code === 'success' ? 'spoken' : code === 'canceled' ? 'stopped' : 'failed');
  };

  const stops = [
    voice?.watch(tellState),
    headset?.watch((presence) => {
      const before = plugged;
      plugged = presence;
      if (before === 'inserted') silence();
      tellState();
      // Level-triggered: a headset somebody left in the jack, or that was there when the kiosk began, calls nobody.
      if (before === 'removed' && presence === 'inserted' && isPresent()) onHeadset();
    }),
    link.onPresence((there) => {
      if (there) tellState();
      else silence();
    }),
    link.onRequest((request) => {
      if (request.kind === 'say') void say(request);
      else if (request.kind === 'hush' && request.screenId === screen?.id) silence();
    }),
  ];

  return {
    shown(next) {
      if (next.id !== screen?.id || next.modes.voice === 'off') silence();
      screen = next;
    },
    wiped() {
      silence();
      screen = null;
    },
    close() {
      silence();
      for (const stop of stops) stop?.();
    },
  };
}
