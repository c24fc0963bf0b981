/**
 * Lets a program speak, such as Debian's espeak-ng: one process an utterance, the text on its standard input and never on
 * its command line, where every user of the machine could read it. Killing it, with all it has started, silences it.
 */
import { spawn } from 'node:child_process';
import type { DeviceLog } from '../device-log.ts';
import { fault, type CommandHandler, type Completion, type Driver, type StatusReport } from '../device.ts';
import { findProgram, isNotThere, killGroup } from '../program.ts';
import { longestUtterance, type Utterance, type VoiceCommands, type VoiceReason, type VoiceStatus } from './contract.ts';
import { inPinyin } from './pinyin.ts';
import { pronounceable } from './pronunciation.ts';

export interface ProgramVoice {
  /** Name of a program on the path, or an absolute path. */
  readonly program: string;
  /** `{voice}`, `{rate}` (words a minute) and `{volume}` (0–200, 100 as recorded) are filled in for each utterance. */
  readonly arguments: readonly string[];
  /** The program's own name of the voice for a language, by BCP 47 tag. */
  readonly voices: Readonly<Record<string, string>>;
  /** How Chinese is handed to it: as it is written, or by its sounds. */
  readonly chinese: 'characters' | 'pinyin';
}

export interface ProgramVoiceDriverOptions extends ProgramVoice {
  readonly name: string;
  readonly log: DeviceLog;
}

/**
 * Words a minute by step. By the sounds of Chinese, espeak-ng says about 200 characters a minute at 160, which is calm, 120 at 100,
 * 300 at 220, a newsreader's pace, and 450 at 320, for those who listen to machines all day.
 */
const wordsPerMinute = [100, 130, 160, 220, 320] as const;
const amplitudes = [40, 70, 100, 140, 200] as const;
const atStep = (values: readonly number[], step: number): number => values[Math.min(Math.max(step, 1), values.length) - 1] ?? 0;

/** The voice for a tag, else for a less particular tag (`zh-Hant-HK` → `zh-Hant` → `zh`), else the language itself. */
export function voiceFor(language: string, voices: Readonly<Record<string, string>>): string {
  const subtags = language.split('-');
  for (let length = subtags.length; length > 0; length -= 1) {
    const tag = subtags.slice(0, length).join('-');
    if (Object.hasOwn(voices, tag)) return voices[tag] ?? tag;
  }
  return subtags[0] ?? language;
}

/** The program's command line for one utterance. */
export function argumentsFor({ language, rate, volume }: Utterance, voice: ProgramVoice): string[] {
  const fills: Readonly<Record<string, string>> = {
    voice: voiceFor(language, voice.voices), rate: String(atStep(wordsPerMinute, rate)), volume: String(atStep(amplitudes, volume)),
  };
  return voice.arguments.map((argument) => argument.replaceAll(/\{(\w+)\}/g, (whole, name: string) => fills[name] ?? whole));
}

function wordsFor(text: string, language: string, { chinese }: ProgramVoice): string {
  const words = pronounceable(text, language);
  return chinese === 'pinyin' && /^zh\b/i.test(language) ? inPinyin(words) : words;
}

/** A sound server is found through the session's own variables; nothing else of our surroundings is handed on. */
const surroundings = ['PATH', 'HOME', 'LANG', 'XDG_RUNTIME_DIR', 'PULSE_SERVER'];
const environment = (): NodeJS.ProcessEnv => Object.fromEntries(surroundings.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

type Spoken = Completion<null, VoiceReason>;
const found: StatusReport<VoiceStatus> = { generic: 'online', specific: { engine: 'found' } };
const missing: StatusReport<VoiceStatus> = { generic: 'noDevice', specific: { engine: 'missing' } };

export function createProgramVoiceDriver({ name, log, ...voice }: ProgramVoiceDriverOptions): Driver<VoiceCommands, VoiceStatus, VoiceReason> {
  let report: (status: StatusReport<VoiceStatus>) => void = () => undefined;
  const reportMissing = (): void => {
    log('voice program missing', { program: voice.program });
    report(missing);
  };

  const speak: CommandHandler<VoiceCommands['speak'], VoiceReason> = (utterance, { signal }) => new Promise<Spoken>((resolve) => {
    const text = utterance.text.reveal();
    // As it is written: by its sounds, Chinese is several times as long.
    if (text.length > longestUtterance) {
      resolve(fault('invalidData', 'textTooLong'));
      return;
    }
    const words = wordsFor(text, utterance.language, voice);
    const child = spawn(voice.program, argumentsFor(utterance, voice), { stdio: ['pipe', 'ignore', 'pipe'], env: environment(), detached: true });
    let complained = false;
    // Silence must not wait for the program's good will, nor for that of another one which it lets sound.
    const silence = (): void => killGroup(child.pid);
    const end = (outcome: Spoken): void => {
      signal.removeEventListener('abort', silence);
      resolve(outcome);
    };
    signal.addEventListener('abort', silence, { once: true });
    if (signal.aborted) silence();
    // espeak-ng without a sound card says so here and ends as if all were well.
    child.stderr.on('data', (piece: Buffer) => {
      complained ||= /^error:/im.test(piece.toString('latin1'));
    });
    child.once('error', (error) => {
      if (!isNotThere(error)) {
        end(fault('hardwareError', 'programFailed'));
        return;
      }
      reportMissing();
      end(fault('hardwareError', 'programMissing'));
    });
    child.once('close', (code) => {
      if (signal.aborted) end(fault('canceled'));
      else if (code === 0 && !complained) end({ code: 'success', value: null });
      else end(fault('hardwareError', 'programFailed'));
    });
    // A program that ends early breaks the pipe; its exit code tells the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(words);
  });

  return {
    name,
    initial: { generic: 'starting', specific: { engine: 'unknown' } },
    handlers: { speak },
    start(reportTo) {
      report = reportTo;
      let closed = false;
      void findProgram(voice.program).then((path) => {
        if (closed) return;
        if (path === null) reportMissing();
        else report(found);
      });
      return async () => {
        closed = true;
      };
    },
  };
}
