/** Starts the programs of the house (core, demo) under the pinned Node and waits for the one line that says they are ready. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { endProcess, exitCodeOf } from '../demo/end-process.ts';
import { inRepository } from './paths.mjs';

const readyWithinMs = 60_000;
const stopWithinMs = 5_000;

/** One JSON value that a program told on a line of its standard output. */
export type Said = Readonly<Record<string, unknown>>;

export interface Program {
  readonly process: ChildProcess;
  /** What the program said of itself when it was ready. */
  readonly ready: Said;
  /** Calls back for everything it says later. */
  onSaid(listener: (said: Said) => void): void;
  /** Resolves with the exit code, null when a signal ended it or it could not be started. */
  readonly ended: Promise<number | null>;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
}

/** The Node that core and demo run under, whatever Node runs this. */
export const pinnedNode = inRepository('node_modules', '.bin', 'node');

/** `script` is a path in the repository. Rejects when it ends, or stays silent for a minute, before it is ready. */
export async function startProgram(script: string, args: readonly string[]): Promise<Program> {
  const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', inRepository(script), ...args], {
    // The unused IPC channel is there to be lost: the program ends itself when whoever started it has died.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // Ctrl-C is for the starter alone, which then ends its programs in order.
    detached: true,
  });
  const ended = exitCodeOf(child);
  const stop = (): Promise<void> => endProcess(child, stopWithinMs);
  const listeners = new Set<(said: Said) => void>();
  const hear = (said: Said): void => {
    for (const listener of listeners) listener(said);
  };
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => {
    const said = valueIn(line);
    if (said) hear(said);
  });
  try {
    const ready = await whenReady(listeners, ended, script);
    return { process: child, ready, onSaid: (listener) => listeners.add(listener), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function whenReady(listeners: Set<(said: Said) => void>, ended: Promise<number | null>, script: string): Promise<Said> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => reject(new Error(`${script} was not ready within ${readyWithinMs / 1000} s`)), readyWithinMs);
    const listen = (said: Said): void => {
      if (!said['ready']) return;
      clearTimeout(impatience);
      listeners.delete(listen);
      resolve(said);
    };
    listeners.add(listen);
    void ended.then((code) => {
      clearTimeout(impatience);
      reject(new Error(`${script} ended (${code ?? 'by a signal'}) before it was ready`));
    });
  });
}

function valueIn(line: string): Said | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Said) : null;
  } catch {
    return null;
  }
}
