/** Step kind `verify-pin`: the PIN of the card that was read. Digits live in one buffer inside the watch and are zeroed with it. */
import * as z from 'zod';
import type { CardReader } from '../../../../devices/card-reader/contract.ts';
import type { EffectCall, EffectResult, PinKey, Progress, Watch } from '../effect.ts';
import { cardReaderFailure, cardReaderFailures, pinFailures, readerGone } from '../failures/card.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { AskState } from '../step-kind.ts';
import { showWork } from '../still-working.ts';
import { spokenNumber } from '../wording.ts';

/** The ten digits in the order in which the pad shows them; shuffled where the kiosk says so, against onlookers and worn keys. */
function padOrder(shuffle: boolean, random: () => number): string {
  const digits = [...'1234567890'];
  if (!shuffle) return digits.join('');
  for (let last = digits.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [digits[last], digits[other]] = [digits[other] ?? '', digits[last] ?? ''];
  }
  return digits.join('');
}

/** Collects keys into `pin` until it is full and entered. False when the signal aborts. */
function collect(pin: Buffer, { onPinKey, show, signal }: EffectCall, pad: string): Promise<boolean> {
  let entered = 0;
  const shown = (problem: 'incomplete' | null = null): void => show({ pad, entered, checking: false, problem });
  const press = (key: Exclude<PinKey, 'enter'>): void => {
    if (key === 'clear') entered = 0;
    else if (key === 'erase') entered = Math.max(0, entered - 1);
    else if (entered < pin.length) pin[entered++] = key.charCodeAt(0);
    pin.fill(0, entered);
    shown();
  };
  shown();
  return new Promise((resolve) => {
    const end = (complete: boolean): void => {
      stopListening();
      signal.removeEventListener('abort', onAbort);
      resolve(complete);
    };
    const onAbort = (): void => end(false);
    const stopListening = onPinKey((key) => {
      if (key !== 'enter') press(key);
      else if (entered === pin.length) end(true);
      // Whoever does not see the dots must hear why nothing happens.
      else shown('incomplete');
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

async function verify(reader: CardReader, pin: Buffer, { world, values, signal }: EffectCall): Promise<EffectResult<'verified'>> {
  if (!values.card) return { failure: readerGone };
  const { completion } = reader.execute('verifyPin', { pin, cardId: values.card.cardId }, { deadlineMs: world.kiosk.deadlines.cardSeconds * 1000, signal });
  const verified = await completion;
  if (verified.code !== 'success') return { failure: cardReaderFailure(verified) };
  const { value } = verified;
  switch (value.outcome) {
    case 'verified':
      return { outcome: 'verified', values: { verification: { method: 'pin' } } };
    case 'wrong':
      return { failure: pinFailures.wrong, fills: { triesLeft: spokenNumber(value.triesLeft, world.languages) } };
    case 'locked':
      return { failure: pinFailures.locked };
    default:
      return value satisfies never;
  }
}

const pinPad: Watch<'verified'> = {
  outcomes: ['verified'],
  fails: [...cardReaderFailures, ...Object.values(pinFailures)],
  async run(call) {
    const { kiosk, devices, random } = call.world;
    if (!devices.cardReader) return { failure: readerGone };
    const pin = Buffer.alloc(kiosk.pin.length);
    const pad = padOrder(kiosk.pin.shuffle, random);
    let over = (): void => undefined;
    try {
      // Called off: nobody hears this result.
      if (!(await collect(pin, call, pad))) return { failure: readerGone };
      over = showWork(call, { pad, entered: pin.length, checking: true });
      return await verify(devices.cardReader, pin, call);
    } finally {
      over();
      pin.fill(0);
    }
  },
};

function promptKey(progress: Progress | null): string {
  if (progress?.['checking'] !== true) return 'prompt';
  return progress['slow'] === true ? 'prompt.still-checking' : 'prompt.checking';
}

const enter: AskState = {
  type: 'ask',
  screen: (view) => ({
    kind: 'pin',
    title: view.text('title'),
    prompt: view.text(promptKey(view.progress)),
    entered: Number(view.progress?.['entered'] ?? 0),
    length: view.world.kiosk.pin.length,
    pad: String(view.progress?.['pad'] ?? '1234567890'),
    problem: view.progress?.['problem'] === 'incomplete' ? view.text('problem.incomplete') : null,
    choices: view.choices,
  }),
  answers: { 'other-way': { to: exit('other-way'), weight: 'quiet' } },
  meanwhile: running(pinPad, { verified: { to: exit('verified'), writes: ['verification'] } }, { retry: to('enter'), 'other-way': exit('other-way') }),
};

export const verifyPin = stepKind({
  kind: 'verify-pin',
  params: z.strictObject({}),
  plan: () => ({
    initial: 'enter',
    states: { enter },
    exits: ['verified', 'other-way'],
    texts: { title: [], prompt: [], 'prompt.checking': [], 'prompt.still-checking': [], 'problem.incomplete': [] },
    reads: ['identity', 'card'],
    needs: [{ anyOf: ['card-reader'] }],
    withoutNeeds: ['other-way'],
    holdsCard: true,
  }),
});
