/**
 * Reading aloud, between page and core. The page knows what is shown and asks for it part by part; the core decides what may be
 * said and by whom: by a program of the kiosk, or by the page's own engine. One utterance at a time, exactly one outcome each.
 */
import * as z from 'zod';
import { Language } from './language.ts';
import { ScreenId } from './screen.ts';

const UtteranceId = z.string().min(1).max(64);
/** Longest text of one utterance, as long as the longest text a screen may show. */
const SpokenText = z.string().min(1).max(2000);
const step = z.int().min(1).max(5);

/** `withheld`: private, and no headset is in the jack. `stopped`: silenced before its end. */
export const SpeechOutcome = z.enum(['spoken', 'stopped', 'failed', 'withheld']);
export type SpeechOutcome = z.infer<typeof SpeechOutcome>;

export const HeadsetPresence = z.enum(['inserted', 'removed', 'unknown']);
export type HeadsetPresence = z.infer<typeof HeadsetPresence>;

/** `absent`: this machine has no voice, and none is to be offered. */
export const VoiceState = z.strictObject({ engine: z.enum(['present', 'absent']), headset: HeadsetPresence });
export type VoiceState = z.infer<typeof VoiceState>;

/** Page → core. */
export const SpeechRequest = z.discriminatedUnion('kind', [
  /** Say this part of the screen shown; what is being said is stopped for it. `private`: about the person, not for bystanders. */
  z.strictObject({ kind: z.literal('say'), screenId: ScreenId, utteranceId: UtteranceId, text: SpokenText, language: Language, private: z.boolean() }),
  z.strictObject({ kind: z.literal('hush'), screenId: ScreenId }),
  /** Whether the page's own engine has a voice; asked for by nobody, told at every change. */
  z.strictObject({ kind: z.literal('engine'), found: z.boolean() }),
  /** How an utterance ended that the core had given to the page's own engine. */
  z.strictObject({ kind: z.literal('uttered'), utteranceId: UtteranceId, outcome: z.enum(['spoken', 'stopped', 'failed']) }),
]);
export type SpeechRequest = z.infer<typeof SpeechRequest>;

/** Core → page. */
export const SpeechMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('voice'), state: VoiceState }),
  /** The one outcome of a `say`. */
  z.strictObject({ kind: z.literal('said'), utteranceId: UtteranceId, outcome: SpeechOutcome }),
  /** For the page's own engine: speak, and tell how it ended. */
  z.strictObject({ kind: z.literal('utter'), utteranceId: UtteranceId, text: SpokenText, language: Language, rate: step, volume: step }),
  z.strictObject({ kind: z.literal('silence'), utteranceId: UtteranceId }),
]);
export type SpeechMessage = z.infer<typeof SpeechMessage>;
