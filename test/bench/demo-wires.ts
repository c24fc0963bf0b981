/** The far ends of a kiosk's wires for a bench: one demo, which stays while kiosks come and go. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository, stateDirectory } from '../../main/launch/paths.mjs';
import { startDemo, tellDock } from '../support/demo.ts';

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
  const demo = await startDemo(state, 'demo-portrait');
  return {
    coreArguments: ['--config', inRepository('kiosk-config'), '--profile', String(demo.ready['profile']), '--state', join(state, 'kiosk')],
    browserSwitches: demo.ready['browserSwitches'] as string[],
    dock: async (command) => void (await tellDock(state, command)),
    async close() {
      await demo.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
