/** Every command of the card reader in every state the reader can be in: each meeting has one expected end, and none is left out. */
import { describe, expect, test } from 'vitest';
import { cardNamed, holderCard, holderImage } from '../../test/support/cards.ts';
import { memorySlot, type MemorySlot } from '../../test/support/card-slot.ts';
import { manualClock } from '../../test/support/manual-clock.ts';
import { Personal } from '../personal.ts';
import { createMuteCard, createSocialSecurityCard, readKeyIds, type CardImage } from '../simulators/card/index.ts';
import { testAuthenticationKey } from '../simulators/persons.ts';
import { softwareAuthentication } from './authentication.ts';
import { createCardReaderOn } from './card-reader.ts';
import type { CardReader, CardReaderCommands } from './contract.ts';

type CommandName = keyof CardReaderCommands;

const cardId = new Personal(holderCard.cardId);
const image = holderImage();
const pin = (): Buffer => Buffer.from('260715');

const inputs: { readonly [Name in CommandName]: () => CardReaderCommands[Name]['input'] } = {
  readHolder: () => null,
  powerOn: () => null,
  readFile: () => ({ cardId, application: 'DF03', fileId: 0xef19, access: 'key' }),
  verifyPin: () => ({ pin: pin(), cardId }),
  countPinTries: () => null,
  changePin: () => ({ currentPin: pin(), newPin: Buffer.from('654321'), cardId }),
  resetPin: () => ({ newPin: Buffer.from('654321'), cardId }),
  unblockPin: () => ({ cardId }),
  powerOff: () => null,
};
const commands = Object.keys(inputs) as CommandName[];

/** `success`, or the reason, or where there is none the completion code. */
type End = string;
/** What a state makes of each command: of most one thing, of some another. */
type Row = { readonly most: End } & { readonly [Name in CommandName]?: End };

const insertImage = (change: Partial<CardImage>) => (slot: MemorySlot): void => slot.insert(createSocialSecurityCard({ ...image, ...change }));
const insertNamed = (name: string) => (slot: MemorySlot): void => slot.insert(cardNamed(name));

const states: readonly (readonly [string, (slot: MemorySlot) => void, Row])[] = [
  ['starting', () => undefined, { most: 'noReader', powerOff: 'success' }],
  ['without its service', (slot) => slot.say({ kind: 'offline' }), { most: 'noReader', powerOff: 'success' }],
  ['unplugged', (slot) => slot.say({ kind: 'noReader' }), { most: 'noReader', powerOff: 'success' }],
  ['empty', (slot) => slot.say({ kind: 'empty' }), { most: 'noCard', powerOff: 'success' }],
  ['holding a sound card', insertImage({}), { most: 'success' }],
  ['holding a card without a PIN', insertImage({ pin: null }), {
    most: 'success', verifyPin: 'pinNotSet', countPinTries: 'pinNotSet', changePin: 'pinNotSet', unblockPin: 'pinNotSet',
  }],
  ['holding a forged card', insertImage({ key: Buffer.alloc(16, 7) }), {
    most: 'authenticationFailed', powerOn: 'success', verifyPin: 'success', countPinTries: 'success', changePin: 'success', powerOff: 'success',
  }],
  ['holding a card that enciphers with SSF33', insertImage({ fci: Buffer.from(image.fci.toString('hex').replace(/03$/, '02'), 'hex') }), {
    most: 'authenticationUnavailable', powerOn: 'success', verifyPin: 'success', countPinTries: 'success', changePin: 'success', powerOff: 'success',
  }],
  ['holding another person\'s card', insertNamed('wang-wu'), {
    most: 'otherCard', readHolder: 'success', powerOn: 'success', countPinTries: 'success', powerOff: 'success',
  }],
  ['holding a bank card', insertNamed('bank'), { most: 'notSocialSecurityCard', powerOn: 'success', powerOff: 'success' }],
  ['holding a card of another kind', insertNamed('not-social-security'), { most: 'notSocialSecurityCard', powerOn: 'success', powerOff: 'success' }],
  ['holding a mute card', (slot) => slot.insert(createMuteCard(image.atr)), { most: 'cardMute', powerOn: 'success', powerOff: 'success' }],
  ['holding a card put in the wrong way round', insertNamed('wrong-way-round'), { most: 'cardMute', powerOn: 'success', powerOff: 'success' }],
  ['holding a locked card', insertImage({ condition: 'locked' }), { most: 'applicationLocked', powerOn: 'success', powerOff: 'success' }],
  ['holding a damaged card', insertImage({ condition: 'damagedRecords' }), {
    most: 'cardUnreadable', powerOn: 'success', countPinTries: 'success', powerOff: 'success',
  }],
];

function readerOn(slot: MemorySlot): CardReader {
  return createCardReaderOn(slot.slot, { name: 'card-reader', clock: manualClock(), authentication: softwareAuthentication(testAuthenticationKey), readKeyIds });
}

const deadlineMs = 15_000;
async function endOf(reader: CardReader, name: CommandName, options: { readonly deadlineMs: number; readonly signal?: AbortSignal }): Promise<End> {
  const outcome = await reader.execute(name, inputs[name](), options).completion;
  return outcome.code === 'success' ? 'success' : outcome.reason ?? outcome.code;
}

test('the matrix has a column for every command of the reader', () => {
  expect(new Set(commands)).toEqual(readerOn(memorySlot()).capabilities);
});

describe.each(states)('a reader %s', (_, enter, row) => {
  test.each(commands)('%s ends as foreseen, and leaves the reader able to answer', async (name) => {
    const slot = memorySlot();
    const reader = readerOn(slot);
    enter(slot);
    expect(await endOf(reader, name, { deadlineMs })).toBe(row[name] ?? row.most);
    expect(await endOf(reader, 'powerOff', { deadlineMs })).toBe('success');
    slot.pull();
    slot.insert(createSocialSecurityCard(image));
    expect(await endOf(reader, 'readHolder', { deadlineMs })).toBe('success');
  });
});

describe('whatever the state', () => {
  test.each(commands)('%s ends once when called off, late, doubled, or on a closed reader', async (name) => {
    for (const [, enter] of states) {
      const slot = memorySlot();
      const reader = readerOn(slot);
      enter(slot);
      expect(await endOf(reader, name, { deadlineMs, signal: AbortSignal.abort() })).toBe('canceled');
      expect(await endOf(reader, name, { deadlineMs: 0 })).toBe('timeOut');
      const leaving = new AbortController();
      const queued = endOf(reader, name, { deadlineMs, signal: leaving.signal });
      leaving.abort();
      expect(await queued).toBe('canceled');
      const first = reader.execute(name, inputs[name](), { deadlineMs, requestId: 'same' });
      const second = reader.execute(name, inputs[name](), { deadlineMs, requestId: 'same' });
      expect((await second.completion).code).toBe('sequenceError');
      await first.completion;
      await reader.close();
      expect(await endOf(reader, name, { deadlineMs })).toBe('deviceNotReady');
    }
  });

  test.each(commands)('%s behind another command waits its turn', async (name) => {
    const slot = memorySlot();
    const reader = readerOn(slot);
    slot.insert(createSocialSecurityCard(image));
    const ends: string[] = [];
    const before = endOf(reader, 'readHolder', { deadlineMs }).then(() => ends.push('before'));
    const behind = endOf(reader, name, { deadlineMs }).then((end) => ends.push(end));
    await Promise.all([before, behind]);
    expect(ends).toEqual(['before', 'success']);
  });

  test.each(commands)('%s on a card pulled at any of its commands ends, and a card put back is read', async (name) => {
    const slot = memorySlot();
    const reader = readerOn(slot);
    slot.insert(createSocialSecurityCard(image));
    await endOf(reader, name, { deadlineMs });
    const count = slot.sent.length;
    for (let at = 0; at < count; at++) {
      const again = memorySlot();
      const pulled = readerOn(again);
      const card = createSocialSecurityCard(image);
      again.insert(card);
      again.pullAfter(at);
      const putBack = () => again.insert(card);
      const outcome = await pulled.execute(name, inputs[name](), { deadlineMs, onEvent: putBack }).completion;
      const end = outcome.code === 'success' ? (outcome.value as { readonly outcome?: string } | null)?.outcome : outcome.reason;
      expect(['cardRemoved', 'changed', 'unchanged']).toContain(end);
      again.pull();
      again.insert(card);
      expect(await endOf(pulled, 'readHolder', { deadlineMs })).toBe('success');
    }
  });
});
