/** The driver and the simulated module over real wires: TCP everywhere, and a pseudo-terminal where socat exists. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { orThrow } from '../../test/support/or-throw.ts';
import { createCodeScannerPeer, type CodeScannerPeer, type CodeScannerPeerOptions } from '../simulators/code-scanner/index.ts';
import { createCodeScanner, type CodeScanner, type CodeScannerOptions } from './index.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Bench {
  readonly clock: AwaitedClock;
  readonly peer: CodeScannerPeer;
  readonly scanner: CodeScanner;
  readonly log: string[];
}

async function bench(set: Pick<CodeScannerOptions, 'ending' | 'encoding'> = {}, where: CodeScannerPeerOptions = { port: 0 }): Promise<Bench> {
  const { peer } = orThrow(await createCodeScannerPeer(where));
  const clock = awaitedClock();
  const log: string[] = [];
  const scanner = createCodeScanner({
    name: 'code-scanner', address: peer.address, ...set, clock, log: (event, details) => log.push(`${event} ${JSON.stringify(details)}`),
  });
  endings.push(() => peer.unplug(), () => scanner.close());
  await until(() => scanner.status().generic === 'online');
  return { clock, peer, scanner, log };
}

const scan = (scanner: CodeScanner, events: string[] = []) =>
  scanner.execute('scan', null, { deadlineMs: 30_000, onEvent: (event) => events.push(event.kind) }).completion;
/** The token, or how it failed. */
const scanned = async (completion: ReturnType<typeof scan>): Promise<string> => {
  const outcome = await completion;
  return outcome.code === 'success' ? outcome.value.token.reveal() : `${outcome.code} ${outcome.reason}`;
};
/** The command has begun: what is shown now belongs to it. */
const begun = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

test('a code shown while somebody waits is their token, whole and unchanged', async () => {
  const { peer, scanner } = await bench();
  const completion = scan(scanner);
  await begun();
  peer.present('ESSC|7f3a 90/=?é社');
  expect(await scanned(completion)).toBe('ESSC|7f3a 90/=?é社');
  expect(scanner.status()).toEqual({ generic: 'online', specific: { signal: 'clean' } });
});

test('a module set up for GBK and no suffix is understood after a short silence', async () => {
  const { clock, peer, scanner } = await bench({ ending: 'gap', encoding: 'gbk' }, { port: 0, suffix: 'none', encoding: 'gbk' });
  const completion = scan(scanner);
  await begun();
  peer.present('电子社保卡');
  await clock.pass(50);
  expect(await scanned(completion)).toBe('电子社保卡');
});

test('the token shows itself in no log and no inspection', async () => {
  const { peer, scanner, log } = await bench();
  const completion = scan(scanner);
  await begun();
  peer.setFault('controlCharacters');
  peer.present('SECRET-TOKEN');
  peer.setFault(null);
  peer.present('SECRET-TOKEN');
  const outcome = await completion;
  expect(outcome.code).toBe('success');
  expect(`${inspect(outcome, { depth: 9 })} ${JSON.stringify(outcome)} ${log.join()} ${JSON.stringify(scanner.status())}`).not.toContain('SECRET');
});

test('what was scanned before anybody waited is lost, so that it never serves the next person', async () => {
  const { peer, scanner } = await bench();
  peer.present('FORMER');
  await until(() => scanner.status().specific.signal === 'clean');
  const completion = scan(scanner);
  await begun();
  peer.present('MINE');
  expect(await scanned(completion)).toBe('MINE');
});

test('a code that the module repeats serves once; two seconds later it may be scanned again', async () => {
  const { clock, peer, scanner } = await bench();
  peer.setFault('repeats');
  const first = scan(scanner);
  await begun();
  peer.present('A');
  expect(await scanned(first)).toBe('A');

  peer.setFault(null);
  const second = scan(scanner);
  await begun();
  peer.present('A');
  peer.present('B');
  expect(await scanned(second)).toBe('B');
  const third = scan(scanner);
  await begun();
  await clock.advance(2000);
  peer.present('B');
  expect(await scanned(third)).toBe('B');
});

test('a phone left before the scanner serves nobody after its owner, however long it lies there and whether somebody waits or not', async () => {
  const { clock, peer, scanner } = await bench();
  const first = scan(scanner);
  await begun();
  peer.present('LEFT');
  expect(await scanned(first)).toBe('LEFT');
  const heldFor = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      await clock.advance(1000);
      peer.present('LEFT');
      for (let turn = 0; turn < 50; turn++) await begun();
    }
  };
  await heldFor(5);
  const next = scan(scanner);
  await begun();
  await heldFor(5);
  peer.present('MINE');
  expect(await scanned(next)).toBe('MINE');
});

test('a phone that was held there before anybody waited, and still is, is their token', async () => {
  const { peer, scanner } = await bench();
  peer.present('EARLY');
  await until(() => scanner.status().specific.signal === 'clean');
  const completion = scan(scanner);
  await begun();
  peer.present('EARLY');
  expect(await scanned(completion)).toBe('EARLY');
});

test.each(['controlCharacters', 'endless', 'wrongSpeed'] as const)('%s is told as unreadable, shows in the status, and the waiting goes on', async (fault) => {
  const { clock, peer, scanner, log } = await bench();
  const events: string[] = [];
  const completion = scan(scanner, events);
  await begun();
  peer.setFault(fault);
  peer.present('ABC');
  await until(() => scanner.status().specific.signal === 'garbled');
  if (fault === 'endless') await clock.pass(1000);
  peer.setFault(null);
  peer.present('GOOD');
  expect(await scanned(completion)).toBe('GOOD');
  expect(events).toEqual(['unreadable']);
  expect(log.filter((line) => line.startsWith('scanned code refused'))).toHaveLength(1);
});

test('a code whose suffix is lost is unreadable after a second, and is not put before the next', async () => {
  const { clock, peer, scanner } = await bench();
  const events: string[] = [];
  const completion = scan(scanner, events);
  await begun();
  peer.setFault('suffixLost');
  peer.present('HALF');
  await clock.pass(1000);
  expect(events).toEqual(['unreadable']);
  peer.setFault(null);
  peer.present('WHOLE');
  expect(await scanned(completion)).toBe('WHOLE');
});

test('cancelling and the deadline end the wait, and the next scan is served', async () => {
  const { clock, peer, scanner } = await bench();
  const cancel = new AbortController();
  const cancelled = scanner.execute('scan', null, { deadlineMs: 30_000, signal: cancel.signal }).completion;
  await begun();
  cancel.abort();
  expect(await scanned(cancelled)).toBe('canceled null');
  const late = scan(scanner);
  await clock.pass(30_000);
  expect(await scanned(late)).toBe('timeOut null');
  const next = scan(scanner);
  await begun();
  peer.setFault('splitBytes');
  peer.present('NEXT');
  expect(await scanned(next)).toBe('NEXT');
});

test('an unplugged module ends the scan at once; plugged back, it serves again', async () => {
  const { clock, peer, scanner } = await bench();
  const completion = scan(scanner);
  await begun();
  await peer.unplug();
  expect(await scanned(completion)).toBe('deviceNotReady portMissing');
  expect(scanner.status().generic).toBe('noDevice');
  expect(await scanned(scan(scanner))).toBe('deviceNotReady portMissing');
  await peer.plug();
  await clock.advanceUntil(() => scanner.status().generic === 'online');
  const again = scan(scanner);
  await begun();
  peer.present('BACK');
  expect(await scanned(again)).toBe('BACK');
});

test.skipIf(!hasSocat)('on a pseudo-terminal a code arrives through serialport', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'code-scanner-'));
  endings.push(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
  const { peer, scanner } = await bench({}, { link: join(folder, 'scanner') });
  const completion = scan(scanner);
  await begun();
  peer.present('OVER-SERIAL');
  expect(await scanned(completion)).toBe('OVER-SERIAL');
});
