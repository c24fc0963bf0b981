/** The core as a child process under the pinned Node. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShellLog } from './log.ts';

export interface CoreCommand {
  /** The pinned Node. */
  readonly node: string;
  /** Entry file of the core. */
  readonly entry: string;
  readonly arguments: readonly string[];
  /** Working directory. */
  readonly directory: string;
}

export interface CoreProgram {
  /** Settles when the process has ended, or could not be started. */
  readonly ended: Promise<void>;
  /** Asks it to end, and ends it where it does not. */
  stop(): Promise<void>;
  /** Ends it now: it hangs. */
  kill(): void;
}

/** Time a core gets to close its devices and its journal. */
const stopWithinMs = 5_000;

/**
 * Starts the core. The unused IPC channel is there to be lost: a core sees `disconnect` when its shell dies, and ends
 * itself rather than hold the devices for nobody.
 */
export function startCoreProgram(command: CoreCommand, log: ShellLog): CoreProgram {
  const child = spawn(command.node, [command.entry, ...command.arguments], {
    cwd: command.directory,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      log.warn('the core could not be started', { reason: error.message });
      resolve();
    });
    child.once('exit', (code, signal) => {
      log.note('the core has ended', { code, signal });
      resolve();
    });
  });
  return {
    ended,
    async stop() {
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(stopWithinMs, undefined, { ref: false })]);
      child.kill('SIGKILL');
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
}
