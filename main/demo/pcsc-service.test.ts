/** A stand-in service: a program that listens where the virtual reader would, and leaves its process number. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sleep, systemClock, type Clock } from '../../devices/clock.ts';
import { scratchFolders } from '../../test/support/scratch-folders.ts';
import { freePort, isListenedOn } from './listening.ts';
import { openPcscService, type PcscInstallation, type PcscService } from './pcsc-service.ts';

/** Twenty times as fast as the wall's. */
function hastyClock(): Clock {
  const real = systemClock();
  return { ...real, after: (ms, call) => real.after(ms / 20, call) };
}

const scratchFolder = scratchFolders();
let folder: string;
let port: number;
let installation: PcscInstallation;
let service: PcscService | null;

beforeEach(async () => {
  folder = scratchFolder();
  port = await freePort(0);
  const program = `require('net').createServer().listen(${port}, () => require('fs').writeFileSync('${folder}/pid', String(process.pid)))`;
  writeFileSync(join(folder, 'vpcd'), '');
  installation = {
    program: process.execPath,
    arguments: ['-e', program],
    serviceSocket: join(folder, 'comm'),
    readerConfiguration: join(folder, 'vpcd'),
    runtimeDirectory: folder,
  };
  service = null;
});
afterEach(() => service?.close());

const servingPid = (): number => Number(readFileSync(join(folder, 'pid'), 'utf8'));
const open = async (): Promise<PcscService | null> => {
  service = await openPcscService(port, hastyClock(), installation);
  return service;
};

test('a service that is not running is started, and stopped at the end', async () => {
  const opened = await open();
  expect(opened?.isOwn()).toBe(true);
  expect(await isListenedOn(port)).toBe(true);
  await opened?.close();
  expect(await isListenedOn(port)).toBe(false);
});

test('a service of ours that is killed is started again', async () => {
  await open();
  const first = servingPid();
  process.kill(first, 'SIGKILL');
  await vi.waitFor(async () => {
    expect(servingPid()).not.toBe(first);
    expect(await isListenedOn(port)).toBe(true);
  }, 10_000);
});

test('a service that somebody else started is used, and survives both being unplugged and the end', async () => {
  const theirs = spawn(installation.program, installation.arguments);
  await vi.waitFor(async () => expect(await isListenedOn(port)).toBe(true), 10_000);
  const opened = await open();
  expect(opened?.isOwn()).toBe(false);
  expect(await opened?.stop()).toBe(false);
  await opened?.close();
  expect(await isListenedOn(port)).toBe(true);
  theirs.kill();
});

test('an unplugged service stays away until it is plugged back', async () => {
  const opened = await open();
  expect(await opened?.stop()).toBe(true);
  // Three looks of the supervisor later it is still away.
  await sleep(hastyClock(), 3000);
  expect(await isListenedOn(port)).toBe(false);
  expect(await opened?.start()).toBe(true);
  expect(await isListenedOn(port)).toBe(true);
});

test.each([
  ['no service program', { program: '/nowhere/pcscd' }],
  ['no virtual reader driver', { readerConfiguration: '/nowhere/vpcd' }],
  ['no right to start it', { runtimeDirectory: '/nowhere' }],
])('a machine with %s has no PC/SC service for the demo', async (_, missing) => {
  expect(await openPcscService(port, hastyClock(), { ...installation, ...missing })).toBeNull();
});
