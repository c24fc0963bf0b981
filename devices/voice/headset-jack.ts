/**
 * Is a headset in the jack? Asks a program for the state of the sound card's jack control and reads its answer in the words of
 * ALSA's amixer. Level-triggered: what counts is what the last answer says, and no answer is `unknown`.
 */
import { execFile } from 'node:child_process';
import { sleep, type Clock } from '../clock.ts';
import type { DeviceLog } from '../device-log.ts';

export type HeadsetPresence = 'inserted' | 'removed' | 'unknown';

export interface HeadsetJack {
  presence(): HeadsetPresence;
  /** Calls back at once and at every change. Returns the unsubscribe closure. */
  watch(listener: (presence: HeadsetPresence) => void): () => void;
  close(): Promise<void>;
}

export interface HeadsetJackOptions {
  /** Prints the control as `amixer -c 0 cget iface=CARD,name='Headphone Jack'` does. */
  readonly program: string;
  readonly arguments: readonly string[];
  readonly clock: Clock;
  readonly log: DeviceLog;
}

/** Whoever pulls the plug must not hear their own affairs from the loudspeaker for longer than this and one answer. */
const askEveryMs = 250;
const answerWithinMs = 1000;
/** A busy machine may be late once; after so many answers in a row that did not come nothing is known any more. */
const silencesTolerated = 1;
const longestAnswer = 16 * 1024;

/** The value line of a boolean control: `  : values=on`. Several values (left, right) count as inserted when any is on. */
export function presenceIn(answer: string): HeadsetPresence {
  const values = /^\s*:\s*values=((?:on|off)(?:,(?:on|off))*)\s*$/m.exec(answer)?.[1];
  if (values === undefined) return 'unknown';
  return values.split(',').includes('on') ? 'inserted' : 'removed';
}

export function openHeadsetJack({ program, arguments: args, clock, log }: HeadsetJackOptions): HeadsetJack {
  const listeners = new Set<(presence: HeadsetPresence) => void>();
  const closing = new AbortController();
  let current: HeadsetPresence = 'unknown';
  let silences = 0;

  const learn = (next: HeadsetPresence): void => {
    if (next === current || closing.signal.aborted) return;
    current = next;
    log('headset', { presence: next });
    for (const listener of [...listeners]) listener(next);
  };
  const keepAsking = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const answer = await ask(program, args, closing.signal);
      silences = answer === 'unknown' ? silences + 1 : 0;
      if (silences === 0 || silences > silencesTolerated) learn(answer);
      await sleep(clock, askEveryMs, closing.signal);
    }
  };
  const asking = keepAsking();

  return {
    presence: () => current,
    watch(listener) {
      listeners.add(listener);
      listener(current);
      return () => listeners.delete(listener);
    },
    async close() {
      closing.abort();
      listeners.clear();
      await asking;
    },
  };
}

/** One answer of the program; never rejects. */
function ask(program: string, args: readonly string[], signal: AbortSignal): Promise<HeadsetPresence> {
  return new Promise((resolve) => {
    // Not asked to end: one that does not listen would leave the last answer standing for ever.
    execFile(program, args, { timeout: answerWithinMs, killSignal: 'SIGKILL', maxBuffer: longestAnswer, signal }, (problem, answer) => {
      resolve(problem ? 'unknown' : presenceIn(answer));
    });
  });
}
