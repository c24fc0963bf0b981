/** Starts the programs of the house (core, demo) under the pinned Node and waits for the one line that says they are ready. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRepository } from './paths.mjs';

const readyWithinMs = 60_000;
const stopWithinMs = 5_000;

export interface Program {
  readonly process: ChildProcess;
  /** What the program said of itself when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Resolves with the exit code, null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
}

/** The Node that core and demo run under, whatever Node runs this. */
export const pinnedNode = inRepository('node_modules', '.bin', 'node');

/** `script` is a path in the repository. Rejects when it ends, or stays silent for a minute, before it is ready. */
export async function startProgram(script: string, args: readonly string[]): Promise<Program> {
  const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', inRepository(script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(impatience);
  };
  try {
    return { process: child, ready: await readyLine(child, ended, script), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readyLine(child: ChildProcess, ended: Promise<number | null>, script: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => reject(new Error(`${script} was not ready within ${readyWithinMs / 1000} s`)), readyWithinMs);
    void ended.then((code) => {
      clearTimeout(impatience);
      reject(new Error(`${script} ended (${code ?? 'by a signal'}) before it was ready`));
    });
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = readyIn(line);
      if (!said) return;
      clearTimeout(impatience);
      resolve(said);
    });
  });
}

function readyIn(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'ready' in value ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
