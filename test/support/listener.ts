/** Somebody who cannot see: stands before a kiosk with four keys, hears what it says, and goes by nothing else. */
import { expect } from '@playwright/test';
import type { DockState } from '../../devices/simulators/dock/index.ts';
import { fourKeysOf } from './four-keys.ts';
import type { KioskUnderTest } from './kiosk.ts';

type Caption = DockState['voice']['captions'][number];

/** When nothing new was said for so long, what was being read has really been broken off. */
const silenceMs = 900;
const lookMs = 60;
/** How long somebody listens for what they expect, on a slow machine. */
const patienceMs = 60_000;
/** More things than any screen lets people do. */
const longestWalk = 45;

export type Listener = ReturnType<typeof listener>;

export function listener(kiosk: KioskUnderTest) {
  /** Number of the last utterance that was taken in. */
  let takenIn = 0;

  const captions = async (): Promise<readonly Caption[]> => (await kiosk.dockState()).voice.captions;
  const fresh = async (): Promise<readonly Caption[]> => (await captions()).filter(({ number }) => number > takenIn);
  const press = fourKeysOf(kiosk.page);

  /** Waits until so many of the things said since fulfil the wish (0: not yet), and takes in no more than those. */
  const listenUntil = async (
    wish: (said: readonly Caption[]) => number, message: string, { everyMs = lookMs, timeout = patienceMs }: { everyMs?: number; timeout?: number | undefined } = {},
  ): Promise<readonly Caption[]> => {
    let said: readonly Caption[] = [];
    await expect.poll(async () => {
      const heard = await fresh();
      said = heard.slice(0, wish(heard));
      return said.length;
    }, { message, intervals: [everyMs], timeout }).toBeGreaterThan(0);
    takenIn = said.at(-1)?.number ?? takenIn;
    return said;
  };
  /** The last thing said to its end before silence: the first key breaks off a reading, of which a word may still come. */
  const lastBeforeSilence = async (): Promise<string> => {
    let count = 0;
    const said = await listenUntil((heard) => {
      const isQuiet = heard.length > 0 && heard.length === count && heard.at(-1)?.end === 'spoken';
      count = heard.length;
      return isQuiet ? count : 0;
    }, 'the kiosk says something and falls silent', { everyMs: silenceMs });
    return said.at(-1)?.text ?? '';
  };
  const nextSaid = async (): Promise<string> => (await listenUntil((said) => (said.at(-1)?.end === 'spoken' ? said.length : 0), 'the kiosk says where the focus is')).at(-1)?.text ?? '';

  /** Forgets what was said up to now. */
  const ignoreThePast = async (): Promise<void> => {
    takenIn = (await captions()).at(-1)?.number ?? takenIn;
  };

  return {
    press,
    captions,
    ignoreThePast,
    /** Listens until such words were said; everything said on the way. What comes behind them is left to be heard. */
    async hears(words: string | RegExp, timeout?: number): Promise<string> {
      const textOf = (said: readonly Caption[]): string => said.map(({ text }) => text).join('\n');
      const isSaid = (text: string): boolean => (typeof words === 'string' ? text.includes(words) : words.test(text));
      const untilSaid = (said: readonly Caption[]): number => said.findIndex((_caption, index) => isSaid(textOf(said.slice(0, index + 1)))) + 1;
      return textOf(await listenUntil(untilSaid, `${String(words)} is heard`, { timeout }));
    },
    /** Goes so many steps at once, as somebody who knows the way does, and chooses what is there once its name was said. */
    async chooseAfter(steps: number, direction: 'down' | 'up', name: string): Promise<void> {
      await ignoreThePast();
      for (let step = 0; step < steps; step += 1) await press(direction);
      await listenUntil((said) => said.findIndex(({ text, end }) => text === name && end === 'spoken') + 1, `${name} is said after ${steps} steps ${direction}`);
      await press('select');
    },
    /** Goes from one thing to the next until the one with that name is said, and chooses it. */
    async choose(name: string, direction: 'down' | 'up' = 'down'): Promise<void> {
      const passed: string[] = [];
      // Whoever knows what to do does not listen on.
      await ignoreThePast();
      for (let step = 0; step < longestWalk; step += 1) {
        await press(direction);
        const said = step === 0 ? await lastBeforeSilence() : await nextSaid();
        if (said === name || said.startsWith(`${name}，`)) {
          await press('select');
          return;
        }
        passed.push(said);
      }
      throw new Error(`nothing is called "${name}"; heard: ${passed.join(' | ')}`);
    },
  };
}
