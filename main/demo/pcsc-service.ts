/**
 * The machine's PC/SC service with its virtual readers: found running, or started and kept running while the demo
 * lives. A service that somebody else started is used and never stopped.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { connect } from 'node:net';
import { sleep, type Clock } from '../../devices/clock.ts';
import { endProcess } from './end-process.ts';
import { isListenedOn } from './listening.ts';

/** Where a PC/SC service and its virtual readers are installed, and how it is started. */
export interface PcscInstallation {
  readonly program: string;
  readonly arguments: readonly string[];
  /** On which its clients reach it. */
  readonly serviceSocket: string;
  /** What the virtual reader driver installs; without it there are no virtual readers. */
  readonly readerConfiguration: string;
  /** Where the service has to be able to write, which on most machines only root can. */
  readonly runtimeDirectory: string;
}

/** As Debian's packages pcscd and vsmartcard-vpcd have it. */
const debianInstallation: PcscInstallation = {
  program: '/usr/sbin/pcscd',
  arguments: ['--foreground'],
  serviceSocket: '/run/pcscd/pcscd.comm',
  readerConfiguration: '/etc/reader.conf.d/vpcd',
  runtimeDirectory: '/run',
};

const pollMs = 100;
const readyWithinMs = 5000;
const superviseEveryMs = 1000;
const stopWithinMs = 3000;

export interface PcscService {
  /** Whether the process now serving is ours to stop. */
  isOwn(): boolean;
  isServing(): boolean;
  /** Stops our own service until `start`; false where it is not ours. */
  stop(): Promise<boolean>;
  /** True once the virtual reader is there again. */
  start(): Promise<boolean>;
  /** Stops supervising, and the service if it is ours. */
  close(): Promise<void>;
}

/** Null where there is no PC/SC service with a virtual reader on `port`, and none can be started. */
export async function openPcscService(port: number, clock: Clock, installation = debianInstallation): Promise<PcscService | null> {
  const ending = new AbortController();
  let child: ChildProcess | null = null;
  let wanted = true;
  let serving = false;

  const comesUp = async (): Promise<boolean> => {
    for (let waited = 0; waited < readyWithinMs; waited += pollMs) {
      if (await isListenedOn(port)) return true;
      await sleep(clock, pollMs, ending.signal);
    }
    return false;
  };

  /** Finds the service or starts it; asking on its socket is enough where an init system starts it on demand. */
  const ensure = async (): Promise<boolean> => {
    if (await isListenedOn(port)) return true;
    if (await answersOn(installation.serviceSocket)) return comesUp();
    if (!child && !(await isStartable(installation))) return false;
    // Meanwhile it may have been asked to stop.
    if (!wanted) return false;
    child ??= startService(installation, () => { child = null; });
    return comesUp();
  };

  const supervise = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await sleep(clock, superviseEveryMs, ending.signal);
      if (wanted && !ending.signal.aborted) serving = await ensure();
    }
  };

  const stopChild = async (): Promise<boolean> => {
    if (!child) return false;
    await endProcess(child, stopWithinMs);
    child = null;
    serving = false;
    return true;
  };

  serving = await ensure();
  if (!serving) {
    await stopChild();
    return null;
  }
  const supervision = supervise();

  return {
    isOwn: () => child !== null,
    isServing: () => serving,
    async stop() {
      wanted = child === null;
      return stopChild();
    },
    async start() {
      wanted = true;
      serving = await ensure();
      return serving;
    },
    async close() {
      wanted = false;
      ending.abort();
      await supervision;
      await stopChild();
    },
  };
}

async function isStartable({ program, readerConfiguration, runtimeDirectory }: PcscInstallation): Promise<boolean> {
  const can = (file: string, mode: number): Promise<boolean> => access(file, mode).then(() => true, () => false);
  const needs = await Promise.all([can(program, constants.X_OK), can(readerConfiguration, constants.R_OK), can(runtimeDirectory, constants.W_OK)]);
  return needs.every(Boolean);
}

function startService({ program, arguments: given }: PcscInstallation, onExit: () => void): ChildProcess {
  const child = spawn(program, given, { stdio: 'ignore' });
  child.once('error', onExit);
  child.once('exit', onExit);
  return child;
}

function answersOn(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
