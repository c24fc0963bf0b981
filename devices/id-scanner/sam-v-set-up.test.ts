/** Bringing a module up, against modules that hear only what is said at their speed. */
import { expect, test } from 'vitest';
import type { SamBaud, SamStatus } from './sam-v-codec.ts';
import type { SamAnswer, SamConversation } from './sam-v-conversation.ts';
import { createSamSetUp } from './sam-v-set-up.ts';

const own = 'serial:/dev/reader?baud=115200';
const switched = { to: 57_600, address: 'serial:/dev/reader?baud=57600' } as const;
const reply = (status: SamStatus): SamAnswer => ({ kind: 'reply', reply: { status, data: new Uint8Array() } });

interface Module {
  baud: SamBaud;
  /** What it is asked and hears. */
  readonly heard: string[];
  readonly talkAt: (address: string) => SamConversation;
}
function moduleAt(baud: SamBaud, { onBaud = 'ok', onBlock = 'ok' }: { readonly onBaud?: SamStatus; readonly onBlock?: SamStatus } = {}): Module {
  const module: Module = {
    baud,
    heard: [],
    talkAt: (address) => ({
      ask(command, content = []) {
        if (!address.endsWith(String(module.baud))) return Promise.resolve({ kind: 'silent' });
        module.heard.push([command, ...content].join(' '));
        return Promise.resolve(reply(command === 'setLongestRfBlock' ? onBlock : 'ok'));
      },
      askForBaud(to) {
        if (!address.endsWith(String(module.baud))) return Promise.resolve({ kind: 'damaged' });
        if (onBaud === 'ok') module.baud = to;
        return Promise.resolve(reply(onBaud));
      },
    }),
  };
  return module;
}

/** Opens the line as often as it is to be opened; gives the addresses, and how it ended. */
async function bringUp(module: Module, options: Partial<Parameters<typeof createSamSetUp>[0]> = {}) {
  const log: string[] = [];
  const setUp = createSamSetUp({ address: own, baudSwitch: switched, rfBlock: 80, log: (event) => log.push(event), ...options });
  const opened: string[] = [];
  const again = async (): Promise<string> => {
    for (let times = 0; times < 5; times++) {
      const address = setUp.address();
      opened.push(address);
      const outcome = await setUp.apply(module.talkAt(address));
      if (outcome !== 'otherSpeed') return outcome;
    }
    return 'never';
  };
  return { opened, log, again, outcome: await again() };
}

test('a module fresh from power is told the speed at its own, and the rest at the new one', async () => {
  const module = moduleAt(115_200);
  const { opened, outcome } = await bringUp(module);
  expect([outcome, module.baud]).toEqual(['done', 57_600]);
  expect(opened).toEqual([own, switched.address]);
  expect(module.heard).toEqual(['samStatus', 'setLongestRfBlock 80']);
});

test('a module that was told before this program began is found at the other speed', async () => {
  const { opened, outcome } = await bringUp(moduleAt(57_600));
  expect([outcome, opened]).toEqual(['done', [own, switched.address]]);
});

test('a module that lost its power goes through it all again', async () => {
  const module = moduleAt(115_200);
  const { again, opened } = await bringUp(module);
  module.baud = 115_200;
  expect(await again()).toBe('done');
  expect([module.baud, opened.slice(2)]).toEqual([57_600, [switched.address, own, switched.address]]);
});

test('a module that refuses is served as it is, which is noted', async () => {
  const module = moduleAt(115_200, { onBaud: 'commandError', onBlock: 'commandError' });
  const { opened, outcome, log } = await bringUp(module);
  expect([outcome, opened, log]).toEqual(['done', [own], ['id scanner keeps its speed', 'id scanner keeps its RF block']]);
});

test('where the profile asks for nothing, nothing is said', async () => {
  const module = moduleAt(9600);
  expect(await bringUp(module, { baudSwitch: null, rfBlock: null })).toMatchObject({ outcome: 'done', opened: [own] });
  expect(module.heard).toEqual([]);
});

test('a module that does not answer is not taken for one that is set up', async () => {
  expect((await bringUp(moduleAt(9600), { baudSwitch: null })).outcome).toBe('unanswered');
});
