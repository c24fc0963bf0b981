/** The faulty wire as `npm run simulate -- wire` starts it, between a driver and devices at both kinds of wire. */
import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { orThrow } from '../../../test/support/or-throw.ts';
import { systemClock } from '../../clock.ts';
import { createIdScanner, type IdScanner } from '../../id-scanner/index.ts';
import { createIdScannerPeer, type IdScannerPeer } from '../id-scanner/index.ts';
import type { WireEnd } from '../wires/index.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
const endings: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

type Program = ChildProcessByStdio<Writable, Readable, Readable>;
function start(args: readonly string[]): Program {
  const program = spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'wire', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  endings.push(() => void program.kill());
  return program;
}
/** What it says next. */
const line = async (from: Readable): Promise<string> => {
  for await (const piece of from.iterator({ destroyOnReturn: false })) return String(piece).trim();
  return '';
};

async function reader(where: WireEnd): Promise<IdScannerPeer> {
  const { peer } = orThrow(await createIdScannerPeer(where));
  endings.push(() => peer.unplug());
  return peer;
}
function driverAt(address: string): IdScanner {
  const scanner = createIdScanner({ name: 'id-scanner', address, clock: systemClock() });
  endings.push(() => scanner.close());
  return scanner;
}
const untilIs = (scanner: IdScanner, wanted: 'online' | 'hardwareError'): Promise<void> => new Promise((resolve) => {
  scanner.watch(({ generic }) => { if (generic === wanted) resolve(); });
});

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'tongban-wire-'));
  endings.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

/** The check byte of an answer and of those to the two questions that follow it, 11 bytes each. */
const spoilt = '<flip@10:0x01 <flip@21:0x01 <flip@32:0x01';

test.skipIf(!hasSocat)('between a serial port and a driver at another, faults of a script happen, and another script is laid by typing it', { timeout: 30_000 }, async () => {
  const rooms = folder();
  const device = join(rooms, 'device');
  await reader({ link: device });
  const program = start(['--to', `${device}?baud=115200`, '--link', join(rooms, 'faulty'), '--faults', spoilt]);
  expect(await line(program.stdout)).toMatch(/^serial:.*faulty\?baud=115200 leads to .*device\?baud=115200, with: <flip@10:0x01/);
  const scanner = driverAt(`serial:${join(rooms, 'faulty')}?baud=115200`);
  await untilIs(scanner, 'hardwareError');
  program.stdin.write('\n');
  expect(await line(program.stdout)).toBe('laid: no faults');
  await untilIs(scanner, 'online');
});

test('between a TCP port and a driver, too', { timeout: 30_000 }, async () => {
  const device = await reader({ port: 0 });
  const program = start(['--to', device.address.replace('tcp://', ''), '--faults', spoilt]);
  const [, address = ''] = /^(tcp:\S+) leads to/.exec(await line(program.stdout)) ?? [];
  const scanner = driverAt(address);
  await untilIs(scanner, 'hardwareError');
  program.stdin.write('nonsense\n\n');
  expect(await line(program.stdout)).toContain('A script is faults such as');
  await untilIs(scanner, 'online');
});

test.each([
  [['--to', '/dev/ttyUSB0'], '--link says where'],
  [['--to', 'nowhere'], '--to nowhere is neither'],
  [['--to', '127.0.0.1:1', '--faults', 'explode@3'], '--faults explode@3 is no script'],
  [['--to', '127.0.0.1:1', '--seed', 'many'], '--seed many'],
  [['--to', '127.0.0.1:1', '--caller', 'nobody'], '--caller nobody'],
])('%j is answered with a sentence', { timeout: 30_000 }, async (args, sentence) => {
  const program = start(args);
  expect(await line(program.stderr)).toContain(sentence);
});
