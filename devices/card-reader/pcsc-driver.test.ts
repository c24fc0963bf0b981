/** The card reader on the machine's real PC/SC service, with virtual cards in whichever of vpcd's slots no demonstration has claimed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimFreeReader } from '../../main/demo/virtual-readers.ts';
import { cardNamed, untilMedia } from '../../test/support/cards.ts';
import { untilReports } from '../../test/support/until-reports.ts';
import { sleep, systemClock } from '../clock.ts';
import { createCardPeer, laidOnContactless, mutedAfter, type CardPeer, type VirtualCard } from '../simulators/card/index.ts';
import { persons, testAuthenticationKey } from '../simulators/persons.ts';
import type { CardReader } from './contract.ts';
import { createCardReader, type CardReaderOptions } from './index.ts';

/** Named in full: an ordinary user's path does not reach it. */
const serviceProgram = '/usr/sbin/pcscd';
const serviceSocket = '/run/pcscd/pcscd.comm';
const deadlineMs = 15_000;
const clock = systemClock();

const answers = (path: string): Promise<boolean> => new Promise((resolve) => {
  const socket = connect(path);
  socket.on('connect', () => {
    socket.destroy();
    resolve(true);
  });
  socket.on('error', () => resolve(false));
});

const hasVirtualReader = existsSync('/etc/reader.conf.d/vpcd');
const isRunning = await answers(serviceSocket);
const isStartable = process.getuid?.() === 0 && spawnSync(serviceProgram, ['--version']).status === 0;
const hasService = hasVirtualReader && (isRunning || isStartable);
/** As demos do, and with them: whoever else has claimed a reader keeps it. */
const claimed = hasService ? await claimFreeReader() : null;
const isUsable = claimed !== null;
const whyNot = isUsable ? '' : ` — SKIPPED: ${hasService ? 'both virtual readers are in use on this machine' : 'this machine has no pcscd with vpcd that runs or may be started'}`;

async function startService(): Promise<ChildProcess> {
  const service = spawn(serviceProgram, ['--foreground'], { stdio: 'ignore' });
  while (!(await answers(serviceSocket))) await sleep(clock, 20);
  return service;
}

async function endService(service: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return;
  service.kill(signal);
  await once(service, 'exit');
}

const options: CardReaderOptions = {
  name: 'card-reader', reader: { driver: 'pcsc', reader: claimed?.name ?? '' }, authentication: { provider: 'software', testKey: testAuthenticationKey }, clock,
};

describe.runIf(isUsable)(`the card reader on the real PC/SC service${whyNot}`, { timeout: 30_000 }, () => {
  let service: ChildProcess | null = null;
  let reader: CardReader;
  let peer: CardPeer;

  beforeAll(async () => {
    if (!isRunning) service = await startService();
  });
  afterAll(async () => {
    if (service) await endService(service, 'SIGTERM');
    await claimed?.claim.close();
  });
  beforeEach(async () => {
    reader = createCardReader(options);
    peer = createCardPeer({ host: '127.0.0.1', port: claimed?.port ?? 0 });
    await untilMedia(reader, 'notPresent');
  });
  afterEach(async () => {
    await peer.close();
    await untilMedia(reader, 'notPresent');
    await reader.close();
  });

  async function insert(card: VirtualCard): Promise<void> {
    await peer.insert(card);
    await untilMedia(reader, 'present');
  }
  const read = () => reader.execute('readHolder', null, { deadlineMs }).completion;

  test('a card laid on a contactless reader is read over the protocol that the service reports', async () => {
    await peer.insert(laidOnContactless(cardNamed('zhang-san')));
    await untilMedia(reader, 'present');
    expect(await reader.execute('powerOn', null, { deadlineMs }).completion).toMatchObject({ value: { protocol: 'T=1', contactless: true } });
    expect(await reader.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ value: { authenticity: 'proven', contactless: true } });
  });

  test('reads cards of the third and second generation, and rare characters', async () => {
    for (const { id, name, card } of persons) {
      if (!card || !['zhang-san', 'li-si', 'wang-yan'].includes(id)) continue;
      await insert(cardNamed(id));
      const outcome = await read();
      expect(outcome.code === 'success' && [outcome.value.name.reveal(), outcome.value.cardNumber.reveal()]).toEqual([name, card.cardNumber]);
      await peer.remove();
      await untilMedia(reader, 'notPresent');
    }
  });

  test('verifies a PIN on the card that was read', async () => {
    await insert(cardNamed('zhang-san'));
    const holder = await read();
    if (holder.code !== 'success') throw new Error(holder.code);
    const { cardId } = holder.value;
    const verify = (digits: string) => reader.execute('verifyPin', { pin: Buffer.from(digits), cardId }, { deadlineMs }).completion;
    expect(await verify('111111')).toEqual({ code: 'success', value: { outcome: 'wrong', triesLeft: 5 } });
    expect(await verify('260715')).toEqual({ code: 'success', value: { outcome: 'verified' } });
  });

  test.each([['bank', 'notSocialSecurityCard'], ['damaged', 'cardUnreadable'], ['locked', 'applicationLocked']])('tells of the card "%s" that it is %s', async (name, reason) => {
    await insert(cardNamed(name));
    expect(await read()).toMatchObject({ reason });
  });

  test('a card pulled in the middle of reading is removed, and the next card is read', async () => {
    const silence = Promise.withResolvers<void>();
    const card = mutedAfter(cardNamed('zhang-san'), 8);
    await insert({
      ...card,
      transmit(command) {
        const response = card.transmit(command);
        if (!response) silence.resolve();
        return response;
      },
    });
    const reading = read();
    await silence.promise;
    await peer.remove();
    expect(await reading).toMatchObject({ reason: 'cardRemoved' });
    await untilMedia(reader, 'notPresent');
    await insert(cardNamed('li-si'));
    expect(await read()).toMatchObject({ code: 'success' });
  });

  test('a mute card is told in time, and taking it out frees the reader', async () => {
    await insert(cardNamed('mute'));
    expect(await read()).toMatchObject({ reason: 'cardMute' });
    await peer.remove();
    await untilMedia(reader, 'notPresent');
    await insert(cardNamed('zhang-san'));
    expect(await read()).toMatchObject({ code: 'success' });
  });

  /** A program of its own with this reader, which has `end` done when the reader is online; it is given ten seconds to end by itself. */
  async function endOf(end: string): Promise<unknown> {
    const door = fileURLToPath(new URL('./index.ts', import.meta.url));
    const clockFile = fileURLToPath(new URL('../clock.ts', import.meta.url));
    const program = `
      import { createCardReader } from ${JSON.stringify(door)};
      import { systemClock } from ${JSON.stringify(clockFile)};
      const reader = createCardReader({
        name: 'r', reader: ${JSON.stringify(options.reader)}, authentication: { provider: 'none' }, clock: systemClock(),
      });
      let begun = false;
      reader.watch(async ({ generic, specific }) => {
        if (begun || generic !== 'online' || specific.media === 'unknown') return;
        begun = true;
        ${end}
        await reader.close();
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit', timeout: 10_000 });
    return once(child, 'exit');
  }

  test('a process that closes its reader can end by itself', async () => {
    expect(await endOf('')).toEqual([0, null]);
  });

  test('a process that had many conversations with a card can end by itself, too', async () => {
    await insert(cardNamed('zhang-san'));
    expect(await endOf(`
      for (let turn = 0; turn < 12; turn++) {
        const powered = await reader.execute('powerOn', null, { deadlineMs: 5000 }).completion;
        if (powered.code !== 'success') process.exit(1);
        await reader.execute('powerOff', null, { deadlineMs: 5000 }).completion;
      }`)).toEqual([0, null]);
  });

  test('cards swapped more quickly than the service looks are each told by their own ATR, and none is called mute', async () => {
    await insert(cardNamed('zhang-san'));
    expect(await read()).toMatchObject({ code: 'success' });
    await reader.execute('powerOff', null, { deadlineMs }).completion;
    await peer.remove();
    await peer.insert(cardNamed('li-si'));
    // Whether the service has noticed by now is its own affair: at most one attempt falls into the change.
    const first = await read();
    expect(['cardRemoved', 'noCard', null]).toContain(first.code === 'success' ? null : first.reason);
    await untilMedia(reader, 'present');
    const second = first.code === 'success' ? first : await read();
    expect(second.code === 'success' && second.value).toMatchObject({ authenticity: 'proven', generation: '2.0' });
  });

  test('a card put in the wrong way round has no ATR and is mute; put in rightly it is read', async () => {
    await peer.insert(cardNamed('wrong-way-round'));
    await untilMedia(reader, 'present');
    expect(await read()).toMatchObject({ reason: 'cardMute' });
    await peer.remove();
    await untilMedia(reader, 'notPresent');
    await insert(cardNamed('zhang-san'));
    expect(await read()).toMatchObject({ code: 'success' });
  });

  test.runIf(!isRunning).each(['SIGKILL', 'SIGTERM'] as const)('the service ended by %s and started again is found again, card and all (only where this test started the service)', async (signal) => {
    await insert(cardNamed('zhang-san'));
    expect(await read()).toMatchObject({ code: 'success' });
    if (service) await endService(service, signal);
    await untilReports(reader, ({ generic }) => generic === 'offline');
    expect(await read()).toMatchObject({ reason: 'noReader' });
    service = await startService();
    await untilMedia(reader, 'present');
    expect(await read()).toMatchObject({ code: 'success' });
  });

  test.runIf(!isRunning)('the service ended in the middle of a reading leaves one completion, and the card is read when it is back (only where this test started the service)', async () => {
    const card = cardNamed('zhang-san');
    const asked = Promise.withResolvers<void>();
    await insert({
      ...card,
      transmit(command) {
        asked.resolve();
        return card.transmit(command);
      },
    });
    const reading = read();
    await asked.promise;
    if (service) await endService(service, 'SIGKILL');
    expect(['noReader', 'cardMute', 'cardRemoved', 'cardUnreadable', null]).toContain((await reading as { readonly reason?: string }).reason ?? null);
    service = await startService();
    await untilReports(reader, ({ generic }) => generic === 'online');
    await untilMedia(reader, 'present');
    expect(await read()).toMatchObject({ code: 'success' });
  });
});
