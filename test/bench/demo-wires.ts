/** The far ends of a kiosk's wires for a bench: one demo, which stays while kiosks come and go. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readDockAddress } from '../../devices/simulators/dock/index.ts';
import { inRepository, stateDirectory } from '../../main/launch/paths.mjs';
import { startProgram, type Program } from '../../main/launch/programs.ts';

/** The slowest command makes a camera feed for the first time, on a busy machine. */
const answerWithinMs = 60_000;

export interface DemoWires {
  /** Configuration, profile and state, as the core's command line has them. */
  readonly coreArguments: readonly string[];
  /** How Chromium is started for the demo's camera. */
  readonly browserSwitches: readonly string[];
  /** Gives the dock one command; rejects with the dock's own sentence where it refuses. */
  dock(command: string): Promise<void>;
  close(): Promise<void>;
}

/** A folder on the disk on which kiosks of this checkout keep their state: a temporary file system would make durable writes look cheap. */
export function scratchFolder(): string {
  mkdirSync(stateDirectory, { recursive: true });
  return mkdtempSync(join(stateDirectory, 'bench-'));
}

/** Takes whichever of the two virtual readers is free. */
export async function openDemoWires(): Promise<DemoWires> {
  const state = scratchFolder();
  const demo = await startDemo(state, '1').catch(() => startDemo(state, '0'));
  return {
    coreArguments: ['--config', inRepository('kiosk-config'), '--profile', String(demo.ready['profile']), '--state', join(state, 'kiosk')],
    browserSwitches: demo.ready['browserSwitches'] as string[],
    dock: (command) => askDock(state, command),
    async close() {
      await demo.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

const startDemo = (state: string, slot: string): Promise<Program> => startProgram('main/demo/demo.ts', ['--state', state, '--slot', slot]);

async function askDock(state: string, command: string): Promise<void> {
  const address = await readDockAddress(state);
  if (!address) throw new Error('no dock is running');
  const response = await fetch(`http://127.0.0.1:${address.port}/command`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${address.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ command }),
    signal: AbortSignal.timeout(answerWithinMs),
  });
  const answer = await response.json() as { readonly ok: boolean; readonly problem?: { readonly en: string } };
  if (!answer.ok) throw new Error(answer.problem?.en ?? `the dock refused "${command}"`);
}
