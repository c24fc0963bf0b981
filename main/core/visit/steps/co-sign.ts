/** Step kind `co-sign`: an attendant confirms with their own card that the person before the kiosk is who they say. */
import * as z from 'zod';
import type { Watch } from '../effect.ts';
import { attendantCardUnknown, cardReaderFailures, readerGone } from '../failures/card.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { AskState } from '../step-kind.ts';
import { cardAbsent, untilStatus } from './device-waits.ts';
import { readCard, untilCard } from './read-card.ts';

/** Lets the person take their card out, then reads the attendant's. */
const attendantsCard: Watch<'signed'> = {
  outcomes: ['signed'],
  fails: [...cardReaderFailures, attendantCardUnknown],
  async run(call) {
    const reader = call.world.devices.cardReader;
    if (!reader) return { failure: readerGone };
    call.show({ phase: 'take-out' });
    if (!(await untilStatus(reader, cardAbsent, call.signal))) return { failure: readerGone };
    call.show({ phase: 'waiting' });
    if (!(await untilCard(reader, { ...call, notes: { ...call.notes, cardRefused: false } }, call.signal))) return { failure: readerGone };
    call.show({ phase: 'reading' });
    const reading = await readCard(reader, call, 'accept', call.signal);
    if ('failure' in reading) return { failure: reading.failure, notes: { cardReleased: true } };
    const { authenticity, cardId } = reading.holder;
    const signer = call.world.kiosk.attendantCards.find((registered) => registered.cardId === cardId.reveal().toUpperCase());
    // A card that could not prove that it is genuine might carry anybody's number.
    if (!signer || authenticity !== 'proven') return { failure: attendantCardUnknown, notes: { cardReleased: true } };
    return { outcome: 'signed', values: { verification: { method: 'co-signature', attendant: signer.attendant } }, notes: { cardReleased: true } };
  },
};

const present: AskState = {
  type: 'ask',
  screen: (view) => {
    const phase = view.progress?.['phase'];
    const prompt = phase === 'take-out' ? 'prompt.take-out' : phase === 'reading' ? 'prompt.reading' : 'prompt.waiting';
    return {
      kind: 'present', title: view.text('title'), prompt: view.text(prompt), accepts: ['attendant-card'],
      phase: phase === 'reading' ? 'reading' : 'waiting', choices: view.choices,
    };
  },
  answers: { 'other-way': { to: exit('other-way'), weight: 'quiet' } },
  meanwhile: running(attendantsCard, { signed: { to: exit('signed'), writes: ['verification'] } }, { retry: to('present'), 'other-way': exit('other-way') }),
};

export const coSign = stepKind({
  kind: 'co-sign',
  params: z.strictObject({}),
  plan: () => ({
    initial: 'present',
    states: { present },
    exits: ['signed', 'other-way'],
    texts: { title: [], 'prompt.take-out': [], 'prompt.waiting': [], 'prompt.reading': [] },
    reads: ['identity'],
    needs: [{ anyOf: ['card-reader'] }],
    withoutNeeds: ['other-way'],
  }),
});
