/** The door of the simulated voice and headset: a program that speaks in time, somebody who listens, and a jack. */
import { fileURLToPath } from 'node:url';

export type { Caption } from './caption.ts';
export { createJack, type SimulatedJack } from './jack.ts';
export { listenToVoices, type VoiceListener } from './listener.ts';

export interface VoiceProgramOptions {
  /** Socket of the listener. */
  readonly captions: string;
  /** Milliseconds a character takes at 160 words a minute; null: about as long as people take. */
  readonly paceMs: number | null;
  /** A real engine that sounds as well, such as espeak-ng; null: silence. */
  readonly sound: string | null;
}

/** How the machine profile names the simulated voice: it tells its listener what it reads, so it reads what is written. */
export function voiceProgram(
  { captions, paceMs, sound }: VoiceProgramOptions,
): { readonly program: string; readonly arguments: string[]; readonly chinese: 'characters' } {
  return {
    program: process.execPath,
    chinese: 'characters',
    arguments: [
      '--disable-warning=ExperimentalWarning', fileURLToPath(new URL('./cli.ts', import.meta.url)), '--captions', captions,
      ...(paceMs === null ? [] : ['--pace', String(paceMs)]), ...(sound === null ? [] : ['--sound', sound]),
      '-v', '{voice}', '-s', '{rate}', '-a', '{volume}',
    ],
  };
}
