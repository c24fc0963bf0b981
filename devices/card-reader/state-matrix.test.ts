/** Every command of the card reader in every state of service, slot and card; and on a card pulled at each of its commands. */
import { describe, expect, test } from 'vitest';
import { awaitedClock, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { memorySlot, type MemorySlot } from '../../test/support/card-slot.ts';
import { cardNamed, holderCard, holderCardWith, holderImage } from '../../test/support/cards.ts';
import { testStateMatrix, type Ending, type StateMatrix } from '../../test/support/state-matrix.ts';
import { Personal } from '../personal.ts';
import { createMuteCard, laidOnContactless, readKeyIds, withPinLocked, type VirtualCard } from '../simulators/card/index.ts';
import { testAuthenticationKey } from '../simulators/persons.ts';
import { softwareAuthentication } from './authentication.ts';
import { createCardReaderOn } from './card-reader.ts';
import type { CardReader, CardReaderCommands } from './contract.ts';
import type { SlotState } from './slot.ts';

interface Bench {
  readonly device: CardReader;
  readonly clock: AwaitedClock;
  readonly slot: MemorySlot;
}
type CommandName = keyof CardReaderCommands;

const cardId = new Personal(holderCard.cardId);
const image = holderImage();
const pin = (): Buffer => Buffer.from('260715');
const newPin = (): Buffer => Buffer.from('654321');

/** Made anew for each use: the reader zeroes the PINs in them. */
const inputs: StateMatrix<CardReaderCommands, Bench, string>['inputs'] = {
  readHolder: null,
  powerOn: null,
  readFile: { cardId, application: 'DF03', fileId: 0xef19, access: 'key' },
  get verifyPin() { return { pin: pin(), cardId }; },
  countPinTries: null,
  get changePin() { return { currentPin: pin(), newPin: newPin(), cardId }; },
  get resetPin() { return { newPin: newPin(), cardId }; },
  unblockPin: { cardId },
  powerOff: null,
};
const commands = Object.keys(inputs) as CommandName[];

function open(): Bench {
  const [slot, clock] = [memorySlot(), awaitedClock()];
  const device = createCardReaderOn(slot.slot, { name: 'card-reader', clock, authentication: softwareAuthentication(testAuthenticationKey), readKeyIds });
  return { device, clock, slot };
}

const says = (state: SlotState) => async ({ slot }: Bench): Promise<void> => slot.say(state);
const holds = (card: () => VirtualCard) => async ({ slot }: Bench): Promise<void> => {
  slot.pull();
  slot.insert(card());
};

const states = {
  starting: says({ kind: 'starting' }),
  'without its service': says({ kind: 'offline' }),
  unplugged: says({ kind: 'noReader' }),
  empty: async ({ slot }: Bench) => slot.pull(),
  'a sound card': async () => undefined,
  'a first-generation card': holds(() => holderCardWith({ card: { generation: '1.0' } })),
  'a contactless card': holds(() => laidOnContactless(holderCardWith({}))),
  'a card without a PIN': holds(() => holderCardWith({ image: { pin: null } })),
  'a card whose PIN is locked': holds(() => withPinLocked(holderCardWith({}))),
  'a forged card': holds(() => holderCardWith({ image: { key: Buffer.alloc(16, 7) } })),
  'a card that enciphers with SSF33': holds(() => holderCardWith({ image: { fci: Buffer.from(image.fci.toString('hex').replace(/03$/, '02'), 'hex') } })),
  "another person's card": holds(() => cardNamed('wang-wu')),
  'a bank card': holds(() => cardNamed('bank')),
  'a card of another kind': holds(() => cardNamed('not-social-security')),
  'a mute card': holds(() => createMuteCard(image.atr)),
  'a card put in the wrong way round': holds(() => cardNamed('wrong-way-round')),
  'a locked card': holds(() => holderCardWith({ image: { condition: 'locked' } })),
  'a damaged card': holds(() => holderCardWith({ image: { condition: 'damagedRecords' } })),
  async 'a card held by another program'({ slot }: Bench) {
    slot.pull();
    slot.hold('another program');
    slot.insert(holderCardWith({}));
  },
} as const satisfies StateMatrix<CardReaderCommands, Bench, string>['states'];
type State = keyof typeof states;
type Row = Readonly<Record<CommandName, Ending>>;

const ofSoundCard: Row = {
  readHolder: 'success proven', powerOn: 'success T=0', readFile: 'success records', verifyPin: 'success verified', countPinTries: 'success 6',
  changePin: 'success changed', resetPin: 'success changed', unblockPin: 'success changed', powerOff: 'success',
};

/** Where every command that needs the card, or more of it than its power, ends alike. */
const allEnd = (ending: Ending): Row => ({
  readHolder: ending, powerOn: ending, readFile: ending, verifyPin: ending, countPinTries: ending,
  changePin: ending, resetPin: ending, unblockPin: ending, powerOff: 'success',
});
const poweredOnly = (ending: Ending): Row => ({ ...allEnd(ending), powerOn: 'success T=0' });

const endings: Readonly<Record<State, Row>> = {
  starting: allEnd('deviceNotReady noReader'),
  'without its service': allEnd('deviceNotReady noReader'),
  unplugged: allEnd('deviceNotReady noReader'),
  empty: allEnd('userError noCard'),
  'a sound card': ofSoundCard,
  // It is without the files of the second layout.
  'a first-generation card': { ...ofSoundCard, readFile: 'success absent' },
  'a contactless card': {
    ...ofSoundCard, powerOn: 'success T=1', changePin: 'unsupportedCommand', resetPin: 'unsupportedCommand', unblockPin: 'unsupportedCommand',
  },
  'a card without a PIN': {
    ...ofSoundCard, verifyPin: 'userError pinNotSet', countPinTries: 'userError pinNotSet', changePin: 'userError pinNotSet', unblockPin: 'userError pinNotSet',
  },
  'a card whose PIN is locked': { ...ofSoundCard, verifyPin: 'success locked', countPinTries: 'success 0', changePin: 'success locked' },
  'a forged card': {
    ...ofSoundCard, readHolder: 'invalidData authenticationFailed', readFile: 'invalidData authenticationFailed',
    resetPin: 'invalidData authenticationFailed', unblockPin: 'invalidData authenticationFailed',
  },
  'a card that enciphers with SSF33': {
    ...ofSoundCard, readHolder: 'deviceNotReady authenticationUnavailable', readFile: 'deviceNotReady authenticationUnavailable',
    resetPin: 'deviceNotReady authenticationUnavailable', unblockPin: 'deviceNotReady authenticationUnavailable',
  },
  "another person's card": {
    ...ofSoundCard, readFile: 'userError otherCard', verifyPin: 'userError otherCard',
    changePin: 'userError otherCard', resetPin: 'userError otherCard', unblockPin: 'userError otherCard',
  },
  'a bank card': poweredOnly('userError notSocialSecurityCard'),
  'a card of another kind': poweredOnly('userError notSocialSecurityCard'),
  'a mute card': poweredOnly('hardwareError cardMute'),
  'a card put in the wrong way round': poweredOnly('hardwareError cardMute'),
  'a locked card': poweredOnly('userError applicationLocked'),
  'a damaged card': { ...poweredOnly('hardwareError cardUnreadable'), countPinTries: 'success 6' },
  'a card held by another program': allEnd('deviceNotReady'),
};

/** What tells two successes of the same command apart. */
function told(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const known = Object.entries(value).find(([key]) => ['outcome', 'triesLeft', 'protocol', 'authenticity'].includes(key));
  return known ? String(known[1]) : null;
}

testStateMatrix<CardReaderCommands, Bench, State>({
  async open() {
    const bench = open();
    bench.slot.insert(holderCardWith({}));
    return bench;
  },
  inputs, states, endings, told,
  async recover({ slot }) {
    slot.hold('nobody');
    slot.pull();
    slot.insert(holderCardWith({}));
  },
  serve: ({ device }) => device.execute('readHolder', null, { deadlineMs: 10_000 }).completion,
});

const deadlineMs = 15_000;

describe('with a sound card', () => {
  test.each(commands)('%s behind another command waits its turn', async (name) => {
    const { slot, device } = open();
    slot.insert(holderCardWith({}));
    const ends: string[] = [];
    const before = device.execute('readHolder', null, { deadlineMs }).completion.then(() => ends.push('before'));
    const behind = device.execute(name, inputs[name], { deadlineMs }).completion.then(({ code }) => ends.push(code));
    await Promise.all([before, behind]);
    expect(ends).toEqual(['before', 'success']);
  });

  test.each(commands)('%s pulled at any of its commands ends, and a card put back is read', async (name) => {
    const count = await commandsOf(name);
    for (let at = 0; at < count; at++) {
      const { slot, device } = open();
      const card = holderCardWith({});
      slot.insert(card);
      slot.pullAfter(at);
      const outcome = await device.execute(name, inputs[name], { deadlineMs, onEvent: () => slot.insert(card) }).completion;
      expect(['cardRemoved', 'changed', 'unchanged']).toContain(outcome.code === 'success' ? told(outcome.value) : outcome.reason);
      slot.pull();
      slot.insert(card);
      expect(await device.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ code: 'success' });
    }
  });

  /** How many commands go to the card. */
  async function commandsOf(name: CommandName): Promise<number> {
    const { slot, device } = open();
    slot.insert(holderCardWith({}));
    await device.execute(name, inputs[name], { deadlineMs }).completion;
    return slot.sent.length;
  }
});
