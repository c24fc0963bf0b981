/** The card reader's self-test on cards of every kind: what it walks, what it says, and the PIN it writes only when asked to. */
import { expect, test } from 'vitest';
import { createCardReaderOn } from '../../../devices/card-reader/card-reader.ts';
import { noAuthentication, softwareAuthentication } from '../../../devices/card-reader/authentication.ts';
import type { CardReader } from '../../../devices/card-reader/index.ts';
import { Personal } from '../../../devices/personal.ts';
import type { VirtualCard } from '../../../devices/simulators/card/index.ts';
import { testAuthenticationKey } from '../../../devices/simulators/persons.ts';
import { awaitedClock, type AwaitedClock } from '../../../test/support/awaited-clock.ts';
import { memorySlot, type MemorySlot } from '../../../test/support/card-slot.ts';
import { cardNamed, holderCard, holderCardWith } from '../../../test/support/cards.ts';
import { testCardReader } from './card-reader-self-test.ts';
import type { PinAct } from './card-pin-writing.ts';
import type { Verdict } from './self-test-steps.ts';

interface Bench {
  readonly slot: MemorySlot;
  readonly clock: AwaitedClock;
  readonly reader: CardReader;
}
function bench(authentication = softwareAuthentication(testAuthenticationKey)): Bench {
  const [slot, clock] = [memorySlot(), awaitedClock()];
  const reader = createCardReaderOn(slot.slot, { name: 'card-reader', clock, authentication });
  slot.say({ kind: 'empty' });
  return { slot, clock, reader };
}

/** What is typed, one answer after another; null for Ctrl-C. */
interface Typing {
  readonly act: PinAct;
  readonly answers: readonly (string | null)[];
}

async function walk({ slot, clock, reader }: Bench, card: VirtualCard, typing: Typing | null = null) {
  const said: string[] = [];
  const prompts: string[] = [];
  const typed: Buffer[] = [];
  let verdict: Verdict | null = null;
  const guide = (sentence: string): void => {
    said.push(`> ${sentence}`);
    if (/^(Put|The card left)/.test(sentence)) slot.insert(card);
    if (sentence.startsWith('Take')) slot.pull();
  };
  const ask = async (prompt: string): Promise<Buffer | null> => {
    const answer = typing?.answers[prompts.push(prompt) - 1] ?? null;
    if (answer === null) return null;
    typed.push(Buffer.from(answer));
    return typed.at(-1) ?? null;
  };
  void testCardReader(
    reader,
    { clock, signal: new AbortController().signal, talk: { guide, tell: ({ what, verdict: step, detail }) => said.push(`${step} ${what}: ${detail}`) } },
    typing && { act: typing.act, ask },
  ).then((reached) => { verdict = reached; });
  await clock.advanceUntil(() => verdict !== null);
  return { verdict, said, prompts, typed };
}

const verify = (reader: CardReader, pin: string) =>
  reader.execute('verifyPin', { pin: Buffer.from(pin), cardId: new Personal(holderCard.cardId) }, { deadlineMs: 5_000 }).completion;

const stepOf = (said: readonly string[], what: string): string | undefined => said.find((line) => line.includes(what));

test('a third-generation card is walked from its chip to every file, and shows the lengths of what anybody may read', async () => {
  const { verdict, said } = await walk(bench(), holderCardWith({}));
  expect(verdict).toBe('passed');
  expect(stepOf(said, 'the chip answers')).toContain('by contact, T=0, ATR 3B6D000000814A444686609900 and 4 bytes not shown');
  expect(stepOf(said, 'the card is read')).toContain('generation 3.0, authenticity proven, issued in 990000');
  expect(stepOf(said, 'the tries')).toContain('6 left');
  expect(stepOf(said, 'SSSE/EF05 card')).toBe('passed SSSE/EF05 card: records of 16, 1, 4, 12, 4, 4, 9 bytes, not shown; middleware 0');
  const rest = stepOf(said, 'the other files');
  for (const closed of ['SSSE/EF06 holder', 'SSSE/EF08 photograph', 'DF01/EF05 household', 'DF03/EF19 insured proofs', 'DF04/EF08 medical transactions']) expect(rest).toContain(closed);
  expect(rest).toContain('(middleware -27010)');
  expect(said.join('\n')).not.toMatch(new RegExp([holderCard.cardId, holderCard.cardNumber, '00000001'].join('|')));
});

test('an older card shows its holder, too, and what it does not have is told as absent', async () => {
  const { verdict, said } = await walk(bench(), holderCardWith({ card: { generation: '1.0' } }));
  expect(verdict).toBe('passed');
  expect(stepOf(said, 'SSSE/EF06 holder')).toContain('records of 18, 30, 1, 1, 3, 4 bytes, not shown');
  expect(stepOf(said, 'the other files')).toMatch(/not on this card: .*DF03\/EF19 insured proofs \(middleware -27266\)/);
});

test('a card without a PIN passes, and is said to have none', async () => {
  const { verdict, said } = await walk(bench(), holderCardWith({ image: { pin: null } }));
  expect([verdict, stepOf(said, 'the tries')]).toEqual(['passed', 'passed the tries of its PIN are counted, none is spent: no PIN is set on this card; middleware -27012']);
});

test('a card of another kind ends the walk at the step that fails', async () => {
  const { verdict, said } = await walk(bench(), cardNamed('bank'));
  expect([verdict, said.at(-3)]).toEqual(['failed', 'failed the card is read: userError: notSocialSecurityCard, SW 6A82; middleware -1']);
});

test('a locked application shows the word the card said it with', async () => {
  const { verdict, said } = await walk(bench(), cardNamed('locked'));
  expect([verdict, said.at(-3)]).toEqual(['failed', 'failed the card is read: userError: applicationLocked, SW 9303; middleware -37635']);
});

test('a card for which nobody here has a key says what was lacking, and that an HSM is next', async () => {
  const { verdict, said } = await walk(bench(noAuthentication), holderCardWith({}));
  expect([verdict, said.at(-3)]).toEqual(['failed', 'failed the card is read: deviceNotReady: authenticationUnavailable; middleware -2201, go on with the HSM']);
});

test('without being asked to, no PIN is sent nor written', async () => {
  const one = bench();
  await walk(one, holderCardWith({}));
  expect(one.slot.sent.filter((command) => /^(0020000[0-9A-F]0[1-9]|805E|8424)/.test(command))).toEqual([]);
});

test('a PIN is changed by the old one, and nothing typed is left behind', async () => {
  const one = bench();
  const card = holderCardWith({});
  const { verdict, said, prompts, typed } = await walk(one, card, { act: 'change', answers: ['260715', '654321', '654321'] });
  expect([verdict, prompts, stepOf(said, 'is written (')]).toEqual(['passed', ['Current PIN', 'New PIN', 'New PIN again'], 'passed the PIN is written (change): changed; middleware 0']);
  expect(typed).toEqual([Buffer.alloc(6), Buffer.alloc(6), Buffer.alloc(6)]);
  one.slot.insert(card);
  expect(await verify(one.reader, '654321')).toMatchObject({ value: { outcome: 'verified' } });
});

test('a card pulled while its PIN is written is asked for again, and itself tells what became of it', async () => {
  const one = bench();
  one.slot.pullAt('805E', 'after');
  const { verdict, said } = await walk(one, holderCardWith({}), { act: 'change', answers: ['260715', '654321', '654321'] });
  expect(said).toContain('> The card left while it was written. Put the very same card back: only it can tell what became of its PIN.');
  expect([verdict, stepOf(said, 'is written (')]).toEqual(['passed', 'passed the PIN is written (change): changed; middleware 0']);
});

test('a wrong PIN fails and tells what is left', async () => {
  const { verdict, said } = await walk(bench(), holderCardWith({}), { act: 'change', answers: ['111111', '654321', '654321'] });
  expect([verdict, stepOf(said, 'is written (')]).toEqual(['failed', 'failed the PIN is written (change): wrong PIN, 5 tries left; middleware -51']);
});

test.each([[[null]], [['260715', null]], [['260715', '654321', '654322']]] as const)(
  'an answer withheld, or two new PINs that differ, leave the card as it is: %s', async (answers) => {
    const one = bench();
    const { verdict, typed } = await walk(one, holderCardWith({}), { act: 'change', answers });
    expect(verdict).toBe('notTested');
    expect(one.slot.sent.some((command) => command.startsWith('805E'))).toBe(false);
    expect(typed.every((digits) => digits.every((digit) => digit === 0))).toBe(true);
  },
);

test('a locked PIN is unblocked, and set anew, under the issuer\'s keys', async () => {
  const one = bench();
  const card = holderCardWith({});
  one.slot.insert(card);
  for (let entry = 0; entry < 6; entry++) await verify(one.reader, '111111');
  one.slot.pull();
  const unblocked = await walk(one, card, { act: 'unblock', answers: [''] });
  expect([unblocked.verdict, stepOf(unblocked.said, 'the tries')]).toEqual(['passed', 'passed the tries of its PIN are counted, none is spent: locked; middleware 0']);
  const reset = await walk(one, card, { act: 'reset', answers: ['654321', '654321'] });
  expect(stepOf(reset.said, 'is written (')).toBe('passed the PIN is written (reset): changed; middleware 0');
  one.slot.insert(card);
  expect(await verify(one.reader, '654321')).toMatchObject({ value: { outcome: 'verified' } });
});
