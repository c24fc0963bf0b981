/** The door of the kiosk's voice in the core: opens who speaks as the machine profile names it, and the desk that decides what is said. */
import type { Clock } from '../../../devices/clock.ts';
import type { DeviceLog } from '../../../devices/device-log.ts';
import { createPageVoice, createProgramVoice, openHeadsetJack, type SpeechLink, type Voice } from '../../../devices/voice/index.ts';
import type { Profile } from '../../../kiosk-config/schema/profile.ts';
import type { Screen } from '../../contract/index.ts';
import { openSpeechDesk } from './speech-desk.ts';

export interface VoiceOptions {
  /** The engine's name of each language's voice; a language without one is not in it. */
  readonly voices: Readonly<Record<string, string>>;
  readonly link: SpeechLink;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

export interface SpeechOptions extends Pick<VoiceOptions, 'link' | 'clock' | 'log'> {
  /** Null where this machine has none. */
  readonly voice: Voice | null;
  readonly jack: NonNullable<Profile['voice']>['headset'];
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

/** The voice is its opener's to close. */
export function openSpeech({ voice, jack, link, clock, log, onHeadset }: SpeechOptions): Speech {
  const headset = jack ? openHeadsetJack({ ...jack, clock, log }) : null;
  const desk = openSpeechDesk({ voice, headset, link, onHeadset });
  return {
    shown: desk.shown,
    wiped: desk.wiped,
    async close() {
      desk.close();
      await headset?.close();
    },
  };
}

export function openVoice(profile: Profile['voice'], { voices, link, clock, log }: VoiceOptions): Voice | null {
  if (!profile) return null;
  const { engine } = profile;
  switch (engine.driver) {
    case 'program':
      return createProgramVoice({ name: 'voice', program: engine.program, arguments: engine.arguments, chinese: engine.chinese, voices, clock, log });
    case 'page':
      return createPageVoice({ name: 'voice', clock, link });
    default:
      return engine satisfies never;
  }
}
