/** The door of the kiosk's voice and of the jack through which one person alone hears it. */
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { createDevice } from '../device.ts';
import type { Voice } from './contract.ts';
import { createPageVoiceDriver, type SpeechLink } from './page-voice-driver.ts';
import { createProgramVoiceDriver, type ProgramVoice } from './program-voice-driver.ts';

export type { Utterance, Voice, VoiceCommands, VoiceReason, VoiceStatus } from './contract.ts';
export { openHeadsetJack, type HeadsetJack, type HeadsetPresence } from './headset-jack.ts';
export { pronounceable } from './pronunciation.ts';
export type { SpeechLink } from './page-voice-driver.ts';
export type { ProgramVoice } from './program-voice-driver.ts';

interface Surroundings {
  readonly name: string;
  readonly clock: Clock;
  readonly log?: DeviceLog;
}

/** A program of this machine that speaks; where it is not installed the status says so. */
export function createProgramVoice({ name, clock, log = noLog, ...voice }: Surroundings & ProgramVoice): Voice {
  return createDevice(createProgramVoiceDriver({ name, log, ...voice }), clock);
}

/** The speech engine of the browser that shows the page. */
export function createPageVoice({ name, clock, link }: Omit<Surroundings, 'log'> & { readonly link: SpeechLink }): Voice {
  return createDevice(createPageVoiceDriver({ name, link }), clock);
}
