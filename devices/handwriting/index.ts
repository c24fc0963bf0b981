/** The door of what reads the handwriting of people who do not know pinyin. */
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { createDevice } from '../device.ts';
import type { HandwritingEngine } from './contract.ts';
import { createProgramHandwritingDriver, type ProgramHandwriting } from './program-handwriting-driver.ts';

export type { HandwritingCommands, HandwritingEngine, HandwritingReason, HandwritingStatus, Writing } from './contract.ts';
export type { ProgramHandwriting } from './program-handwriting-driver.ts';

interface Surroundings {
  readonly name: string;
  readonly clock: Clock;
  readonly log?: DeviceLog;
}

/** A program of this machine that reads handwriting; where it, or every model, is not installed the status says so. */
export function createProgramHandwriting({ name, clock, log = noLog, ...engine }: Surroundings & ProgramHandwriting): HandwritingEngine {
  return createDevice(createProgramHandwritingDriver({ name, log, ...engine }), clock);
}
