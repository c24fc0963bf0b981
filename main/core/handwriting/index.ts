/** The door of handwriting in the core: opens what reads it as the machine profile names it; the desk decides what it looks at. */
import { join } from 'node:path';
import type { Clock } from '../../../devices/clock.ts';
import type { DeviceLog } from '../../../devices/device-log.ts';
import { createProgramHandwriting, type HandwritingEngine } from '../../../devices/handwriting/index.ts';
import type { Profile } from '../../../kiosk-config/schema/profile.ts';

export { openHandwritingDesk } from './handwriting-desk.ts';

export interface HandwritingOptions {
  /** The engine's model of each language, by file name; a language that is not written by hand is not in it. */
  readonly models: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

/** Null where this machine has nothing that reads handwriting. */
export function openHandwriting(profile: Profile['handwriting'], { models, clock, log }: HandwritingOptions): HandwritingEngine | null {
  if (!profile) return null;
  const { engine } = profile;
  switch (engine.driver) {
    case 'program': {
      const files = Object.fromEntries(Object.entries(models).map(([language, file]) => [language, join(engine.models, file)]));
      return createProgramHandwriting({ name: 'handwriting', program: engine.program, arguments: engine.arguments, models: files, clock, log });
    }
    default:
      return engine.driver satisfies never;
  }
}
