/** The door of the kiosk's voice in the core: opens what the machine profile names, and the desk that decides what it says. */
import type { Clock } from '../../../devices/clock.ts';
import type { DeviceLog } from '../../../devices/device-log.ts';
import { createPageVoice, createProgramVoice, openHeadsetJack, type SpeechLink, type Voice } from '../../../devices/voice/index.ts';
import type { Profile } from '../../../kiosk-config/schema/profile.ts';
import type { Screen } from '../../contract/index.ts';
import { openSpeechDesk } from './speech-desk.ts';

export interface SpeechOptions {
  readonly profile: Profile['voice'];
  /** The engine's name of each language's voice; a language without one is not in it. */
  readonly voices: Readonly<Record<string, string>>;
  readonly link: SpeechLink;
  readonly clock: Clock;
  readonly log: DeviceLog;
  /** Somebody has put a headset in and wants to be served by voice. */
  readonly onHeadset: () => void;
}

export interface Speech {
  /** The screen that is shown now. */
  shown(screen: Screen): void;
  /** The visit is over: nothing of it is said any more. */
  wiped(): void;
  close(): Promise<void>;
}

export function openSpeech({ profile, voices, link, clock, log, onHeadset }: SpeechOptions): Speech {
  const voice = profile ? openVoice(profile.engine, { voices, link, clock, log }) : null;
  const headset = profile?.headset ? openHeadsetJack({ ...profile.headset, clock, log }) : null;
  const desk = openSpeechDesk({ voice, headset, link, onHeadset });
  return {
    shown: desk.shown,
    wiped: desk.wiped,
    async close() {
      desk.close();
      await Promise.all([voice?.close(), headset?.close()]);
    },
  };
}

type Engine = NonNullable<Profile['voice']>['engine'];

function openVoice(engine: Engine, { voices, link, clock, log }: Pick<SpeechOptions, 'voices' | 'link' | 'clock' | 'log'>): Voice {
  switch (engine.driver) {
    case 'program':
      return createProgramVoice({ name: 'voice', program: engine.program, arguments: engine.arguments, chinese: engine.chinese, voices, clock, log });
    case 'page':
      return createPageVoice({ name: 'voice', clock, link });
    default:
      return engine satisfies never;
  }
}
