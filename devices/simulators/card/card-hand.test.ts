/** What the hand at the simulated reader does with cards: by itself, and as the program that `npm run simulate -- card` starts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { softwareAuthentication } from '../../card-reader/authentication.ts';
import { createCardReaderOn } from '../../card-reader/card-reader.ts';
import type { CardReader } from '../../card-reader/index.ts';
import { Personal } from '../../personal.ts';
import { holderCard } from '../../../test/support/cards.ts';
import { memorySlot, type MemorySlot } from '../../../test/support/card-slot.ts';
import { manualClock, settle } from '../../../test/support/manual-clock.ts';
import { testAuthenticationKey } from '../persons.ts';
import { createCardHand, type CardHand } from './card-hand.ts';

const deadlineMs = 60_000;
let slot: MemorySlot;
let reader: CardReader;
let hand: CardHand;
beforeEach(() => {
  slot = memorySlot();
  reader = createCardReaderOn(slot.slot, { name: 'card-reader', clock: manualClock(), authentication: softwareAuthentication(testAuthenticationKey) });
  hand = createCardHand({ insert: async (card) => slot.insert(card), remove: async () => slot.pull() });
});

const read = () => reader.execute('readHolder', null, { deadlineMs }).completion;

describe('a hand', () => {
  test.each([
    ['first-generation', { value: { generation: '1.0', authenticity: 'proven' } }],
    ['contactless', { value: { generation: '3.0', contactless: true } }],
    ['zhang-san contactless', { value: { contactless: true } }],
    ['ssf33', { reason: 'authenticationUnavailable', detail: { provider: 'algorithmMissing' } }],
    ['forged', { reason: 'authenticationFailed' }],
    ['locked', { reason: 'applicationLocked', detail: { statusWord: 0x9303 } }],
  ])('puts in the card "%s", which is what it is called', async (name, outcome) => {
    expect(await hand.obey(`insert ${name}`)).toMatch(/ is in the reader$/);
    expect(await read()).toMatchObject(outcome);
  });

  test.each([['pin-locked', { value: { triesLeft: 0 } }], ['no-pin', { reason: 'pinNotSet' }], ['zhang-san', { value: { triesLeft: 6 } }]])(
    'puts in "%s", whose PIN is as told', async (name, outcome) => {
      await hand.obey(`insert ${name}`);
      expect(await reader.execute('countPinTries', null, { deadlineMs }).completion).toMatchObject(outcome);
    },
  );

  test('mutes a card at once or after some commands, and makes it sound again', async () => {
    await hand.obey('insert zhang-san');
    expect(await hand.obey('mute')).toBe('the card is mute');
    expect(await read()).toMatchObject({ reason: 'cardMute' });
    await hand.obey('sound');
    expect(await read()).toMatchObject({ code: 'success' });
    await hand.obey('mute 3');
    slot.sent.length = 0;
    expect(await read()).toMatchObject({ reason: 'cardMute' });
    expect(slot.sent).toHaveLength(4);
  });

  test('pulls a card at the command named', async () => {
    await hand.obey('insert zhang-san');
    expect(await hand.obey('pull 3')).toBe('the card is pulled at command 3');
    expect(await read()).toMatchObject({ reason: 'cardRemoved' });
    expect(slot.sent).toHaveLength(3);
    await hand.obey('insert zhang-san');
    expect(await read()).toMatchObject({ code: 'success' });
  });

  test('puts the same card back that was pulled having obeyed: its PIN is the new one', async () => {
    await hand.obey('insert zhang-san');
    await read();
    const events: string[] = [];
    const counted = slot.sent.length;
    const change = (currentPin: string, newPin: string) => reader.execute('changePin', {
      currentPin: Buffer.from(currentPin), newPin: Buffer.from(newPin), cardId: new Personal(holderCard.cardId),
    }, { deadlineMs, onEvent: ({ kind }) => events.push(kind) }).completion;
    await change('260715', '111222');
    await hand.obey(`pull ${slot.sent.length - counted} obeyed`);
    const changed = change('111222', '654321');
    while (events.length === 0) await settle();
    await hand.obey('insert zhang-san');
    expect(await changed).toEqual({ code: 'success', value: { outcome: 'changed' } });
  });

  test('of an empty reader has nothing to mute or pull, and says what it understands', async () => {
    for (const line of ['mute', 'pull 2', 'sound', 'remove']) expect(await hand.obey(line)).toBe('the reader is empty');
    for (const line of ['mute x', 'pull 0', 'pull obeyed now', 'nonsense', '']) expect(await hand.obey(line)).toMatch(/^Commands: /);
    expect(await hand.obey('insert nobody')).toMatch(/^there is no card "nobody"/);
    expect(await hand.obey('psam sm4')).toBe('psam sm4 is in the reader');
    expect(await hand.obey('quit')).toBeNull();
  });
});

describe('the program', () => {
  async function talk(args: readonly string[], lines: readonly string[]): Promise<{ readonly said: string; readonly code: number }> {
    const program = spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'card', ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    program.stdin.end(lines.map((line) => `${line}\n`).join(''));
    let said = '';
    const ended = once(program, 'exit');
    for await (const piece of program.stdout.setEncoding('utf8')) said += String(piece);
    const [code] = await ended;
    return { said, code: Number(code) };
  }

  test('obeys what is typed until it is told to quit', async () => {
    const { said } = await talk(['--port', '1', '--person', 'zhang-san'], ['insert forged', 'pull 2', 'quit', 'insert bank']);
    expect(said).toContain('zhang-san is in the reader\nNo reader at 127.0.0.1:1 yet');
    expect(said).toContain('forged is in the reader\nthe card is pulled at command 2\n');
    expect(said).not.toContain('bank is in the reader');
  });

  test('without a card of its own ends with its input, and refuses cards that nobody has', async () => {
    expect((await talk(['--port', '1'], [])).said).toContain('Commands: insert');
    expect((await talk(['--person', 'nobody'], [])).code).toBe(1);
  });
});
