/** What the core may ask of the kiosk's voice: one utterance at a time, said to its end or not, exactly one completion each. */
import type { Device } from '../device.ts';
import type { Personal } from '../personal.ts';

export interface Utterance {
  /** BCP 47 tag of the language the text is written in. */
  readonly language: string;
  /** What people hear may be about themselves, so it is boxed like everything personal. */
  readonly text: Personal<string>;
  /** 1 (slowest) to 5 (fastest); the third is what most people take. */
  readonly rate: number;
  /** 1 (softest) to 5 (loudest). */
  readonly volume: number;
}

export type VoiceReason = 'programMissing' | 'programFailed' | 'pageGone' | 'textTooLong';

export type VoiceCommands = {
  /** `success`: said to its end. To stop it, abort its signal: it is silent when it completes as `canceled`. */
  speak: { input: Utterance; event: never; value: null };
};

export interface VoiceStatus {
  /** Is there anything that can speak? */
  readonly engine: 'found' | 'missing' | 'unknown';
}

export type Voice = Device<VoiceCommands, VoiceStatus, VoiceReason>;

/** Longest text of one utterance, in UTF-16 units. */
export const longestUtterance = 2000;
