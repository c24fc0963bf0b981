import { beforeEach, expect, test } from 'vitest';
import { contractVersion, type CoreMessage, type PageMessage } from '../../main/contract/index.ts';
import { assumedPanel } from '../theme/stage-fit.ts';
import { createCoreLink, type LinkPhase, type WireEvents } from './core-link.ts';

const welcome: CoreMessage = {
  type: 'welcome', contractVersion, panel: assumedPanel({ width: 1, height: 2 }), languages: [{ tag: 'zh-CN', name: '简体中文', direction: 'ltr', fallbacks: [], locale: 'zh-CN', texts: {} }],
};
const help: PageMessage = { type: 'intent', intent: { screenId: 's', kind: 'help' } };

let wires: { events: WireEvents; sent: PageMessage[]; closed: boolean }[];
let timers: { ms: number; call: () => void }[];
let phases: LinkPhase[];
let messages: CoreMessage[];

const lastWire = () => wires.at(-1) ?? expect.fail('no wire was opened');
const passTime = () => {
  const due = timers;
  timers = [];
  for (const timer of due) timer.call();
};
const nextTick = () => new Promise<void>((resolve) => queueMicrotask(resolve));

function openLink() {
  return createCoreLink(
    (events) => {
      const wire = { events, sent: [] as PageMessage[], closed: false };
      wires.push(wire);
      return { send: (message) => wire.sent.push(message), close: () => { wire.closed = true; } };
    },
    (ms, call) => {
      const timer = { ms, call };
      timers.push(timer);
      return () => { timers = timers.filter((other) => other !== timer); };
    },
    { phase: (phase) => phases.push(phase), message: (message) => messages.push(message) },
  );
}

async function openWelcomedLink() {
  const link = openLink();
  lastWire().events.opened();
  await nextTick();
  lastWire().events.received(welcome);
  return link;
}

beforeEach(() => {
  wires = [];
  timers = [];
  phases = [];
  messages = [];
});

test('the page says hello before anything else', async () => {
  await openWelcomedLink();
  expect(lastWire().sent).toEqual([{ type: 'hello', contractVersion }]);
  expect(phases).toEqual(['open']);
  expect(timers).toEqual([]);
});

test('a message that is not of the contract is dropped and the link goes on', async () => {
  await openWelcomedLink();
  for (const junk of [null, 'text', 17, {}, { type: 'screen' }, { ...welcome, extra: 1 }]) lastWire().events.received(junk);
  lastWire().events.received({ type: 'renew' });
  expect(messages).toEqual([welcome, { type: 'renew' }]);
});

test('nothing is shown of a core of another contract, but it may renew the page', async () => {
  openLink();
  lastWire().events.opened();
  await nextTick();
  lastWire().events.received({ ...welcome, contractVersion: contractVersion + 1 });
  lastWire().events.received({ type: 'renew' });
  expect(messages).toEqual([{ type: 'renew' }]);
  expect(phases).toEqual([]);
});

test('a lost link is found again with growing pauses, which a welcome makes short again', async () => {
  await openWelcomedLink();
  const pauses: number[] = [];
  for (let loss = 0; loss < 7; loss += 1) {
    lastWire().events.closed();
    pauses.push(timers.at(-1)?.ms ?? 0);
    passTime();
  }
  expect(phases).toEqual(['open', 'lost']);
  expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
  lastWire().events.opened();
  await nextTick();
  lastWire().events.received(welcome);
  lastWire().events.closed();
  expect(timers.at(-1)?.ms).toBe(250);
  expect(phases).toEqual(['open', 'lost', 'open', 'lost']);
});

test('a core that never answers hello counts as lost', async () => {
  openLink();
  lastWire().events.opened();
  await nextTick();
  passTime();
  expect(lastWire().closed).toBe(true);
  expect(phases).toEqual(['lost']);
});

test('an old wire that still speaks is not heard', async () => {
  await openWelcomedLink();
  const old = lastWire();
  old.events.closed();
  passTime();
  old.events.received({ type: 'renew' });
  old.events.closed();
  expect(messages).toEqual([welcome]);
  expect(wires).toHaveLength(2);
});

test('an intent goes out only while the core is there', async () => {
  const link = await openWelcomedLink();
  link.send(help);
  expect(lastWire().sent.at(-1)).toEqual(help);
  lastWire().events.closed();
  passTime();
  link.send(help);
  expect(lastWire().sent).toEqual([]);
});

test('a page that gave way to a newer one shows nothing more and does not come back', async () => {
  await openWelcomedLink();
  lastWire().events.replaced();
  expect(timers).toEqual([]);
  expect(phases).toEqual(['open', 'lost']);
});
